import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { derivedFiles } from '../store/cache-folders.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import { uiFor } from '../i18n/catalogues.ts';
import type { SegmentReader } from '../store/segment-reader.ts';
import type { Article } from '../ingest/types.ts';
import { createLinks } from '../views/links.ts';
import { feedFiles } from './feeds.ts';
import type { TextFile } from './feeds.ts';
import { readPublishedBody } from './finish-body.ts';
import type { AddressesOf, PublishedBody } from './finish-body.ts';
import { writeMarkdownEdition } from './markdown-edition.ts';
import { writeSocialImages } from './social-images.ts';

/** Editions of single articles. */
export type ArticleEditions = Pick<EditionPlan, 'markdown' | 'socialImageFont'>;

/** The articles of a site and what decides how they are published. */
export interface Publication {
  readonly config: SiteConfig;
  /** Absolute path of the posts folder. */
  readonly postsDir: string;
  /** Listed, newest first. */
  readonly articles: readonly Article[];
  readonly editions: ArticleEditions;
  readonly addressesOf: AddressesOf;
}

/** The body of an article as its site publishes it. */
export function publishedBody(
  { config, addressesOf }: Pick<Publication, 'config' | 'addressesOf'>,
  article: Article,
): PublishedBody {
  const { body: stored, linkPlaces: places, words } = article;
  const length = uiFor(config.language).length(words.han, words.latin);
  return { stored, places, addresses: addressesOf(article), length };
}

/**
 * Finds the bodies of articles by the files of their posts.
 * @param articles all that have a page.
 */
export function bodiesByFile(
  publication: Publication,
  articles: readonly Article[],
): (file: string) => PublishedBody | undefined {
  const byFile = new Map(articles.map((article) => [article.post.file, article]));
  return (file) => {
    const article = byFile.get(file);
    return article && publishedBody(publication, article);
  };
}

/** Writes files into a site. */
export async function writeTextFiles(outputDir: string, files: readonly TextFile[]): Promise<void> {
  for (const { name, text } of files) {
    const file = path.join(outputDir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/**
 * Writes what is made of articles beside their pages: the feeds of the site, and the editions of
 * single articles.
 * @returns articles whose files have changed since their pages were made.
 */
export async function writeArticleFiles(
  outputDir: string,
  publication: Publication,
  store: SegmentReader,
): Promise<readonly Article[]> {
  await writeFeeds(outputDir, publication, store);
  const changed = await writeMarkdown(outputDir, publication, publication.articles);
  const { config, articles, editions } = publication;
  const links = createLinks(config.url, config.pathPrefix);
  const context = { config, ui: uiFor(config.language), links, editions };
  await writeSocialImages(articles, context, outputDir, derivedFiles());
  return changed;
}

/** Writes the feeds of the site. */
export async function writeFeeds(
  outputDir: string,
  publication: Publication,
  store: SegmentReader,
): Promise<void> {
  const { config, articles } = publication;
  const links = createLinks(config.url, config.pathPrefix);
  const feeds = await feedFiles(config, links, articles, (article) =>
    Promise.resolve(readPublishedBody(store, publishedBody(publication, article)).toString('utf8')),
  );
  await writeTextFiles(outputDir, [
    { name: 'feed.xml', text: feeds.atom },
    { name: 'feed.json', text: feeds.json },
  ]);
}

/**
 * Writes the Markdown edition of some articles, if the site has one.
 * @param onWritten hears which could be written.
 * @returns articles whose files have changed since their pages were made.
 */
export async function writeMarkdown(
  outputDir: string,
  { config, postsDir, editions, addressesOf }: Publication,
  articles: readonly Article[],
  onWritten?: (article: Article) => void,
): Promise<readonly Article[]> {
  if (!editions.markdown) return [];
  const options = {
    ...{ config, postsDir, outputDir, addressesOf },
    links: createLinks(config.url, config.pathPrefix),
    labels: uiFor(config.language).markdown,
  };
  return writeMarkdownEdition(articles, options, onWritten);
}
