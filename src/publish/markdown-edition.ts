import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import type { SiteConfig } from '../config/site-config.ts';
import type { Post } from '../content/post.ts';
import { readPost } from '../content/read-post.ts';
import type { ReadPolicy } from '../content/read-post.ts';
import { publishImages } from '../images/image-publisher.ts';
import type { Article } from '../ingest/types.ts';
import { repairedMarkdown } from '../markdown/source/repaired-markdown.ts';
import type { RenderLabels } from '../markdown/types.ts';
import type { Links } from '../views/links.ts';
import type { AddressesOf } from './finish-body.ts';

export interface MarkdownEditionOptions {
  readonly config: SiteConfig;
  readonly links: Links;
  readonly labels: RenderLabels;
  /** Absolute paths. */
  readonly postsDir: string;
  readonly outputDir: string;
  readonly imageCacheDir: string;
  readonly policy: ReadPolicy;
  /** Root-relative addresses of an article's links, in their order; undefined for one that leads nowhere. */
  readonly addressesOf: AddressesOf;
}

/**
 * Writes each article as Markdown beside its page: `posts/<slug>/index.md`. The file is read again and judged again, so that a post which has
 * become a draft since the build began is not published by its old decision.
 * @param onWritten hears which could be written.
 */
export async function writeMarkdownEdition(
  articles: readonly Article[],
  options: MarkdownEditionOptions,
  onWritten: (article: Article) => void = () => undefined,
): Promise<void> {
  for (const article of articles) {
    const text = await markdownOf(article, options);
    if (text === undefined) continue;
    const { path: own } = options.links.markdown(article.post.slug);
    const file = path.join(options.outputDir, own);
    // Synchronous, as by way of the thread pool it takes three times as long; the dev server writes few at a time.
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    onWritten(article);
  }
}

async function markdownOf(
  article: Article,
  options: MarkdownEditionOptions,
): Promise<string | undefined> {
  const { config, links, labels, postsDir, outputDir, imageCacheDir, policy } = options;
  const { post } = article;
  const bytes = readIfThere(path.join(postsDir, post.file));
  if (!bytes) return undefined;
  const { post: current, body, bodyLine } = readPost(bytes, post.file, post.file, policy);
  if (current?.visibility !== 'listed') return undefined;
  const { images } = await publishImages(body, bodyLine, post.file, post.file, {
    postsDir,
    outputDir,
    cacheDir: imageCacheDir,
    pathPrefix: config.pathPrefix,
  });
  const repaired = repairedMarkdown(body, { labels, images, siteUrl: config.url });
  const addresses = options
    .addressesOf(article)
    .map((address) => (address?.startsWith('/') ? links.absolute(address) : address));
  // Loaded with the first article: a site without this edition does without the parser.
  const { linkMarkdown } = await import('./markdown-links.ts');
  const site = { siteUrl: config.url, pathPrefix: config.pathPrefix };
  const markdown = linkMarkdown(repaired, article.links, addresses, site);
  return `---\n${yaml.dump(frontMatter(post, links), { lineWidth: -1 })}---\n\n${markdown}`;
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Only what the page shows too; nothing that Inkstone does not know, which may be private. */
function frontMatter(post: Post, links: Links): Record<string, unknown> {
  const { terms } = post;
  const fields: Record<string, unknown> = {
    title: post.title,
    url: links.absolute(links.post(post.slug).href),
    date: post.date,
    updated: post.updated,
    lang: post.lang,
    author: post.author,
    source: post.source,
    summary: post.summary,
    insight: post.insight,
    area: terms.area[0],
    category: terms.category[0],
    series: terms.series[0],
    projects: terms.project,
    speakers: terms.speaker,
    tags: terms.tag,
    people: terms.person,
    organisations: terms.organisation,
    products: terms.product,
    media: terms.media,
  };
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
