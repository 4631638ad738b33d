import { DateTime } from 'luxon';
import { Feed } from 'feed';
import type { FeedOptions } from 'feed';
import type { SiteConfig } from '../config/site-config.ts';
import type { Article } from '../ingest/types.ts';
import type { Links } from '../views/links.ts';

export interface FeedFiles {
  readonly atom: string;
  readonly json: string;
}

/** Characters that XML 1.0 does not allow, however written (https://www.w3.org/TR/xml/#charsets). */
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * Writes the Atom (RFC 4287) and JSON (https://www.jsonfeed.org/version/1.1/) feeds of the newest articles. Times are midnight in the
 * site's zone: posts carry days. The feed's own time is that of its newest entry, so that equal input gives equal files.
 * @param bodyOf HTML of an article's body, for feeds with full content.
 */
export async function feedFiles(
  config: SiteConfig,
  links: Links,
  articles: readonly Article[],
  bodyOf: (article: Article) => Promise<string>,
): Promise<FeedFiles> {
  const dated = articles.filter(({ post }) => post.date !== undefined);
  const newest = dated.slice(0, config.feed.limit);
  const time = (day: string) => DateTime.fromISO(day, { zone: config.timeZone }).toJSDate();
  const updates = newest.map(({ post }) => post.updated ?? post.date ?? '').sort();
  const home = links.absolute(links.home().href);
  const channel: FeedOptions = {
    id: home,
    title: config.title,
    description: config.description,
    link: home,
    language: config.language,
    updated: time(updates.at(-1) ?? '1970-01-01'),
    generator: 'Inkstone',
    author: { name: config.author.name, ...(config.author.url && { link: config.author.url }) },
    copyright: '',
    feedLinks: {
      atom: links.absolute(links.file('feed.xml').href),
      json: links.absolute(links.file('feed.json').href),
    },
  };
  const atom = new Feed(channel);
  const json = new Feed(channel);
  for (const article of newest) {
    const { post } = article;
    const url = links.absolute(links.post(post.slug).href);
    const day = post.date ?? '';
    const full = config.feed.content === 'full';
    const item = {
      id: url,
      link: url,
      date: time(post.updated ?? day),
      published: time(day),
      ...(full && {
        content: absoluteLinks(await bodyOf(article), url, config.url).replace(notXml, ''),
      }),
      ...(post.author !== undefined && { author: [{ name: post.author }] }),
      category: post.terms.tag.map((name) => ({ name, term: name })),
    };
    const summary = post.summary ?? '';
    // Atom's texts are written as HTML; so is JSON's summary where it stands for the content.
    atom.addItem({ ...item, title: escapeHtml(post.title), description: escapeHtml(summary) });
    json.addItem({ ...item, title: post.title, description: full ? summary : escapeHtml(summary) });
  }
  return { atom: atom.atom1(), json: json.json1() };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Makes links of an article's HTML independent of the page they stand on; the HTML is the renderer's, so attributes are double-quoted. */
export function absoluteLinks(html: string, pageUrl: string, siteUrl: string): string {
  return html
    .replace(
      / (href|src)="(\/(?!\/)[^"]*)"/g,
      (_, name: string, value: string) => ` ${name}="${siteUrl}${value}"`,
    )
    .replace(/ href="(#[^"]*)"/g, (_, value: string) => ` href="${pageUrl}${value}"`)
    .replace(/ srcset="([^"]*)"/g, (_, value: string) => {
      return ` srcset="${value.replace(/(^|,\s*)\/(?!\/)/g, `$1${siteUrl}/`)}"`;
    });
}
