import { articlesWithPages, type Corpus } from '../corpus/corpus.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { printedAs } from './page-registry.ts';
import type { RedirectPage } from './redirects.ts';
import type { PageView } from './types.ts';
import type { Views } from './views.ts';

/** What every page has, a redirect too. */
export type SitePageView = Pick<PageView, 'path' | 'href'>;

/** The pages that one layout prints. */
export interface PageGroup {
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

/** All that is needed of a site to list its pages. */
export interface PagesOfSite {
  readonly views: Views;
  readonly redirectPages: readonly RedirectPage[];
  /** Layouts that a post may name, sorted. */
  readonly postLayouts: readonly string[];
}

/** Every page of a site: those of the registry in the order of the sitemap, redirects, posts. */
export function pageGroups({ views, redirectPages, postLayouts }: PagesOfSite): PageGroup[] {
  return [
    ...[...views.pages].map(([name, { pages }]) => ({
      ...{ name, pages, ...printedAs(name) },
      isArticle: false,
    })),
    {
      ...{ name: 'redirects', layout: 'layouts/redirect.njk', pages: redirectPages },
      ...{ inSitemap: false, isArticle: false },
    },
    ...postLayouts.map((layout, index) => ({
      ...{ name: `posts-${index}`, layout, pages: views.posts.get(layout) ?? [] },
      ...{ inSitemap: false, isArticle: true },
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
  return pageGroups(site).flatMap(({ name, layout, isArticle, pages }) =>
    pages.map((view) => ({ path: view.path, view, kind: isArticle ? layout : name })),
  );
}

/** Where every HTML page of a site is written, relative to the output folder. */
export function pagePaths(site: PagesOfSite): readonly string[] {
  return pageGroups(site).flatMap(({ pages }) => pages.map(({ path }) => path));
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
    articlesWithPages(corpus).map((article) => [
      views.links.post(article.post.address).path,
      article,
    ]),
  );
}
