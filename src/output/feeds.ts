import type { SiteConfig } from '../config/site-config.ts';
import type { TermFeed } from '../editions/edition-plan.ts';
import type { Ui } from '../i18n/ui.ts';
import type { Article, ShownArticle } from '../ingest/types.ts';
import { memoize } from '../shared/memoize.ts';
import type { Links } from '../views/links.ts';
import { atomEntry, createEntries, jsonItem } from './feed-entries.ts';
import { escapeXml } from './xml.ts';
import { siteDescription } from '../views/head.ts';

/** The text of `feed.xml` and of `feed.json`. */
export interface FeedFiles {
  readonly atom: string;
  readonly json: string;
}

/** A text file of the site. */
export interface TextFile {
  /** Relative to the output folder. */
  readonly name: string;
  readonly text: string;
}

/** Maximum entries of a term's feed: enough for a reader that polls once a week. */
const termFeedEntries = 20;

/** `updated` of a feed without entries. */
const noTime = '1970-01-01T00:00:00.000Z';

/**
 * Makes the Atom (RFC 4287) and JSON (https://www.jsonfeed.org/version/1.1/) feeds of the newest
 * articles. A feed's own time is that of its newest entry: equal input gives equal files.
 * @param articles newest first.
 * @param bodyOf HTML of an article's body; called only for feeds with full content.
 */
export async function feedFiles(
  config: SiteConfig,
  links: Links,
  articles: readonly Article[],
  bodyOf: (article: Article) => Promise<string>,
): Promise<FeedFiles> {
  const entryOf = createEntries(config, links);
  const newest = newestOf(articles, config.feed.limit);
  const entries = await Promise.all(
    newest.map(async (article) => {
      if (config.feed.content === 'summary') return entryOf(article);
      const url = links.absolute(links.post(article.post.address).href);
      return entryOf(article, absoluteLinks(await bodyOf(article), url, config.url));
    }),
  );
  const home = links.absolute(links.home().href);
  const jsonUrl = links.absolute(links.file('feed.json').href);
  const description = siteDescription(config);
  const json = {
    version: 'https://jsonfeed.org/version/1.1',
    title: config.title,
    home_page_url: home,
    feed_url: jsonUrl,
    ...(description !== '' && { description }),
    language: config.language,
    authors: [config.author],
    items: entries.map(jsonItem),
  };
  return {
    atom: atomFeed(config, {
      title: config.title,
      pageUrl: home,
      feedUrl: links.absolute(links.file('feed.xml').href),
      jsonUrl,
      updated: latest(entries.map(({ updated }) => updated)),
      entries: entries.map(atomEntry),
    }),
    json: `${JSON.stringify(json, null, 2)}\n`,
  };
}

/**
 * Makes an Atom feed of summaries for each term. The entry of an article is made once and shared by
 * all its feeds.
 */
export function termFeedFiles(
  config: SiteConfig,
  links: Links,
  feeds: readonly TermFeed[],
): readonly TextFile[] {
  const entryOf = createEntries(config, links);
  const write = memoize((article: ShownArticle) => {
    const entry = entryOf(article);
    return { updated: entry.updated, xml: atomEntry(entry) };
  });
  return feeds.map(({ type, term }) => {
    const address = links.termFeed(type, term.slug);
    const entries = newestOf(term.articles, termFeedEntries).map(write);
    const text = atomFeed(config, {
      title: `${term.name} · ${config.title}`,
      pageUrl: links.absolute(links.term(type, term.slug).href),
      feedUrl: links.absolute(address.href),
      updated: latest(entries.map(({ updated }) => updated)),
      entries: entries.map(({ xml }) => xml),
    });
    return { name: address.path, text };
  });
}

/**
 * Lists all feeds in OPML 2.0 (http://opml.org/spec2.opml), for readers that import subscriptions.
 * Feeds of terms are grouped by type.
 */
export function opmlFile(
  config: SiteConfig,
  links: Links,
  ui: Ui,
  feeds: readonly TermFeed[],
): string {
  const outline = (title: string, feedHref: string, pageHref: string) =>
    `<outline type="rss" text="${escapeXml(title)}" title="${escapeXml(title)}" ` +
    (`xmlUrl="${escapeXml(links.absolute(feedHref))}" ` +
      `htmlUrl="${escapeXml(links.absolute(pageHref))}"/>\n`);
  const types = [...new Set(feeds.map(({ type }) => type))];
  const groups = types.map((type) => {
    const own = feeds.filter((feed) => feed.type === type);
    const outlines = own.map(({ term }) =>
      outline(term.name, links.termFeed(type, term.slug).href, links.term(type, term.slug).href),
    );
    return `<outline text="${escapeXml(ui.terms[type].index)}">\n${outlines.join('')}</outline>\n`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<opml version="2.0">\n<head><title>${escapeXml(config.title)}</title></head>\n<body>\n` +
    outline(config.title, links.file('feed.xml').href, links.home().href) +
    `${groups.join('')}</body>\n</opml>\n`
  );
}

interface AtomChannel {
  readonly title: string;
  /** Absolute. */
  readonly pageUrl: string;
  readonly feedUrl: string;
  readonly jsonUrl?: string;
  readonly updated: string;
  /** Entries as XML. */
  readonly entries: readonly string[];
}

function atomFeed(config: SiteConfig, channel: AtomChannel): string {
  const { title, pageUrl, feedUrl, jsonUrl, updated, entries } = channel;
  const { name, url } = config.author;
  const description = siteDescription(config);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${config.language}">`,
    `<id>${escapeXml(pageUrl)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    ...(description === '' ? [] : [`<subtitle>${escapeXml(description)}</subtitle>`]),
    `<updated>${updated}</updated>`,
    '<generator>Inkstone</generator>',
    `<author><name>${escapeXml(name)}</name>` +
      `${url === undefined ? '' : `<uri>${escapeXml(url)}</uri>`}</author>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(pageUrl)}"/>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feedUrl)}"/>`,
    ...(jsonUrl === undefined
      ? []
      : [`<link rel="alternate" type="application/feed+json" href="${escapeXml(jsonUrl)}"/>`]),
  ];
  return `${lines.join('\n')}\n${entries.join('')}</feed>\n`;
}

function newestOf<Own extends ShownArticle>(
  articles: readonly Own[],
  limit: number,
): readonly Own[] {
  const newest: Own[] = [];
  for (const article of articles) {
    if (newest.length === limit) break;
    if (article.post.date !== undefined) newest.push(article);
  }
  return newest;
}

function latest(times: readonly string[]): string {
  return times.reduce((last, time) => (time > last ? time : last), noTime);
}

const linkOrPicture = /<(?:a|img)\b(?:"[^"]*"|[^"<>])*>/g;
/** An address without scheme or host. */
const localAddress = / (href|src)="(?![a-z][a-z\d+.-]*:|\/\/)([^"]*)"/gi;

/**
 * Makes every `href` and `src` of an article's HTML absolute. The HTML must be the renderer's own:
 * attributes are double-quoted, and an address without a scheme belongs to the site.
 * @param pageUrl absolute, with a slash at its end.
 */
export function absoluteLinks(html: string, pageUrl: string, siteUrl: string): string {
  return html.replace(linkOrPicture, (tag) =>
    tag
      .replace(
        localAddress,
        (_, name: string, value: string) =>
          ` ${name}="${value.startsWith('/') ? siteUrl : pageUrl}${value}"`,
      )
      .replace(/ srcset="([^"]*)"/g, (_, value: string) => {
        return ` srcset="${value.replace(/(^|,\s*)\/(?!\/)/g, `$1${siteUrl}/`)}"`;
      }),
  );
}
