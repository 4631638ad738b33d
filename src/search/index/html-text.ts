import { LineBuffer } from './line-buffer.ts';

/** Elements that begin and end a line of text (WHATWG HTML, section 15.3: `display: block`). */
const blocks =
  'address article aside blockquote br caption dd details div dl dt figcaption figure footer ' +
  'h1 h2 h3 h4 h5 h6 header hr li main math nav ol p pre section summary ' +
  'table tbody td tfoot th thead tr ul';
/** Elements whose content is not part of the text. */
const hidden = 'annotation annotation-xml script style template';

/** An element that is not merely inline. */
interface SpecialElement {
  readonly name: string;
  /** True if it begins and ends a line; false if its content is skipped. */
  readonly isBlock: boolean;
}

/** By first letter and length of the name, so that most names need no comparison. */
const specialElements: (SpecialElement[] | undefined)[] = [];
for (const [names, isBlock] of [
  [blocks, true],
  [hidden, false],
] as const) {
  for (const name of names.split(' ')) {
    (specialElements[shapeOf(name.charCodeAt(0), name.length)] ??= []).push({ name, isBlock });
  }
}

function shapeOf(firstLetter: number, length: number): number {
  return (firstLetter << 5) | Math.min(length, 31);
}

const [lessThan, greaterThan, ampersand, slash] = [60, 62, 38, 47];

let lines: LineBuffer | undefined;

/**
 * The readable text of rendered HTML in UTF-16: a line per block, no empty lines. Labels of
 * bilingual blocks are left out, since they are the site's words, and formula sources, since they
 * repeat the MathML. Expects the balanced HTML that the renderer writes.
 * @param html valid UTF-8.
 * @returns a view, valid until the next call.
 */
export function readHtml(html: Buffer): Uint16Array {
  lines ??= new LineBuffer();
  lines.clear();
  for (let at = 0; ;) {
    at = lines.addHtml(html, at);
    if (at >= html.length) break;
    if (html[at] === ampersand) {
      at = addEntity(html, at, lines);
      continue;
    }
    const open = at;
    const close = startsWith(html, open, '<!--')
      ? html.indexOf('-->', open + '<!'.length)
      : endOfTag(html, open);
    if (close < 0) break;
    at = html.indexOf(greaterThan, close) + 1;
    const isEnd = html[open + 1] === slash;
    const element = specialElementAt(html, isEnd ? open + 2 : open + 1);
    if (!element) continue;
    if (element.isBlock) lines.breakLine();
    if (isEnd) continue;
    if (!element.isBlock || (element.name === 'summary' && isOriginalLabel(html, open))) {
      const end = html.indexOf(`</${element.name}`, at);
      at = end < 0 ? html.length : end;
    }
  }
  return lines.finish();
}

/** Position of the `>` that ends the tag; -1 if there is none. */
function endOfTag(html: Buffer, open: number): number {
  let at = open;
  while (at < html.length && html[at] !== greaterThan) at++;
  return at < html.length ? at : -1;
}

/** Whether the `<summary>` at a position is the label of a bilingual block, its first element. */
function isOriginalLabel(html: Buffer, at: number): boolean {
  const details = at === 0 ? -1 : html.lastIndexOf(lessThan, at - 1);
  return details >= 0 && startsWith(html, details, '<details class="original"');
}

/** The special element whose name begins at a position, if any. */
function specialElementAt(html: Buffer, start: number): SpecialElement | undefined {
  let end = start;
  for (; end < html.length; end++) {
    const code = html[end] as number;
    const isName = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45;
    if (!isName) break;
  }
  const candidates = specialElements[shapeOf(html[start] ?? 0, end - start)];
  if (!candidates) return undefined;
  for (const element of candidates) {
    if (element.name.length === end - start && startsWith(html, start, element.name))
      return element;
  }
  return undefined;
}

/** Whether the bytes at a position are this ASCII text. */
function startsWith(html: Buffer, start: number, ascii: string): boolean {
  for (let at = 0; at < ascii.length; at++) {
    if (html[start + at] !== ascii.charCodeAt(at)) return false;
  }
  return true;
}

const entity = /^&(?:#x([\da-f]+)|#(\d+)|(\w+));/i;
/** Longest entity in bytes. The renderer writes no longer ones, so what looks like one is text. */
const longestEntity = 32;

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

/** Adds the character that the entity at a position stands for. @returns the position after it. */
function addEntity(html: Buffer, at: number, lines: LineBuffer): number {
  const [whole, hex, decimal, name] = entity.exec(
    html.toString('latin1', at, at + longestEntity),
  ) ?? ['&'];
  lines.add(Buffer.from(decoded(hex, decimal, name) ?? whole));
  return at + whole.length;
}

function decoded(hex?: string, decimal?: string, name?: string): string | undefined {
  if (name !== undefined) return named.get(name);
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
