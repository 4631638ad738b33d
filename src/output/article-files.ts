import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { derivedFiles } from '../store/cache-folders.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import { uiFor } from '../i18n/catalogues.ts';
import type { SegmentReader } from '../store/segment-reader.ts';
import type { Article } from '../ingest/types.ts';
import { createLinks } from '../views/links.ts';
import { feedFiles, type TextFile } from './feeds.ts';
import { readPublishedBody, type AddressesOf, type PublishedBody } from './finish-body.ts';
import { writeMarkdownEdition } from './markdown-edition.ts';
import { writeSocialImages } from './social-images.ts';

/** Optional files of one article each: its Markdown edition and its social image. */
export type ArticleEditions = Pick<EditionPlan, 'markdown' | 'socialImageFont'>;

/** The articles of a site, and the settings that their feeds and editions depend on. */
export interface Publication {
  readonly config: SiteConfig;
  /** Absolute path of the posts folder. */
  readonly postsDir: string;
  /** The listed articles, newest first. */
  readonly articles: readonly Article[];
  readonly editions: ArticleEditions;
  readonly addressesOf: AddressesOf;
}

/** Says where the body of an article is stored, and what is filled in when it is published. */
export function publishedBody(
  { config, addressesOf }: Pick<Publication, 'config' | 'addressesOf'>,
  article: Article,
): PublishedBody {
  const { body: stored, linkPlaces: places, words } = article;
  const length = uiFor(config.language).length(words.han, words.latin);
  return { stored, places, addresses: addressesOf(article), length };
}

/**
 * Looks up published bodies by the path of the post, relative to the posts folder.
 * @param articles every article that has a page.
 */
export function bodiesByFile(
  publication: Pick<Publication, 'config' | 'addressesOf'>,
  articles: readonly Article[],
): (file: string) => PublishedBody | undefined {
  const byFile = new Map(articles.map((article) => [article.post.file, article]));
  return (file) => {
    const article = byFile.get(file);
    return article && publishedBody(publication, article);
  };
}

/**
 * Writes text files below the output folder, and creates the folders that they need.
 * @param outputDir absolute path.
 */
export async function writeTextFiles(outputDir: string, files: readonly TextFile[]): Promise<void> {
  for (const { name, text } of files) {
    const file = path.join(outputDir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/**
 * Writes the site's feeds, the Markdown editions and the social images.
 * @param outputDir absolute path.
 * @param store the post cache, which holds the bodies.
 * @returns articles left without a Markdown edition, as their file has changed since it was read.
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

/** Writes the site's Atom and JSON feeds. */
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
 * Writes the Markdown edition of some articles, if the site has that edition.
 * @param onWritten called for each article that was written.
 * @returns articles left out, as their file has changed since it was read.
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
