import { articlesWithPages } from './corpus/corpus.ts';
import type { Article } from './ingest/types.ts';
import type { PreparedSite, RedirectPage } from './site.ts';
import type { PageView } from './views/types.ts';
import type { Views } from './views/views.ts';

/** A page before it is rendered. */
export interface SitePage {
  /** Relative to the output folder. */
  readonly path: string;
  readonly view: Pick<PageView, 'path' | 'href'>;
  /** Tells apart pages of one address that different templates print: a post may change its layout. */
  readonly template: string;
}

/** Every HTML page of the site, by the group of templates that prints it. */
function pageGroups(
  views: Views,
  redirects: readonly RedirectPage[] = [],
): readonly (readonly [string, readonly SitePage['view'][]])[] {
  const { home, posts, terms, archive, glossary, atlas, hub } = views;
  const { insights, search, about, offline, notFound, preview } = views;
  return [
    ['home', home.pages],
    ...[...posts].map(([layout, pages]) => [layout, pages] as const),
    ...Object.values(terms).flatMap(({ index, pages }) => [
      ['term index', index] as const,
      ['term', pages] as const,
    ]),
    ['archive index', archive.index],
    ['archive', archive.pages],
    ['glossary', glossary.pages],
    ['atlas', atlas.pages],
    ['hub', hub.pages],
    ['insights', insights.pages],
    ['search', search.pages],
    ['about', about.pages],
    ['offline', offline.pages],
    ['not found', notFound.pages],
    ['preview drafts', preview.drafts],
    ['preview problems', preview.problems],
    ['redirect', redirects],
  ];
}

/** Every HTML page of the site with what its template prints. */
export function sitePages({ views, redirectPages: redirects }: PreparedSite): readonly SitePage[] {
  return pageGroups(views, redirects).flatMap(([template, pages]) =>
    pages.map((view) => ({ path: view.path, view, template })),
  );
}

/** Where every HTML page of the site is written, relative to the output folder. */
export function pagePaths({ views, redirectPages: redirects }: PreparedSite): readonly string[] {
  return viewPaths(views, redirects);
}

/** Where the pages of views are written. */
export function viewPaths(
  views: Views,
  redirects: readonly RedirectPage[] = [],
): readonly string[] {
  return pageGroups(views, redirects).flatMap(([, pages]) => pages.map(({ path: page }) => page));
}

/** The articles by the path of their page. */
export function articlesByPage({ corpus, views }: PreparedSite): ReadonlyMap<string, Article> {
  return new Map(
    articlesWithPages(corpus).map((article) => [views.links.post(article.post.slug).path, article]),
  );
}
