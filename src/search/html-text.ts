import { LineBuffer } from './line-buffer.ts';

/** Elements whose end and start separate lines of text; everything else runs on (WHATWG HTML, section 15.3: `display: block`). */
const blocks = new Set(
  (
    'address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ' +
    'math nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
/** Elements whose content no reader sees, or sees as a label of the site. */
const hidden = new Set(['annotation', 'annotation-xml', 'script', 'style', 'template']);

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/**
 * The readable text of rendered HTML: one line per block, no empty lines. Labels of bilingual blocks are the site's words, not the
 * article's, and stay out; so do formula sources beside MathML. Works on the balanced HTML that the renderer writes.
 */
export function htmlToText(html: string): string {
  const lines = new LineBuffer();
  for (let at = 0; ;) {
    at = lines.addHtml(html, at);
    if (at === html.length) break;
    if (html.charCodeAt(at) === 38) {
      at = addEntity(html, at, lines);
      continue;
    }
    const open = at;
    const close = html.startsWith('<!--', open)
      ? html.indexOf('-->', open) + 2
      : html.indexOf('>', open);
    if (close < open + 1) break;
    at = close + 1;
    const isEnd = html.charCodeAt(open + 1) === 47;
    const name = telling(html, isEnd ? open + 2 : open + 1);
    if (name === undefined) continue;
    if (blocks.has(name)) lines.breakLine();
    if (isEnd) continue;
    if (hidden.has(name) || (name === 'summary' && isOriginalLabel(html, open))) {
      const end = html.indexOf(`</${name}`, at);
      at = end < 0 ? html.length : end;
    }
  }
  return lines.finish();
}

/** Whether the `<summary>` at a position is the first thing in a bilingual block. */
function isOriginalLabel(html: string, at: number): boolean {
  const details = html.lastIndexOf('<', at - 1);
  return details >= 0 && html.startsWith('<details class="original"', details);
}

/** The name of the tag at a position, if it may be one of those that matter: most tags are inline, and need no text made of their names. */
function telling(html: string, start: number): string | undefined {
  let end = start;
  for (; end < html.length; end++) {
    const code = html.charCodeAt(end);
    const isName = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45;
    if (!isName) break;
  }
  const isTelling = shapes.has(shapeOf(html.charCodeAt(start), end - start));
  return isTelling ? html.slice(start, end) : undefined;
}

/** First letter and length of a name. */
function shapeOf(first: number, length: number): number {
  return (first << 5) | Math.min(length, 31);
}

const shapes = new Set(
  [...blocks, ...hidden].map((name) => shapeOf(name.charCodeAt(0), name.length)),
);

const entity = /&(?:#x([\da-f]+)|#(\d+)|(\w+));/iy;

/** Adds what the `&` at a position stands for. @returns the position behind it. */
function addEntity(html: string, at: number, lines: LineBuffer): number {
  entity.lastIndex = at;
  const [whole, hex, decimal, name] = entity.exec(html) ?? ['&'];
  lines.add(decoded(hex, decimal, name) ?? whole);
  return at + whole.length;
}

function decoded(hex?: string, decimal?: string, name?: string): string | undefined {
  if (name !== undefined) return named[name];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
