/** Where an external link stands. */
export interface LinkPlace {
  readonly file: string;
  readonly line: number;
}

/** Addresses of other hosts with the places that link there, in order of first appearance. */
export type ExternalLinks = Map<string, LinkPlace[]>;

/**
 * YouTube answers for a deleted video as for any other, so that asking tells nothing, and 94 % of the corpus would be asked of one host.
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
  for (const [, raw = ''] of post.html.matchAll(/\bhref="(https?:[^"]*)"/g)) {
    const href = raw.replaceAll('&amp;', '&');
    const at = post.body.indexOf(href);
    const line = at < 0 ? post.bodyLine : post.bodyLine + countNewlines(post.body, at);
    add(links, href, { file, line }, siteUrl);
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

function countNewlines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
