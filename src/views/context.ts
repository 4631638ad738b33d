import type { SiteConfig } from '../config/site-config.ts';
import { termTypes, type TermType } from '../content/terms.ts';
import { shownName } from '../corpus/aliases.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import { uiFor } from '../i18n/catalogues.ts';
import type { Ui } from '../i18n/ui.ts';
import { divideGlossary, glossaryEntryBytes, type GlossaryParts } from './glossary-parts.ts';
import { createLinks, type Links } from './links.ts';
import type { LinkView } from './types.ts';

/** Texts of the settings as HTML, each '' where there is none. */
export interface SiteProse {
  readonly about: string;
  readonly description: string;
}

/** What views depend on beside settings and corpus. */
export interface ViewOptions {
  /** @default none */
  readonly prose?: SiteProse;
  /** True in the dev server, which marks posts that are not public. @default false */
  readonly isDev?: boolean | undefined;
}

/** What the frame of any page is made from. */
export interface FrameContext {
  readonly config: SiteConfig;
  readonly ui: Ui;
  readonly links: Links;
}

/** What all views are made from. */
export interface ViewContext extends FrameContext {
  readonly corpus: Corpus;
  /** Pages of the glossary, with the addresses of its entries. */
  readonly glossary: GlossaryParts;
  /** Cache of links to terms; see `termLink`. */
  readonly knownTermLinks: Readonly<Record<TermType, Map<string, LinkView>>>;
  readonly prose: SiteProse;
  readonly isDev: boolean;
}

/** The same once it is decided what is published beside the pages. */
export interface PlannedContext extends ViewContext {
  readonly editions: EditionPlan;
}

/** Makes what all views share. */
export function createContext(
  config: SiteConfig,
  corpus: Corpus,
  { prose = { about: '', description: '' }, isDev = false }: ViewOptions = {},
): ViewContext {
  const links = createLinks(config.url, config.pathPrefix);
  return {
    config,
    corpus,
    ui: uiFor(config.language),
    links,
    prose,
    isDev,
    knownTermLinks: Object.fromEntries(
      termTypes.map((type) => [type, new Map<string, LinkView>()]),
    ) as ViewContext['knownTermLinks'],
    glossary: divideGlossary(corpus.glossary, links, glossaryEntryBytes),
  };
}

/**
 * Links a term, given any of its spellings. A person who has a page only as a speaker is linked
 * there. A term without a page, or only in unlisted posts, is plain text.
 */
export function termLink(context: ViewContext, type: TermType, name: string): LinkView {
  const known = context.knownTermLinks[type];
  let link = known.get(name);
  if (!link) known.set(name, (link = Object.freeze(makeTermLink(context, type, name))));
  return link;
}

function makeTermLink({ corpus, links }: ViewContext, type: TermType, name: string): LinkView {
  const { terms, mentions, aliases } = corpus;
  const term = terms[type].find(name) ?? (type === 'person' ? terms.speaker.find(name) : undefined);
  if (!term) return { name: shownName(aliases, type, name) };
  const page = mentions.pageOf(term);
  return page
    ? { name: term.name, href: links.term(page.type, page.slug).href }
    : { name: term.name };
}

/** Several terms, each once. */
export function termLinks(
  context: ViewContext,
  type: TermType,
  names: readonly string[],
): readonly LinkView[] {
  const unique = new Map<string, LinkView>();
  for (const name of names) {
    const link = termLink(context, type, name);
    unique.set(link.name, link);
  }
  return [...unique.values()];
}
