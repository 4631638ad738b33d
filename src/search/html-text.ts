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

/** Zero-width, bidi, soft-hyphen and variation marks: invisible, so nobody can be expected to type them. */
const invisible =
  /[\u00ad\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;

/** Takes out what has no width; one place for index, verification and queries. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/**
 * The readable text of rendered HTML: one line per block, no empty lines. Labels of bilingual blocks are the site's words, not the
 * article's, and stay out; so do formula sources beside MathML. Works on the balanced HTML that the renderer writes.
 */
export function htmlToText(html: string): string {
  let text = '';
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      text += html.slice(at);
      break;
    }
    if (open > at) text += html.slice(at, open);
    const close = html.startsWith('<!--', open)
      ? html.indexOf('-->', open) + 2
      : html.indexOf('>', open);
    if (close < open + 1) break;
    at = close + 1;
    const name = tagName(html, open + 1);
    if (name.startsWith('/')) {
      if (blocks.has(name.slice(1))) text += '\n';
      continue;
    }
    if (blocks.has(name)) text += '\n';
    const label = name === 'summary' && isOriginalLabel(html, open);
    if (hidden.has(name) || label) {
      const end = html.indexOf(`</${name}`, at);
      at = end < 0 ? html.length : end;
    }
  }
  return tidy(decode(text));
}

/** Whether the `<summary>` at a position is the first thing in a bilingual block. */
function isOriginalLabel(html: string, at: number): boolean {
  const details = html.lastIndexOf('<', at - 1);
  return details >= 0 && html.startsWith('<details class="original"', details);
}

function tagName(html: string, start: number): string {
  let end = html.charCodeAt(start) === 47 ? start + 1 : start;
  for (; end < html.length; end++) {
    const code = html.charCodeAt(end);
    const isName = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45;
    if (!isName) break;
  }
  return html.slice(start, end);
}

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return named[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function tidy(text: string): string {
  return withoutInvisible(text)
    .toWellFormed()
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
