import type { ClientAssets } from './client-assets.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { termTypes } from '../content/terms.ts';
import type { TermType } from '../content/terms.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import type { Ui } from '../i18n/ui.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { inOneGo } from '../shared/cooperative.ts';
import type { Steps } from '../shared/cooperative.ts';
import { archiveViews } from './archive-views.ts';
import type { ArchiveViews } from './archive-views.ts';
import { atlasViews } from './atlas-view.ts';
import type { AtlasView } from './atlas-view.ts';
import { createCardViews } from './card-view.ts';
import { createContext } from './context.ts';
import type { ViewContext } from './context.ts';
import { glossaryViews } from './glossary-views.ts';
import type { GlossaryViews } from './glossary-views.ts';
import { pageHead } from './head.ts';
import { indexHubView, insightViews } from './hub-view.ts';
import type { Links } from './links.ts';
import { listingViews } from './listing-view.ts';
import { createPostGlossary } from './post-glossary.ts';
import { createSeriesFinder, postView } from './post-view.ts';
import { searchView } from './search-view.ts';
import { previewViews } from './problems-view.ts';
import type { PreviewInput, PreviewViews } from './problems-view.ts';
import { siteView } from './site-view.ts';
import { termTypeViews } from './term-views.ts';
import type { TermTypeViews } from './term-views.ts';
import type { AboutView } from './about-view.ts';
import type { IndexHubView } from './hub-view.ts';
import type { ListingView } from './listing-view.ts';
import type { PostView } from './post-view.ts';
import type { SearchView } from './search-view.ts';
import type { SiteView } from './site-view.ts';
import type { PageView } from './types.ts';

/** Every page of a site, ready to print. */
export interface Views {
  readonly ui: Ui;
  readonly links: Links;
  readonly site: SiteView;
  readonly home: { readonly pages: readonly ListingView[] };
  /** Posts by the layout they name. */
  readonly posts: ReadonlyMap<string, readonly PostView[]>;
  /**
   * A post that has changed since: what it says itself is new, its place among the others is that
   * of its previous page. For the dev server, until the whole site is made again.
   */
  readonly revisedPost: (article: ShownArticle, previous: PostView | undefined) => PostView;
  readonly terms: Readonly<Record<TermType, TermTypeViews>>;
  readonly archive: ArchiveViews;
  readonly glossary: GlossaryViews;
  readonly atlas: { readonly pages: readonly AtlasView[] };
  readonly hub: { readonly pages: readonly IndexHubView[] };
  readonly insights: { readonly pages: readonly ListingView[] };
  readonly search: { readonly pages: readonly SearchView[] };
  readonly about: { readonly pages: readonly AboutView[] };
  /** Only with a service worker. */
  readonly offline: { readonly pages: readonly PageView[] };
  readonly notFound: { readonly pages: readonly PageView[] };
  /** Empty in a build. */
  readonly preview: PreviewViews;
}

/** What pages tell of beside the corpus. */
export interface ViewOptions {
  /** What is published beside the pages; pages name it. @default nothing */
  readonly editions?: EditionPlan;
  /** Set in the dev server: marks what is not public and adds its pages. */
  readonly preview?: PreviewInput;
}

export function buildViews(
  config: SiteConfig,
  corpus: Corpus,
  assets: ClientAssets,
  options: ViewOptions = {},
): Views {
  return inOneGo(viewSteps(config, corpus, assets, options));
}

/** The same in steps: it takes seconds for 10,000 articles. */
export function* viewSteps(
  config: SiteConfig,
  corpus: Corpus,
  assets: ClientAssets,
  { editions, preview }: ViewOptions = {},
): Steps<Views> {
  const context: ViewContext = {
    ...createContext(config, corpus, editions),
    preview: preview !== undefined,
  };
  const { ui, links } = context;
  const cardOf = createCardViews(context);
  yield;
  const posts = yield* postsByLayout(context, cardOf);
  const terms = {} as Record<TermType, TermTypeViews>;
  for (const type of termTypes) {
    terms[type] = termTypeViews(context, type, cardOf);
    yield;
  }
  const home = listingViews(context, {
    title: config.title,
    section: 'home',
    articles: corpus.articles,
    size: config.pagination.home,
    addressOf: links.home,
    ancestors: [],
    description: config.description,
    cardOf,
  });
  const insights = insightViews(context, cardOf);
  yield;
  const archive = archiveViews(context, cardOf);
  yield;
  const glossary = glossaryViews(context);
  yield;
  return {
    ui,
    links,
    site: siteView(context, assets),
    home: { pages: home },
    posts,
    revisedPost: (article, previous) => {
      const neighbours = { previous: previous?.previous, next: previous?.next };
      const view = postView(context, article, neighbours, () => previous?.series);
      const { linkedFrom, related, glossary } = previous ?? {};
      return {
        ...view,
        ...(linkedFrom && { linkedFrom }),
        ...(related && { related }),
        ...(glossary && { glossary }),
      };
    },
    terms,
    archive,
    glossary,
    atlas: { pages: atlasViews(context) },
    hub: { pages: [indexHubView(context)] },
    insights: { pages: insights },
    search: { pages: config.search.enabled ? [searchView(context)] : [] },
    about: {
      pages: [
        { ...plainPage(context, 'about', ui.about), title: ui.about, paragraphs: config.about },
      ],
    },
    offline: {
      pages: context.editions.serviceWorker ? [offlinePage(context)] : [],
    },
    notFound: { pages: [notFoundPage(context)] },
    preview: previewViews(context, preview, cardOf),
  };
}

/** Posts of a step. */
const postsPerStep = 1000;

function* postsByLayout(
  context: ViewContext,
  cardOf: ReturnType<typeof createCardViews>,
): Steps<ReadonlyMap<string, readonly PostView[]>> {
  const { corpus } = context;
  const seriesOf = createSeriesFinder(context);
  const glossaryOf = createPostGlossary(context);
  const layouts = new Map<string, PostView[]>();
  const add = (layout: string, view: PostView) => {
    const views = layouts.get(layout);
    if (views) views.push(view);
    else layouts.set(layout, [view]);
  };
  for (const [index, article] of corpus.articles.entries()) {
    if (index % postsPerStep === postsPerStep - 1) yield;
    const older = corpus.articles[index + 1];
    const newer = corpus.articles[index - 1];
    const neighbours = { previous: older && cardOf(older), next: newer && cardOf(newer) };
    add(article.post.layout, postView(context, article, neighbours, seriesOf, glossaryOf));
  }
  for (const article of corpus.unlisted) {
    add(
      article.post.layout,
      postView(context, article, {}, () => undefined, glossaryOf),
    );
  }
  return layouts;
}

function plainPage(context: ViewContext, name: string, title: string): PageView {
  const { ui, links } = context;
  const { href, path } = links.page(name);
  const breadcrumbs = [{ name: ui.home, href: links.home().href }, { name: title }];
  return {
    path,
    href,
    head: pageHead(context, { title, href, breadcrumbs }),
    section: name,
    breadcrumbs,
  };
}

function offlinePage(context: ViewContext): PageView {
  const { ui, links } = context;
  const { href, path } = links.page('offline');
  return {
    path,
    href,
    head: pageHead(context, {
      title: ui.offline.title,
      href,
      breadcrumbs: [],
      robots: 'noindex',
    }),
    section: 'offline',
    breadcrumbs: [],
  };
}

/**
 * Hosts serve `404.html` for any missing address, so its links are absolute paths and it must not
 * be indexed.
 */
function notFoundPage(context: ViewContext): PageView {
  const { ui, links } = context;
  const { href, path } = links.file('404.html');
  return {
    path,
    href,
    head: pageHead(context, { title: ui.notFound, href, breadcrumbs: [], robots: 'noindex' }),
    section: 'not-found',
    breadcrumbs: [],
  };
}
