import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleServiceWorker } from '../assets/service-worker.ts';
import { webManifest } from '../assets/icons.ts';
import { cacheFolders } from '../config/cache-folders.ts';
import type { BodyReader } from '../ingest/body-store.ts';
import { publishedBody } from '../site-pages.ts';
import type { PreparedSite } from '../site.ts';
import { bodyLinkAddresses } from '../views/body-links.ts';
import { feedFiles, opmlFile, termFeedFiles } from './feeds.ts';
import type { TextFile } from './feeds.ts';
import { readPublishedBody } from './finish-body.ts';
import { headersFile, redirectsFile, robotsTxt } from './host-files.ts';
import { llmsFiles } from './llms.ts';
import { writeMarkdownEdition } from './markdown-edition.ts';
import { sitemapFiles } from './sitemap.ts';
import type { SitemapEntry } from './sitemap.ts';
import { writeSocialImages } from './social-images.ts';

/** Writes what is not a page: feeds, sitemap, files for hosts and the editions that the plan has. */
export async function writeSiteFiles(
  outputDir: string,
  site: PreparedSite,
  store: BodyReader,
): Promise<void> {
  const { config, corpus, views } = site;
  const { links } = views;
  const feeds = await feedFiles(config, links, corpus.articles, (article) =>
    Promise.resolve(readPublishedBody(store, publishedBody(site, article)).toString('utf8')),
  );
  const files: readonly TextFile[] = [
    { name: 'feed.xml', text: feeds.atom },
    { name: 'feed.json', text: feeds.json },
    { name: 'robots.txt', text: robotsTxt(links) },
    { name: '_headers', text: headersFile(views.site.contentSecurityPolicy, config.pathPrefix) },
    { name: '_redirects', text: redirectsFile(site.redirects) },
    // GitHub Pages would leave out files with a leading underscore (https://docs.github.com/pages).
    { name: '.nojekyll', text: '' },
    ...[...Object.values(views.terms), views.glossary]
      .flatMap(({ lists }) => lists)
      .map(({ path: name, terms }) => ({ name, text: JSON.stringify(terms) })),
    ...sitemapFiles(sitemapEntries(site), (name) => links.absolute(links.file(name).href)),
    ...(await editionFiles(site)),
  ];
  for (const { name, text } of files) {
    const file = path.join(outputDir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await writeArticleEditions(outputDir, site);
}

async function editionFiles({
  config,
  corpus,
  views,
  editions,
}: PreparedSite): Promise<TextFile[]> {
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

/** What there is one of for each article. */
async function writeArticleEditions(outputDir: string, site: PreparedSite): Promise<void> {
  const { config, corpus, editions, policy, postsDir, views } = site;
  const { ui, links } = views;
  if (editions.markdown) {
    await writeMarkdownEdition(corpus.articles, {
      config,
      links,
      labels: ui.markdown,
      postsDir,
      outputDir,
      imageCacheDir: cacheFolders.images(),
      policy,
      addressesOf: (article) => bodyLinkAddresses(corpus, links, article),
    });
  }
  const context = { config, ui, links, editions };
  await writeSocialImages(corpus.articles, context, outputDir, cacheFolders.socialImages());
}

/** Every page that search engines should know: all but unlisted posts and the 404 page. */
function sitemapEntries({ corpus, views }: PreparedSite): SitemapEntry[] {
  const { links } = views;
  const posts = corpus.articles.map(({ post }) => {
    const modified = post.updated ?? post.date;
    const url = links.absolute(links.post(post.slug).href);
    return modified === undefined ? { url } : { url, modified };
  });
  const lists = [
    ...views.home.pages,
    ...Object.values(views.terms).flatMap(({ index, pages }) => [...index, ...pages]),
    ...views.archive.index,
    ...views.archive.pages,
    ...views.glossary.pages,
    ...views.atlas.pages,
    ...views.hub.pages,
    ...views.insights.pages,
    ...views.about.pages,
  ];
  return [...lists.map(({ href }) => ({ url: links.absolute(href) })), ...posts];
}
