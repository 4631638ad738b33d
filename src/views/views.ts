import type { SiteConfig } from '../config/site-config.ts';
import { termTypes } from '../content/terms.ts';
import type { TermType } from '../content/terms.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import type { Ui } from '../i18n/ui.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Steps } from '../shared/cooperative.ts';
import { createCardViews } from './card-view.ts';
import type { ClientAssets } from './client-assets.ts';
import { createContext } from './context.ts';
import type { Links } from './links.ts';
import { draftPages, finishPages, navigationOf } from './page-registry.ts';
import type { PageDraft, PageName, PagesByKind } from './page-registry.ts';
import { postPages, revisedPost } from './post-pages.ts';
import type { PostsByLayout } from './post-pages.ts';
import type { PostView } from './post-view.ts';
import type { PreviewInput } from './problems-view.ts';
import { siteView } from './site-view.ts';
import type { SiteView } from './site-view.ts';
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
 * @param preview marks what is not public and adds the pages of the dev server.
 */
export function draftViews(config: SiteConfig, corpus: Corpus, preview = false): Steps<PageDraft> {
  const context = createContext(config, corpus, preview);
  return draftPages({ ...context, cardOf: createCardViews(context) });
}

/**
 * Makes the rest.
 * @param previewInput what the dev server tells of the site.
 */
export function* viewSteps(
  { context, made }: PageDraft,
  assets: ClientAssets,
  editions: EditionPlan,
  previewInput?: PreviewInput,
): Steps<Views> {
  const planned = { ...context, editions, ...(previewInput && { previewInput }) };
  const posts = yield* postPages(planned);
  const pages = yield* finishPages(planned, made);
  const pagesOf = (name: PageName) => pages.get(name)?.pages ?? [];
  return {
    ui: context.ui,
    links: context.links,
    site: siteView(planned, assets, navigationOf(context, pages)),
    pages,
    posts,
    revisedPost: (article, previous) => revisedPost(planned, article, previous),
    terms: Object.fromEntries(
      termTypes.map((type) => [type, { index: pagesOf(`${type}-index`), pages: pagesOf(type) }]),
    ) as Views['terms'],
  };
}
