import type { Ui } from '../i18n/ui.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { PostCardView } from './card-view.ts';
import type { PlannedContext, ViewContext } from './context.ts';
import type { HubSection } from './hub-view.ts';
import type { DevInput } from './problems-view.ts';
import type { TermListFile } from './term-list.ts';
import type { PageView } from './types.ts';

/** What pages are made from. */
export interface PageContext extends ViewContext {
  /** The card of an article; all lists share it. */
  readonly cardOf: (article: ShownArticle) => PostCardView;
}

/** The same once it is decided what is published beside the pages. */
export interface PlannedPageContext extends PageContext, PlannedContext {
  /** Set in the dev server. */
  readonly devInput?: DevInput;
}

/** The pages of a kind, with the data that their filter boxes fetch. */
export interface MadePages {
  readonly pages: readonly PageView[];
  readonly lists: readonly TermListFile[];
}

/** What a kind of page makes; without lists, the pages alone. */
type Made = readonly PageView[] | MadePages;

interface KindFacts {
  /** What prints its pages: a file below `_includes/`. */
  readonly layout: string;
  /** Whether the sitemap names its pages. @default true */
  readonly inSitemap?: boolean;
  /** The text of links to it. @default the title of its first page */
  readonly linkText?: (ui: Ui) => string;
  /** Its part of the page that leads to all indexes; undefined where there is nothing to show. */
  readonly hubSection?: (context: ViewContext) => HubSection | undefined;
}

/** Its pages are made before editions are decided on, so their number is known by then. */
interface DraftedKind extends KindFacts {
  readonly count?: undefined;
  readonly pages: (context: PageContext) => Made;
}

/** Its pages name editions. How many there are decides on editions, so they are counted first. */
interface CountedKind extends KindFacts {
  /** How many pages it makes: exactly as many. */
  readonly count: (context: PageContext) => number;
  readonly pages: (context: PlannedPageContext) => Made;
}

/** A kind of page. */
export type PageKind = DraftedKind | CountedKind;

export function withLists(made: Made): MadePages {
  return 'lists' in made ? made : { pages: made, lists: [] };
}
