import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PreparedSite } from '../site.ts';
import { feedFiles } from './feeds.ts';
import type { ReadBody } from './finish-body.ts';
import { headersFile, robotsTxt } from './host-files.ts';
import { sitemapFiles } from './sitemap.ts';
import type { SitemapEntry } from './sitemap.ts';

/** Writes what is not a page: feeds, sitemap, robots.txt and the header file. */
export async function writeSiteFiles(
  outputDir: string,
  site: PreparedSite,
  readBody: ReadBody,
): Promise<void> {
  const { config, corpus, views } = site;
  const { links } = views;
  const feeds = await feedFiles(config, links, corpus.articles, async (article) =>
    (await readBody(article)).toString('utf8'),
  );
  const files = [
    { name: 'feed.xml', text: feeds.atom },
    { name: 'feed.json', text: feeds.json },
    { name: 'robots.txt', text: robotsTxt(links) },
    { name: '_headers', text: headersFile(views.site.contentSecurityPolicy, config.pathPrefix) },
    // GitHub Pages would leave out files with a leading underscore (https://docs.github.com/pages).
    { name: '.nojekyll', text: '' },
    ...[...Object.values(views.terms), views.glossary]
      .flatMap(({ lists }) => lists)
      .map(({ path: name, terms }) => ({ name, text: JSON.stringify(terms) })),
    ...sitemapFiles(sitemapEntries(site), (name) => links.absolute(links.file(name).href)),
  ];
  for (const { name, text } of files) await writeFile(path.join(outputDir, name), text);
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
