import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { shortChecksum } from '../store/segment.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Post } from '../content/post.ts';
import { decodePost, parseFrontMatter } from '../content/front-matter.ts';
import type { Article } from '../ingest/types.ts';
import { repairedMarkdown } from '../markdown/source/repaired-markdown.ts';
import type { RenderLabels } from '../markdown/types.ts';
import { readRegularFile } from '../shared/regular-file.ts';
import type { Links } from '../views/links.ts';
import type { AddressesOf } from './finish-body.ts';
import type { linkMarkdown as linkMarkdownType } from './markdown-links.ts';

export interface MarkdownEditionOptions {
  readonly config: SiteConfig;
  readonly links: Links;
  readonly labels: RenderLabels;
  /** Absolute paths. */
  readonly postsDir: string;
  readonly outputDir: string;
  /**
   * Root-relative addresses of an article's links, in their order; undefined for one that leads
   * nowhere.
   */
  readonly addressesOf: AddressesOf;
}

/**
 * Writes each article as Markdown beside its page: `posts/<slug>/index.md`. The file is read again,
 * and left out unless it has the very bytes that the page was made of: neither a later version nor
 * what is no post any more is published by an old decision.
 * @param onWritten hears which could be written.
 * @returns those whose files have changed since their pages were made.
 */
export async function writeMarkdownEdition(
  articles: readonly Article[],
  options: MarkdownEditionOptions,
  onWritten: (article: Article) => void = () => undefined,
): Promise<readonly Article[]> {
  if (articles.length === 0) return [];
  // A site without this edition does without its parser.
  const { linkMarkdown } = await import('./markdown-links.ts');
  const changed: Article[] = [];
  for (const article of articles) {
    const text = markdownOf(article, options, linkMarkdown);
    if (text === undefined) {
      changed.push(article);
      continue;
    }
    const { path: own } = options.links.markdown(article.post.slug);
    const file = path.join(options.outputDir, own);
    // Synchronous, as by way of the thread pool it takes three times as long; the dev server writes
    // few at a time.
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    onWritten(article);
  }
  return changed;
}

function markdownOf(
  article: Article,
  options: MarkdownEditionOptions,
  linkMarkdown: typeof linkMarkdownType,
): string | undefined {
  const { config, links, labels } = options;
  const { post, images } = article;
  const body = bodyOf(article, options);
  if (body === undefined) return undefined;
  const repaired = repairedMarkdown(body, { labels, images, siteUrl: config.url });
  const addresses = options
    .addressesOf(article)
    .map((address) => (address?.startsWith('/') ? links.absolute(address) : address));
  const site = { siteUrl: config.url, pathPrefix: config.pathPrefix };
  const markdown = linkMarkdown(repaired, article.links, addresses, site);
  return `---\n${yaml.dump(frontMatter(post, links), { lineWidth: -1 })}---\n\n${markdown}`;
}

/** The body that an article was made of; undefined when its file is another by now. */
function bodyOf(
  { post, source }: Article,
  { config, postsDir }: MarkdownEditionOptions,
): string | undefined {
  try {
    const file = path.join(postsDir, post.file);
    const bytes = readRegularFile(file, postsDir, config.limits.postBytes);
    if (shortChecksum(bytes) !== source) return undefined;
    const text = decodePost(bytes, post.file);
    const matter = typeof text === 'string' ? parseFrontMatter(text, post.file) : text;
    return 'code' in matter ? undefined : matter.body;
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
