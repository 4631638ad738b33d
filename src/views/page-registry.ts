import { termTypes } from '../content/terms.ts';
import { articlesWithPages } from '../corpus/corpus.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { RedirectPage } from './redirects.ts';
import type { Views } from './views.ts';
import type { PageView } from './types.ts';

/** What every page has, a redirect too. */
export type SitePageView = Pick<PageView, 'path' | 'href'>;

/** A kind of page with the pages of one site. */
export interface PageKind {
  /** Unique; templates find the pages as `pages.<name>`. */
  readonly name: string;
  /** What prints them: a file below `_includes/`. */
  readonly layout: string;
  readonly pages: readonly SitePageView[];
  /** Whether the sitemap names them; it names posts by itself, with their dates. */
  readonly inSitemap: boolean;
  /** Whether each is the page of an article, whose body is put in later. */
  readonly isArticle: boolean;
}

/** All that the registry needs of a site. */
export interface PagesOfSite {
  readonly views: Views;
  readonly redirectPages: readonly RedirectPage[];
  /** Layouts that a post may name, sorted. */
  readonly postLayouts: readonly string[];
}

/** Every kind of page but those of posts: name, layout, whether the sitemap names it, pages. */
const kinds: readonly (readonly [
  name: string,
  layout: string,
  inSitemap: boolean,
  pages: (site: PagesOfSite) => readonly SitePageView[],
])[] = [
  ['home', 'layouts/home.njk', true, ({ views }) => views.home.pages],
  ...termTypes.flatMap((type) => [
    [
      `${type}-index`,
      'layouts/term-index.njk',
      true,
      ({ views }: PagesOfSite) => views.terms[type].index,
    ] as const,
    [type, 'layouts/term.njk', true, ({ views }: PagesOfSite) => views.terms[type].pages] as const,
  ]),
  ['archive-index', 'layouts/archive-index.njk', true, ({ views }) => views.archive.index],
  ['archive', 'layouts/listing.njk', true, ({ views }) => views.archive.pages],
  ['glossary', 'layouts/glossary.njk', true, ({ views }) => views.glossary.pages],
  ['atlas', 'layouts/atlas.njk', true, ({ views }) => views.atlas.pages],
  ['hub', 'layouts/hub.njk', true, ({ views }) => views.hub.pages],
  ['insights', 'layouts/insights.njk', true, ({ views }) => views.insights.pages],
  ['search', 'layouts/search.njk', false, ({ views }) => views.search.pages],
  ['about', 'layouts/about.njk', true, ({ views }) => views.about.pages],
  ['offline', 'layouts/offline.njk', false, ({ views }) => views.offline.pages],
  ['not-found', 'layouts/not-found.njk', false, ({ views }) => views.notFound.pages],
  ['drafts', 'layouts/listing.njk', false, ({ views }) => views.preview.drafts],
  ['problems', 'layouts/problems.njk', false, ({ views }) => views.preview.problems],
  ['redirects', 'layouts/redirect.njk', false, ({ redirectPages }) => redirectPages],
];

/** Every kind of page of a site, in the order of the sitemap. */
export function pageKinds(site: PagesOfSite): readonly PageKind[] {
  return [
    ...kinds.map(([name, layout, inSitemap, pages]) => ({
      ...{ name, layout, inSitemap, isArticle: false },
      pages: pages(site),
    })),
    ...site.postLayouts.map((layout, index) => ({
      ...{ name: `posts-${index}`, layout, inSitemap: false, isArticle: true },
      pages: site.views.posts.get(layout) ?? [],
    })),
  ];
}

/** A page before it is rendered. */
export interface SitePage {
  /** Relative to the output folder. */
  readonly path: string;
  readonly view: SitePageView;
  /**
   * Tells apart pages of one address that different layouts print: a post may change its layout.
   */
  readonly kind: string;
}

/** Every HTML page of a site with what its layout prints. */
export function sitePages(site: PagesOfSite): readonly SitePage[] {
  return pageKinds(site).flatMap(({ name, layout, isArticle, pages }) =>
    pages.map((view) => ({ path: view.path, view, kind: isArticle ? layout : name })),
  );
}

/** Where every HTML page of a site is written, relative to the output folder. */
export function pagePaths(site: PagesOfSite): readonly string[] {
  return pageKinds(site).flatMap(({ pages }) => pages.map(({ path }) => path));
}

/** The articles by the path of their page. */
export function articlesByPage({
  corpus,
  views,
}: {
  readonly corpus: Corpus;
  readonly views: Views;
}): ReadonlyMap<string, ShownArticle> {
  return new Map(
    articlesWithPages(corpus).map((article) => [views.links.post(article.post.slug).path, article]),
  );
}
