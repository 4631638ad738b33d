import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { shortChecksum } from '../store/segment.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Post } from '../content/post.ts';
import { linkSiteOf } from '../corpus/post-links.ts';
import { decodePost, parseFrontMatter } from '../content/front-matter.ts';
import type { Article } from '../ingest/types.ts';
import { repairedMarkdown } from '../markdown/source/repaired-markdown.ts';
import type { RenderLabels } from '../markdown/types.ts';
import { readRegularFile } from '../shared/regular-file.ts';
import type { Links } from '../views/links.ts';
import type { AddressesOf } from './finish-body.ts';
import type { linkMarkdown as linkMarkdownType } from './markdown-links.ts';

/** What the Markdown edition depends on beside its articles. */
export interface MarkdownEditionOptions {
  readonly config: SiteConfig;
  readonly links: Links;
  readonly labels: RenderLabels;
  /** Absolute paths. */
  readonly postsDir: string;
  readonly outputDir: string;
  /** Addresses of an article's links; those of the site are root-relative. */
  readonly addressesOf: AddressesOf;
}

/**
 * Writes each article as Markdown beside its page: `posts/name/index.md`. The post is read again
 * and left out unless its bytes are those that the page was made from: a newer version may not be
 * meant for the public.
 * @param onWritten called for each article that was written.
 * @returns articles left out, as their file has changed since it was read.
 */
export async function writeMarkdownEdition(
  articles: readonly Article[],
  options: MarkdownEditionOptions,
  onWritten: (article: Article) => void = () => undefined,
): Promise<readonly Article[]> {
  if (articles.length === 0) return [];
  // Loaded only here, as sites without this edition need no Markdown parser.
  const { linkMarkdown } = await import('./markdown-links.ts');
  const changed: Article[] = [];
  for (const article of articles) {
    const text = markdownOf(article, options, linkMarkdown);
    if (text === undefined) {
      changed.push(article);
      continue;
    }
    const { path: own } = options.links.markdown(article.post.address);
    const file = path.join(options.outputDir, own);
    // Synchronous writes take a third of the time of asynchronous ones; the dev server writes few
    // files at once.
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
  const markdown = linkMarkdown(repaired, article.links, addresses, linkSiteOf(config));
  return `---\n${yaml.dump(frontMatter(post, options), { lineWidth: -1 })}---\n\n${markdown}`;
}

/** The body of a post; undefined if its file has changed since the article was made. */
function bodyOf(
  { post, fileChecksum }: Article,
  { config, postsDir }: MarkdownEditionOptions,
): string | undefined {
  try {
    const file = path.join(postsDir, post.file);
    const bytes = readRegularFile(file, postsDir, config.limits.postBytes);
    if (shortChecksum(bytes) !== fileChecksum) return undefined;
    const text = decodePost(bytes, post.file);
    const matter = typeof text === 'string' ? parseFrontMatter(text, post.file) : text;
    return 'code' in matter ? undefined : matter.body;
  } catch {
    return undefined;
  }
}

/** Only fields that the page shows too: unknown ones may be private. */
function frontMatter(
  post: Post,
  { config, links }: MarkdownEditionOptions,
): Record<string, unknown> {
  const { terms, fields: own = {} } = post;
  const fields: Record<string, unknown> = {
    title: post.title,
    url: links.absolute(links.post(post.address).href),
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
  for (const [key, { place }] of Object.entries(config.fields ?? {})) {
    if (place !== 'hidden' && Object.hasOwn(own, key)) fields[key] ??= own[key];
  }
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
