import type { Token } from 'markdown-it';
import type { PendingLink, RenderEnv } from './env.ts';
import type { RenderedBody } from './types.ts';

/**
 * Marks the places of such links until the HTML is complete. No author can write it: the sanitiser
 * drops the attribute, and everywhere else in the HTML `<` or `"` is escaped.
 */
const MARK = 'data-post-link';
const MARKED = new RegExp(`<a ${MARK}="(\\d+)"`, 'g');

/** Remembers a link; the attribute returned must be the first of its `<a>`, as in `MARKED`. */
export function linkMark(env: Pick<RenderEnv, 'links'>, link: PendingLink): [string, string] {
  env.links.push(link);
  return [MARK, String(env.links.length - 1)];
}

/**
 * Puts the marks of links back into HTML, so that it can be changed. Undoes {@link extractLinks}.
 */
export function markLinks({ html, links }: Pick<RenderedBody, 'html' | 'links'>): string {
  const bytes = Buffer.from(html);
  const parts = links.map(({ at }, index) => {
    const before = bytes.subarray(links[index - 1]?.at ?? 0, at);
    return `${before.toString()} ${MARK}="${index}"`;
  });
  return parts.join('') + bytes.subarray(links.at(-1)?.at ?? 0).toString();
}

/**
 * Takes the marks out again that {@link markLinks} has put in.
 * @returns undefined if a mark does not stand as it stood: its link would have no address.
 */
export function unmarkLinks(
  html: string,
  before: RenderedBody['links'],
): Pick<RenderedBody, 'html' | 'links'> | undefined {
  const links = before.map(({ at: _at, end, ...link }) => ({
    ...link,
    ...(end !== undefined && { asWritten: true }),
  }));
  const found = extractLinks(html, links);
  return found.html.includes(` ${MARK}=`) ? undefined : found;
}

/** The number of the link that a token opens. */
export function markedLink(env: RenderEnv, open: Token): PendingLink | undefined {
  const mark = open.attrGet(MARK);
  return mark === null ? undefined : env.links[Number(mark)];
}

/**
 * Takes the marks out of a body's HTML and says where they stood.
 * @returns HTML in which links that may lead to posts have no address, and those links in the order
 * of the text.
 */
export function extractLinks(
  html: string,
  pending: readonly PendingLink[],
): Pick<RenderedBody, 'html' | 'links'> {
  if (pending.length === 0) return { html, links: [] };
  const links: RenderedBody['links'][number][] = [];
  let out = '';
  let from = 0;
  let bytes = 0;
  const copy = (to: number) => {
    const part = html.slice(from, to);
    out += part;
    bytes += Buffer.byteLength(part);
    from = to;
  };
  for (const match of html.matchAll(MARKED)) {
    const link = pending[Number(match[1])];
    if (!link) continue;
    copy(match.index + '<a'.length);
    from = match.index + match[0].length;
    const at = bytes;
    const { asWritten, line = 1, ...rest } = link;
    if (asWritten) {
      copy(html.indexOf('</a>', from));
      links.push({ ...rest, line, at, end: bytes });
    } else {
      links.push({ ...rest, line, at });
    }
  }
  copy(html.length);
  return { html: out, links };
}
