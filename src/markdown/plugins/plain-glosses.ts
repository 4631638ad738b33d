import { HAN } from '../text/scripts.ts';
import { simplified } from '../text/simplified.ts';
import { SENTENCE_CHARACTERS } from '../words/sentences.ts';

export interface PlainGloss {
  readonly term: string;
  readonly between: string;
  readonly open: string;
  readonly note: string;
  readonly close: string;
}

const NOTE = /([（(])([A-Za-z][^：:（）()\n]{0,60}[:：][^（）()\n]{2,200})([）)])/g;
const QUOTED = /([“‘「『《〈])([^“”‘’「」『』《》〈〉\n]{1,24})([”’」』》〉])([ \u00A0]?)$/;
const LATIN_WORD = String.raw`[\p{Script=Latin}\d.&'’+-]`;
const LATIN_TERM = new RegExp(
  String.raw`(?<![\p{L}\p{N}])([A-Z]${LATIN_WORD}*(?: ${LATIN_WORD}+){0,3})([ \u00A0]?)$`,
  'u',
);
const SHORT_HAN = /(?<=^|[，。；：、！？“”（）\s])([\p{Script=Han}·]{2,6})([ \u00A0]?)$/u;
const SENTENCE = new RegExp(`^[${SENTENCE_CHARACTERS}]`);

/**
 * Finds `term（English: 定义）` without bold type. Where a Chinese term begins cannot be known, so only
 * quoted terms, Latin names and short runs between punctuation count.
 */
export function splitPlainGlosses(text: string): (string | PlainGloss)[] {
  const parts: (string | PlainGloss)[] = [];
  let from = 0;
  for (const match of text.matchAll(NOTE)) {
    const [whole, open = '', note = '', close = ''] = match;
    const definition = note.slice(note.search(/[:：]/) + 1);
    if (!HAN.test(definition) || note.includes('//')) continue;
    // Enough to hold any term; a longer look back would cost on long lines.
    const before = text.slice(Math.max(from, match.index - 80), match.index);
    const found = termBefore(before);
    if (!found) continue;
    const start = match.index - found.length;
    parts.push(text.slice(from, start), {
      term: found.term,
      between: found.between,
      open,
      note,
      close,
    });
    from = match.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts;
}

function termBefore(before: string): { term: string; between: string; length: number } | undefined {
  const quoted = QUOTED.exec(before);
  if (quoted) {
    const [, , term = '', quote = '', space = ''] = quoted;
    return { term, between: quote + space, length: term.length + quote.length + space.length };
  }
  const match = LATIN_TERM.exec(before) ?? SHORT_HAN.exec(before);
  const [whole, term = '', between = ''] = match ?? [''];
  if (term === '' || SENTENCE.test(simplified(term))) return undefined;
  return { term, between, length: whole.length };
}
