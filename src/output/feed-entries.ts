import { DateTime } from 'luxon';
import type { SiteConfig } from '../config/site-config.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { memoize } from '../shared/memoize.ts';
import type { Links } from '../views/links.ts';
import { escapeXml, withoutInvalidXml } from './xml.ts';

/** One article in a feed. */
export interface FeedEntry {
  /** Absolute. It is the entry's id too, so it never changes. */
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** HTML with absolute links; absent from feeds of summaries. */
  readonly content?: string;
  /** RFC 3339. */
  readonly published: string;
  readonly updated: string;
  readonly author: string | undefined;
  readonly tags: readonly string[];
}

/**
 * Returns a function that makes the feed entry of an article. A day becomes midnight in the site's
 * time zone. Atom requires a date: feeds take dated articles only, see `newestOf`.
 */
export function createEntries(
  config: SiteConfig,
  links: Links,
): (article: ShownArticle, content?: string) => FeedEntry {
  const timeOf = memoize((day) =>
    DateTime.fromISO(day, { zone: config.timeZone }).toJSDate().toISOString(),
  );
  return ({ post }, content) => {
    const published = timeOf(post.date ?? '1970-01-01');
    return {
      url: links.absolute(links.post(post.address).href),
      title: post.title,
      summary: post.summary ?? '',
      ...(content !== undefined && { content: withoutInvalidXml(content) }),
      published,
      updated: post.updated === undefined ? published : timeOf(post.updated),
      author: post.author,
      tags: post.terms.tag,
    };
  };
}

/**
 * An Atom `<entry>`. Titles and summaries are declared as HTML and escaped twice, as some readers
 * take any text for HTML.
 */
export function atomEntry(entry: FeedEntry): string {
  const { url, title, summary, content, published, updated, author, tags } = entry;
  return [
    '<entry>',
    `<id>${escapeXml(url)}</id>`,
    `<title type="html">${escapeXml(escapeHtml(title))}</title>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(url)}"/>`,
    `<published>${published}</published>`,
    `<updated>${updated}</updated>`,
    ...(author === undefined ? [] : [`<author><name>${escapeXml(author)}</name></author>`]),
    ...tags.map((tag) => `<category term="${escapeXml(tag)}"/>`),
    ...(summary === '' ? [] : [`<summary type="html">${escapeXml(escapeHtml(summary))}</summary>`]),
    ...(content === undefined ? [] : [`<content type="html">${escapeXml(content)}</content>`]),
    '</entry>\n',
  ].join('\n');
}

/** An item of a JSON Feed 1.1. */
export function jsonItem(entry: FeedEntry): object {
  const { url, title, summary, content, published, updated, author, tags } = entry;
  return {
    id: url,
    url,
    title,
    // `content_text` or `content_html` is required.
    ...(content === undefined
      ? { content_text: summary }
      : { content_html: content, ...(summary !== '' && { summary }) }),
    date_published: published,
    date_modified: updated,
    ...(author !== undefined && { authors: [{ name: author }] }),
    ...(tags.length > 0 && { tags }),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
