import { parseWikilink } from '../markdown/plugins/wikilinks.ts';
import type { RawLink } from '../markdown/types.ts';

const wikilink = /\[\[([^[\]\n]{1,400})\]\]/g;
/** `[text](target "title")`, the target bare or in angle brackets (https://spec.commonmark.org/0.31.2/#links). */
const inlineLink =
  /(?<!!)\[((?:[^[\]\\\n]|\\.)*)\]\(\s*(<[^<>\n]*>|[^\s<>()]+)(\s+"[^"\n]*")?\s*\)/g;
/** `[label]: target` (https://spec.commonmark.org/0.31.2/#link-reference-definitions). */
const definition = /^( {0,3}\[[^[\]\n]+\]:\s*)(<[^<>\n]*>|\S+)(.*)$/gm;

/**
 * Gives the links between posts the addresses that the page has. One that leads nowhere becomes its text, as on the page: what an author calls a post
 * that is not public is not for others to read.
 * @param addresses absolute addresses in the order of `links`; undefined for a link that leads nowhere.
 */
export function linkMarkdown(
  markdown: string,
  links: readonly RawLink[],
  addresses: readonly (string | undefined)[],
): string {
  if (links.length === 0) return markdown;
  const known = new Map(
    links.map(({ kind, target, heading }, index) => [
      keyOf(kind, target, heading),
      addresses[index],
    ]),
  );
  const find = (kind: RawLink['kind'], target: string, heading?: string) => {
    const key = keyOf(kind, target, heading);
    return { isKnown: known.has(key), address: known.get(key) };
  };
  return markdown
    .replace(wikilink, (whole, inner: string) => {
      const link = parseWikilink(inner);
      if (!link) return whole;
      const { isKnown, address } = find('wiki', link.target, link.heading);
      if (address !== undefined) return `[${link.label ?? inner}](${address})`;
      return isKnown && link.label !== undefined ? link.label : whole;
    })
    .replace(inlineLink, (whole, text: string, target: string, title = '') => {
      const { isKnown, address } = find('link', bare(target));
      if (address !== undefined) return `[${text}](${address}${String(title)})`;
      return isKnown ? text : whole;
    })
    .replace(definition, (whole, start: string, target: string, rest: string) => {
      const { isKnown, address } = find('link', bare(target));
      if (address !== undefined) return `${start}${address}${rest}`;
      return isKnown ? '' : whole;
    });
}

function bare(target: string): string {
  return target.startsWith('<') ? target.slice(1, -1) : target;
}

/** The renderer percent-encodes addresses; authors need not. */
function keyOf(kind: RawLink['kind'], target: string, heading = ''): string {
  let plain = target;
  try {
    plain = decodeURI(target);
  } catch {
    // A stray percent sign is part of the name.
  }
  return `${kind} ${plain}#${heading}`;
}
