import type { Problem } from '../content/problem.ts';
import type { Gloss } from '../markdown/types.ts';
import { proseLines } from './body-text.ts';

const boldBeforeBracket = /\*\*([^*\n]{1,80})\*\*[”’」』》〉"']{0,2}[ \u00A0]?([（(])/g;

/** Shorter brackets hold numbers, years or roles, not explanations. */
const minimumNoteLength = 4;

/**
 * Finds text that looks like a gloss, `**Term**（Full name: definition）`, but is not read as one.
 * @param glosses the glosses that were read.
 */
export function checkGlosses(
  body: string,
  glosses: readonly Gloss[],
  place: { readonly file: string; readonly bodyLine: number },
): readonly Problem[] {
  if (!body.includes('**')) return [];
  const known = new Set(glosses.map(({ term }) => plain(term)));
  const problems: Problem[] = [];
  for (const { line, text } of proseLines(body)) {
    if (!text.includes('**')) continue;
    for (const match of text.matchAll(boldBeforeBracket)) {
      const [whole, term = ''] = match;
      const start = match.index + whole.length;
      const end = closingBracket(text, start);
      const at = {
        file: place.file,
        line: place.bodyLine + line - 1,
        column: match.index + 1,
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
