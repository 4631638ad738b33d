import type { Report } from '../repair-log.ts';
import { NextIndex } from '../../shared/next-index.ts';
import { HAN } from '../text/scripts.ts';
import { codeSpans } from './code-spans.ts';
import { textLine, type SourceLine } from './source-line.ts';

const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$/;
const FENCE_CLOSE = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/;

/**
 * Splits a body into lines, tells code from text, and takes out comments. A comment or fence that
 * never ends must not hide the rest of the article: the comment loses its mark only, the fence ends
 * where prose begins again. Linear in the length of the body.
 */
export function splitCodeAndComments(body: string, report: Report): SourceLine[] {
  const rows = body.split('\n');
  const closings = rows.length > 1 && /[`~]{3}/.test(body) ? closingFences(rows) : undefined;
  const comments = new CommentReader(body, report);
  const out: SourceLine[] = [];
  let offset = 0;
  for (let i = 0; i < rows.length; i++) {
    let text = rows[i] ?? '';
    const end = offset + text.length;
    if (comments.active || text.includes('<!--')) text = comments.read(text, offset, i);
    offset = end + 1;
    const fence = closings && !comments.active ? openingFence(text) : undefined;
    if (!fence || !closings) {
      out.push(textLine(text, i));
      continue;
    }
    const longest = (fence.marker.startsWith('`') ? closings.backtick : closings.tilde)[i + 1] ?? 0;
    const closed = longest >= fence.marker.length;
    const last = closed ? closingLine(rows, i, fence.marker) : lastCodeLine(rows, i);
    if (!closed) report('body-fence-unclosed', i);
    if (closed || last > i) {
      out.push({ text, line: i, code: true });
      for (let j = i + 1; j <= last; j++) {
        const row = rows[j] ?? '';
        out.push({ text: row, line: j, code: true });
        offset += row.length + 1;
      }
      if (!closed) out.push({ text: fence.prefix + fence.marker, line: last, code: true });
      i = last;
    }
  }
  return out;
}

function openingFence(text: string): { marker: string; prefix: string } | undefined {
  if (!text.includes('```') && !text.includes('~~~')) return undefined;
  const match = FENCE.exec(text);
  const marker = match?.[1];
  if (!match || !marker) return undefined;
  // `` ```x``` `` on one line is inline code.
  if (marker.startsWith('`') && match[2]?.includes('`')) return undefined;
  const before = text.slice(0, text.indexOf(marker));
  return { marker, prefix: before.replace(/[^\s>]/g, ' ') };
}

/** For each line, the longest fence that closes at or after it: whether one ever closes. */
function closingFences(rows: readonly string[]) {
  const backtick = new Uint32Array(rows.length + 1);
  const tilde = new Uint32Array(rows.length + 1);
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i] ?? '';
    const marker =
      row.includes('```') || row.includes('~~~') ? FENCE_CLOSE.exec(row)?.[1] : undefined;
    const length = marker?.length ?? 0;
    backtick[i] = Math.max(backtick[i + 1] ?? 0, marker?.startsWith('`') ? length : 0);
    tilde[i] = Math.max(tilde[i + 1] ?? 0, marker?.startsWith('~') ? length : 0);
  }
  return { backtick, tilde };
}

function closingLine(rows: readonly string[], open: number, marker: string): number {
  for (let i = open + 1; i < rows.length; i++) {
    const close = FENCE_CLOSE.exec(rows[i] ?? '')?.[1];
    if (close?.startsWith(marker.charAt(0)) && close.length >= marker.length) return i;
  }
  return rows.length - 1;
}

/**
 * An unclosed fence holds the lines up to the first blank one that prose, a heading or a tag
 * follows.
 */
function lastCodeLine(rows: readonly string[], open: number): number {
  let last = open;
  let afterBlank = false;
  for (let i = open + 1; i < rows.length; i++) {
    const row = rows[i] ?? '';
    if (row.trim() === '') {
      afterBlank = true;
      continue;
    }
    if (/^\s*<\/?(?:details|summary|p)\b/i.test(row)) return last;
    // With a blank line right after the fence there is no telling where code would begin.
    if (
      afterBlank &&
      (last === open || /^#{1,6}\s|^\s*(?:\*\*|[-*+>]\s)/.test(row) || HAN.test(row))
    ) {
      return last;
    }
    afterBlank = false;
    last = i;
  }
  return last;
}

/**
 * Takes comments out of lines. A `<!--` that another `<!--` or the end of the body precedes its
 * `-->` is unclosed.
 */
class CommentReader {
  active = false;
  readonly #opens: NextIndex;
  readonly #closes: NextIndex;
  readonly #report: Report;
  #end = 0;

  constructor(body: string, report: Report) {
    this.#opens = new NextIndex(body, '<!--');
    this.#closes = new NextIndex(body, '-->');
    this.#report = report;
  }

  /** The visible part of one line that begins at `offset` of the body. */
  read(row: string, offset: number, line: number): string {
    let out = '';
    let from = 0;
    const spans = codeSpans(row);
    let span = 0;
    if (this.active) {
      if (this.#end > offset + row.length) return '';
      from = this.#end - offset;
      this.active = false;
    }
    for (;;) {
      let open = row.indexOf('<!--', from);
      while (open >= 0 && span < spans.length && (spans[span]?.start ?? 0) < open) {
        // A mark inside inline code is code.
        const end = spans[span++]?.end ?? 0;
        if (open < end) open = row.indexOf('<!--', end);
      }
      if (open < 0) return out + row.slice(from);
      out += row.slice(from, open);
      const close = this.#closes.from(offset + open + 2);
      if (close === Infinity || this.#opens.from(offset + open + 4) < close) {
        this.#report('body-comment-unclosed', line);
        from = open + 4;
        if (!row.includes('<!--', from) && isPadding(row.slice(from))) return out;
        continue;
      }
      this.#end = close + 3;
      if (this.#end > offset + row.length) {
        this.active = true;
        return out;
      }
      from = this.#end - offset;
    }
  }
}

/** Shorter texts may repeat themselves on purpose. */
const paddingCharacters = 2000;
/** Characters that show where a phrase begins again. */
const paddingSample = 40;

/** Whether a text is one phrase over and over, with which a pipeline filled an article up. */
function isPadding(rest: string): boolean {
  const text = rest.trim();
  if (text.length < paddingCharacters) return false;
  const period = text.indexOf(text.slice(0, paddingSample), 1);
  return period > 0 && text.startsWith(text.slice(period));
}
