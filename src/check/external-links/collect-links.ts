import { addressLineFinder } from '../address-lines.ts';

/** The file and line of an external link. */
export interface LinkPlace {
  readonly file: string;
  readonly line: number;
}

/** Places of external links by their address, in order of first appearance. */
export type ExternalLinks = Map<string, LinkPlace[]>;

/**
 * YouTube gives the same answer for deleted videos as for others, so it is not asked. That also
 * saves 94 % of all requests for a corpus of notes on videos.
 */
const silentHosts: ReadonlySet<string> = new Set([
  'youtube.com',
  'www.youtube.com',
  'm.youtube.com',
  'youtu.be',
]);

/** A link as it is written in a post. */
export interface WrittenLink {
  readonly href: string;
  /** 1-based line of the file. */
  readonly line: number;
}

/** Finds the links of a rendered body to other hosts, each once. */
export function findExternalLinks(post: {
  readonly html: string;
  readonly body: string;
  readonly bodyLine: number;
}): readonly WrittenLink[] {
  const found = new Set(
    Array.from(post.html.matchAll(/\bhref="(https?:[^"]*)"/g), ([, href = '']) => href),
  );
  const lineOf = addressLineFinder(post);
  return Array.from(found, (raw) => {
    const href = raw.replaceAll('&amp;', '&');
    return { href, line: lineOf(href) };
  });
}

/** Adds the links of a post to other hosts, and the source that it names. */
export function collectExternalLinks(
  links: ExternalLinks,
  post: {
    readonly file: string;
    readonly found: readonly WrittenLink[];
    readonly source?: string | undefined;
    readonly sourceLine: number;
  },
  siteUrl: string,
): void {
  const { file } = post;
  if (post.source !== undefined) add(links, post.source, { file, line: post.sourceLine }, siteUrl);
  for (const { href, line } of post.found) add(links, href, { file, line }, siteUrl);
}

function add(links: ExternalLinks, href: string, place: LinkPlace, siteUrl: string): void {
  if (!URL.canParse(href)) return;
  const url = new URL(href);
  if (silentHosts.has(url.hostname) || url.origin === siteUrl) return;
  url.hash = '';
  const places = links.get(url.href);
  if (!places) links.set(url.href, [place]);
  else if (places.at(-1)?.file !== place.file) places.push(place);
}
