import type { SiteConfig } from '../config/site-config.ts';
import { termTypes, type TermType } from '../content/terms.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import type { Ui } from '../i18n/ui.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Steps } from '../shared/cooperative.ts';
import { createCardViews } from './card-view.ts';
import type { ClientAssets } from './client-assets.ts';
import { createContext, type ViewOptions } from './context.ts';
import type { Links } from './links.ts';
import { withLists } from './page-kind.ts';
import {
  draftPages,
  finishPages,
  navigationOf,
  type PageDraft,
  type PageName,
  type PagesByKind,
} from './page-registry.ts';
import { ownPageView, type OwnPageInput } from './own-page-view.ts';
import { postPages, revisedPost, type PostsByLayout } from './post-pages.ts';
import type { PostView } from './post-view.ts';
import { problemsViews, type DevInput } from './problems-view.ts';
import { siteView, type SiteView } from './site-view.ts';
import type { PageView } from './types.ts';

/** Every page of a site, ready to print. */
export interface Views {
  readonly ui: Ui;
  readonly links: Links;
  readonly site: SiteView;
  /** All pages but posts and redirects. */
  readonly pages: PagesByKind;
  readonly posts: PostsByLayout;
  /** See `revisedPost` in `post-pages.ts`. */
  readonly revisedPost: (article: ShownArticle, previous: PostView | undefined) => PostView;
  /** The frame of a page of the site's own. */
  readonly ownPage: (input: OwnPageInput) => PageView;
  /** The pages of each type of term, for a site's own templates. */
  readonly terms: Readonly<Record<TermType, TermTypeViews>>;
}

export interface TermTypeViews {
  /** The index, in one or more parts. */
  readonly index: readonly PageView[];
  /** Every page of every term that has pages. */
  readonly pages: readonly PageView[];
}

/**
 * Begins the views of a site: pages that name no edition. How many pages there are in all is known
 * then. In steps: all takes seconds for 10,000 articles.
 */
export function draftViews(
  config: SiteConfig,
  corpus: Corpus,
  options?: ViewOptions,
): Steps<PageDraft> {
  const context = createContext(config, corpus, options);
  return draftPages({ ...context, cardOf: createCardViews(context) });
}

/**
 * Makes the rest.
 * @param devInput what the dev server tells of the site.
 */
export function* viewSteps(
  { context, made }: PageDraft,
  assets: ClientAssets,
  editions: EditionPlan,
  devInput?: DevInput,
): Steps<Views> {
  const planned = { ...context, editions, ...(devInput && { devInput }) };
  const posts = yield* postPages(planned);
  const pages = yield* finishPages(planned, made);
  const pagesOf = (name: PageName) => pages.get(name)?.pages ?? [];
  return {
    ui: context.ui,
    links: context.links,
    site: siteView(planned, assets, navigationOf(context, pages)),
    pages,
    posts,
    ownPage: (input) => ownPageView(planned, input),
    revisedPost: (article, previous) => revisedPost(planned, article, previous),
    terms: Object.fromEntries(
      termTypes.map((type) => [type, { index: pagesOf(`${type}-index`), pages: pagesOf(type) }]),
    ) as Views['terms'],
  };
}

/**
 * Makes the dev server's page of problems anew: some are known only when the other pages are made.
 */
export function withProblems(views: Views, { context }: PageDraft, devInput: DevInput): Views {
  const pages = problemsViews({ ...context, devInput });
  return { ...views, pages: new Map(views.pages).set('problems', withLists(pages)) };
}
