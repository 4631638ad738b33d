import type { MarkdownIt, StateInline } from 'markdown-it';
import { envOf } from '../env.ts';
import { linkMark } from '../post-links.ts';
import { textToken } from '../tokens.ts';

/** No title is longer; the bound keeps a line of a million brackets linear. */
const LENGTH_MAX = 300;
const WIKILINK = new RegExp(String.raw`\[\[([^[\]\n]{1,${String(LENGTH_MAX)}}(?<!\\))\]\]`, 'y');
/** What may follow `[[1]]` in CommonMark: the address of a link whose text is `[1]`. */
const ADDRESS = /\(\s*(?:<[^<>\n]{0,2000}>|[^\s()<][^\s()]{0,2000})(?:\s+["'(][^\n]{0,300})?\s*\)/y;

/** The parts of `[[target#heading|label]]`. */
export interface Wikilink {
  readonly target: string;
  readonly heading?: string;
  readonly label?: string;
}

/**
 * Takes what stands between `[[` and `]]` apart.
 * @returns undefined for what names no post: coordinates (`12.5, 3`), a note's number, a shell's
 * test (` -f x `), a web address.
 */
export function parseWikilink(text: string): Wikilink | undefined {
  if (/^\s|\s$|:\/\//.test(text) || !/\p{L}/u.test(text)) return undefined;
  const bar = text.indexOf('|');
  // Inside a table the bar is written `\|`.
  const place = (bar < 0 ? text : text.slice(0, bar)).replace(/\\$/, '');
  const label = bar < 0 ? '' : text.slice(bar + 1).trim();
  const hash = place.indexOf('#');
  const target = (hash < 0 ? place : place.slice(0, hash)).trim();
  const heading = hash < 0 ? '' : place.slice(hash + 1).trim();
  if (target === '' && heading === '') return undefined;
  return { target, ...(heading !== '' && { heading }), ...(label !== '' && { label }) };
}

/**
 * Finds a wikilink that begins at a position; `text` is what stands in its brackets.
 * @returns `isAlone` false for what looks like one in `list[[i, j]]`, which is code, and in
 * `![[picture]]`, another program's embed.
 */
export function wikilinkAt(
  src: string,
  pos: number,
): { readonly text: string; readonly end: number; readonly isAlone: boolean } | undefined {
  WIKILINK.lastIndex = pos;
  const text = WIKILINK.exec(src)?.[1];
  const end = WIKILINK.lastIndex;
  if (text === undefined) return undefined;
  ADDRESS.lastIndex = end;
  if (ADDRESS.test(src)) return undefined;
  return { text, end, isAlone: !/[\w)[\]!]/.test(src[pos - 1] ?? ' ') && src[end] !== ']' };
}

/** `[[target#heading|label]]`: a link to another post by slug, file name, title or alias. */
export function wikilinks(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'wikilink', parse);
}

function parse(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x5b || src.charCodeAt(pos + 1) !== 0x5b) return false;
  // A link holds no links.
  if (state.linkLevel > 0) return false;
  const found = wikilinkAt(src, pos);
  if (!found?.isAlone || found.end > state.posMax) return false;
  const { text, end } = found;
  if (isReference(state, text)) return false;
  const link = parseWikilink(text);
  if (!link) return false;
  if (!silent) push(state, link);
  state.pos = end;
  return true;
}

/** `[[name]]` with `[name]: address` elsewhere is CommonMark's own link in brackets. */
function isReference(state: StateInline, text: string): boolean {
  const { references } = state.env as { references?: Record<string, unknown> };
  return references !== undefined && state.md.utils.normalizeReference(text) in references;
}

function push(state: StateInline, { target, heading, label }: Wikilink): void {
  const open = state.push('link_open', 'a', 1);
  open.markup = 'wikilink';
  const asWritten = label === undefined;
  const link = { kind: 'wiki', target, ...(heading && { heading }), asWritten } as const;
  open.attrs = [linkMark(envOf(state.env), link)];
  const name = heading === undefined ? target : `${target} › ${heading}`;
  state.tokens.push(textToken(label ?? (target === '' ? (heading ?? '') : name)));
  state.push('link_close', 'a', -1);
}
