import { bundleServiceWorker } from './service-worker.ts';
import { webManifest } from './icons.ts';
import type { Site } from '../views/site.ts';
import { pageGroups } from '../views/site-pages.ts';
import { opmlFile, termFeedFiles } from './feeds.ts';
import type { TextFile } from './feeds.ts';
import { headersFile, redirectsFile, robotsTxt } from './host-files.ts';
import { llmsFiles } from './llms.ts';
import { sitemapFiles } from './sitemap.ts';
import type { SitemapEntry } from './sitemap.ts';

/**
 * Makes the files that are no pages and hold no article's text: sitemap, lists for filter boxes,
 * feeds of terms, files for hosts.
 */
export async function siteFiles(site: Site): Promise<readonly TextFile[]> {
  const { config, views } = site;
  const { links } = views;
  return [
    { name: 'robots.txt', text: robotsTxt(links) },
    { name: '_headers', text: headersFile(views.site.contentSecurityPolicy, config.pathPrefix) },
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

/** Pages for search engines: those of kinds that the registry puts there, and listed posts. */
function sitemapEntries(site: Site): SitemapEntry[] {
  const { corpus } = site;
  const { links } = site.views;
  const posts = corpus.articles.map(({ post }) => {
    const modified = post.updated ?? post.date;
    const url = links.absolute(links.post(post.slug).href);
    return modified === undefined ? { url } : { url, modified };
  });
  const lists = pageGroups(site).flatMap(({ inSitemap, pages }) => (inSitemap ? pages : []));
  return [...lists.map(({ href }) => ({ url: links.absolute(href) })), ...posts];
}
