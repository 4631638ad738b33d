import { addressLineFinder } from '../address-lines.ts';

/** Where an external link stands. */
export interface LinkPlace {
  readonly file: string;
  readonly line: number;
}

/** Addresses of other hosts with the places that link there, in order of first appearance. */
export type ExternalLinks = Map<string, LinkPlace[]>;

/**
 * YouTube answers for a deleted video as for any other, so that asking tells nothing, and 94 % of
 * the corpus would be asked of one host.
 */
const silentHosts: ReadonlySet<string> = new Set([
  'youtube.com',
  'www.youtube.com',
  'm.youtube.com',
  'youtu.be',
]);

/** Adds the external links of a rendered body, and the page the post was made from. */
export function collectExternalLinks(
  links: ExternalLinks,
  post: {
    readonly file: string;
    readonly html: string;
    readonly body: string;
    readonly bodyLine: number;
    readonly source?: string;
    readonly sourceLine: number;
  },
  siteUrl: string,
): void {
  const { file } = post;
  if (post.source !== undefined) add(links, post.source, { file, line: post.sourceLine }, siteUrl);
  const lineOf = addressLineFinder(post);
  for (const [, raw = ''] of post.html.matchAll(/\bhref="(https?:[^"]*)"/g)) {
    const href = raw.replaceAll('&amp;', '&');
    add(links, href, { file, line: lineOf(href) }, siteUrl);
  }
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
