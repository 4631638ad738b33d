import { bundleServiceWorker } from './service-worker.ts';
import { webManifest } from './icons.ts';
import type { Site } from '../views/site.ts';
import { pageGroups } from '../views/site-pages.ts';
import { opmlFile, termFeedFiles, type TextFile } from './feeds.ts';
import { headersFile, redirectsFile, robotsTxt } from './host-files.ts';
import { llmsFiles } from './llms.ts';
import { sitemapFiles, type SitemapEntry } from './sitemap.ts';

/**
 * Makes the files that are no pages and hold no article's text: sitemap, lists for filter boxes,
 * feeds of terms, files for hosts.
 */
export async function siteFiles(site: Site): Promise<readonly TextFile[]> {
  const { config, corpus, views } = site;
  const { links } = views;
  const addresses = corpus.articles.map(({ post }) => post.address);
  const policy = views.site.contentSecurityPolicy;
  return [
    { name: 'robots.txt', text: robotsTxt(links) },
    { name: '_headers', text: headersFile(policy, config.pathPrefix, addresses) },
    { name: '_redirects', text: redirectsFile(site.redirects) },
    // Without it, GitHub Pages leaves out files that begin with `_`
    // (https://docs.github.com/pages).
    { name: '.nojekyll', text: '' },
    ...[...views.pages.values()]
      .flatMap(({ lists }) => lists)
      .map(({ path: name, terms }) => ({ name, text: JSON.stringify(terms) })),
    ...sitemapFiles(sitemapEntries(site), (name) => links.absolute(links.file(name).href)),
    ...(await editionFiles(site)),
  ];
}

async function editionFiles({ config, corpus, views, editions }: Site): Promise<TextFile[]> {
  const { links, ui } = views;
  const { termFeeds, icons } = editions;
  const { css, js, icon } = views.site.assets;
  const homeHref = links.home().href;
  return [
    ...termFeedFiles(config, links, termFeeds),
    ...(termFeeds.length > 0
      ? [{ name: 'feeds.opml', text: opmlFile(config, links, ui, termFeeds) }]
      : []),
    ...(editions.llms ? llmsFiles(config, corpus, links, ui, editions) : []),
    ...(icons.length > 0
      ? [{ name: 'manifest.webmanifest', text: webManifest(config, homeHref, icons) }]
      : []),
    ...(editions.serviceWorker
      ? [
          {
            name: 'sw.js',
            text: await bundleServiceWorker({
              homeHref,
              offlineHref: links.page('offline').href,
              shell: [css, js, icon],
            }),
          },
        ]
      : []),
  ];
}

/**
 * Pages for search engines: those of kinds that the registry puts there with the site's own, and
 * listed posts, the oldest first.
 */
function sitemapEntries(site: Site): readonly (readonly SitemapEntry[])[] {
  const { corpus } = site;
  const { links } = site.views;
  const posts = corpus.articles.toReversed().map(({ post }) => {
    const modified = post.updated ?? post.date;
    const url = links.absolute(links.post(post.address).href);
    return modified === undefined ? { url } : { url, modified };
  });
  const lists = pageGroups(site).flatMap(({ inSitemap, pages }) => (inSitemap ? pages : []));
  const known = new Set(lists.map(({ href }) => href));
  const own = [...site.ownPages]
    .filter(([page, text]) => isIndexed(page, text))
    .map(([page]) => links.ofPath(page).href)
    .filter((href) => !known.has(href));
  return [[...known, ...own].map((href) => ({ url: links.absolute(href) })), posts];
}

/** Whether one of the site's own pages belongs into the sitemap. @param page its path. */
export function isIndexed(page: string, text: string): boolean {
  if (!page.endsWith('.html') || page === '404.html') return false;
  return !/<meta[^>]*\sname=["']?robots["']?[^>]*noindex/i.test(text);
}
