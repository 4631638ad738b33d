import type { Problem } from '../content/problem.ts';
import { cleanText, ORIGINAL_CLOSE, ORIGINAL_OPEN } from '../markdown/source/marks.ts';
import { repairedLines } from '../markdown/source/repair-source.ts';

const blockMark = new RegExp(`[${ORIGINAL_OPEN}${ORIGINAL_CLOSE}].*$`);

const boldBeforeBracket = /\*\*([^*\n]{1,80})\*\*[”’」』》〉"']{0,2}[ \u00A0]?([（(])/g;

/** Shorter brackets hold numbers, years or roles, not explanations. */
const minimumNoteLength = 4;

/**
 * Finds text that looks like a gloss, `**Term**（Full name: definition）`, but is not read as one.
 * @param glossed terms of the glosses that were read.
 */
export function checkGlosses(
  body: string,
  glossed: readonly string[],
  { file, bodyLine }: { readonly file: string; readonly bodyLine: number },
): readonly Problem[] {
  const known = new Set(glossed.map(plain));
  if (!mayHaveProblems(body, known)) return [];
  const problems: Problem[] = [];
  for (const { text, line, written } of proseLines(body)) {
    if (!text.includes('**')) continue;
    let from = 0;
    for (const match of text.matchAll(boldBeforeBracket)) {
      const [whole, term = ''] = match;
      const place = written.indexOf(whole, from);
      from = Math.max(from, place + whole.length);
      const start = match.index + whole.length;
      const end = closingBracket(text, start);
      const at = {
        file,
        line: bodyLine + line,
        column: Math.max(place, 0) + 1,
        severity: 'notice',
      } as const;
      if (end < 0) {
        problems.push({
          ...at,
          code: 'gloss-unclosed',
          message: `The bracket after "${term}" is never closed on its line.`,
          hint: 'Close it, so that the explanation becomes a note.',
        });
      } else if (!known.has(plain(term)) && looksLikeGloss(text.slice(start, end), text, end)) {
        problems.push({
          ...at,
          code: 'gloss-unparsed',
          message: `"${term}" seems to be explained, but is not read as a gloss.`,
          hint: 'Write **Term**（Full name: definition） or **Term**（Full name）.',
        });
      }
    }
  }
  return problems;
}

/** The same as `boldBeforeBracket`, wide enough for what repairs take out of a line. */
const maybeBeforeBracket = /\*\*([^*\n]+)\*\*[”’」』》〉"']{0,2}[ \u00A0]?([（(<])/g;

/**
 * Whether a body as it is written has more than glosses that were read: most have not, and its
 * repaired lines, which take five times as long, need not be made again.
 */
function mayHaveProblems(body: string, known: ReadonlySet<string>): boolean {
  if (!body.includes('**')) return false;
  if (body.includes('<!--') || cleanText(body) !== body) return true;
  for (const match of body.matchAll(maybeBeforeBracket)) {
    const [whole, term = '', bracket] = match;
    if (bracket === '<') return true;
    const start = match.index + whole.length;
    const end = closingBracket(body, start);
    if (end < 0) return true;
    const note = body.slice(start, end);
    if (note.includes('<')) return true;
    if (!known.has(plain(term)) && looksLikeGloss(note, body, end)) return true;
  }
  return false;
}

function plain(term: string): string {
  return term.replace(/[\s`_“”"'’‘]+/g, '').toLowerCase();
}

/** Longer brackets hold no explanations. */
const maximumNoteLength = 2000;

/**
 * Index of the bracket, of either width, that closes the one before `start`; -1 if the line ends or
 * the bracket grows too long before.
 */
function closingBracket(text: string, start: number): number {
  let depth = 1;
  const end = Math.min(text.length, start + maximumNoteLength);
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === '\n') return -1;
    if (character === '（' || character === '(') depth++;
    else if ((character === '）' || character === ')') && --depth === 0) return at;
  }
  return -1;
}

/**
 * Whether a note has a colon with text on both sides. A colon behind the bracket means that it
 * holds the role of a speaker.
 */
function looksLikeGloss(note: string, line: string, end: number): boolean {
  if (note.length < minimumNoteLength || /^[：:]/.test(line[end + 1] ?? '')) return false;
  return /\p{L}{2}.*[:：]\s*\p{L}/u.test(note) && !/https?:|[:：]\s*\d/.test(note);
}

/** A line of the author's prose: not code, and not an original or fold in `<details>`. */
interface ProseLine {
  /** As the page shows it. */
  readonly text: string;
  /** 0-based, in the body. */
  readonly line: number;
  /** As it is written. */
  readonly written: string;
}

/**
 * Yields prose as the page has it: a fence or `<details>` without an end hides nothing that the
 * page shows as prose.
 */
function* proseLines(body: string): Generator<ProseLine> {
  const rows = body.split('\n');
  const { lines, blocks } = repairedLines(body, () => undefined);
  let isInBlock = false;
  for (const { text, line, code } of lines) {
    const mark = blockMark.exec(text)?.[0];
    if (mark === ORIGINAL_CLOSE) isInBlock = false;
    else if (mark !== undefined) isInBlock = blocks[Number(mark.slice(1))]?.kind !== 'raw';
    else if (!code && !isInBlock) yield { text, line, written: rows[line] ?? '' };
  }
}
