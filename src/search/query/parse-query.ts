import { foldText, type VariantTable } from '../fold.ts';
import { tokenise } from '../tokens.ts';
import type { FilterTerm, ParsedQuery, TextTerm } from './types.ts';

/**
 * Words before a colon that name a type of term, with the type: `标签` is `tag`. They are in lower
 * case, have no spaces, and at most 24 characters.
 */
export type FilterWords = ReadonlyMap<string, string>;

/** What may stand before a colon on every site. Anything else that is no filter word is text. */
const ownFields: FilterWords = new Map([
  ['title', 'title'],
  ['标题', 'title'],
  ['標題', 'title'],
  ['year', 'year'],
  ['年份', 'year'],
]);

const closing: Readonly<Record<string, string>> = {
  '"': '"',
  '＂': '"',
  '“': '”',
  '”': '”',
  '「': '」',
  '『': '』',
};

/** Punctuation around a word that does not belong to it. `C++`, `C#` and `.NET` keep theirs. */
const edgePunctuation = /^[,，。、；;：:！!？?…（）()]+|[,，。、；;：:！!？?…（）()]+$/gu;

export interface ParseOptions {
  readonly variants?: VariantTable;
  /** @default none: only `title:` and `year:` are understood */
  readonly filterWords?: FilterWords;
  /** The query is being typed: its last word may be incomplete. */
  readonly typing?: boolean;
}

/** Shortest word that counts as a prefix while it is typed: `AI` does not find `airport`. */
const shortestTypedPrefix = 3;

/**
 * Parses a query: words and Han runs, `"exact text"` (also “” 「」 『』), `-not`, `word*`,
 * `field:value`, `year:2020..2024`. Never fails: what has no meaning is text.
 */
export function parseQuery(
  input: string,
  { variants, filterWords, typing = false }: ParseOptions = {},
): ParsedQuery {
  const terms: TextTerm[] = [];
  const filters: FilterTerm[] = [];
  const pieces = [...splitPieces(input.toWellFormed(), filterWords)];
  for (const [index, piece] of pieces.entries()) {
    const { field, negative } = piece;
    if (field !== undefined && field !== 'title') {
      const value = piece.value.trim();
      if (value !== '') filters.push({ type: field, value, negative });
      continue;
    }
    const asked = !piece.quoted && /[\p{L}\p{N}]\*$/u.test(piece.value);
    const text = piece.quoted
      ? piece.value
      : piece.value.replace(/\*+$/, '').replace(edgePunctuation, '');
    const folded = foldText(text.replace(/\s+/g, ' '), variants).trim();
    if (folded === '') continue;
    const last = index === pieces.length - 1 && !piece.quoted && piece.open;
    const typed = typing && last && !negative && lengthOfLastWord(folded) >= shortestTypedPrefix;
    const prefix = asked ? 'asked' : typed ? 'typing' : 'none';
    terms.push({
      text: text.trim(),
      folded,
      field: field === 'title' ? 'title' : 'any',
      negative,
      prefix,
    });
  }
  return { terms, filters };
}

/** Length of the Latin word at the end; 0 after Han. */
function lengthOfLastWord(folded: string): number {
  const token = tokenise(folded).at(-1);
  return token?.kind === 'word' && token.end === folded.length ? token.text.length : 0;
}

/** A word, quoted text or filter as typed. */
export interface QueryPiece {
  readonly field?: string;
  readonly value: string;
  readonly quoted: boolean;
  readonly negative: boolean;
  /** Whether nothing follows it, not even a space. */
  readonly open: boolean;
  /** Its place in the input, in code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Divides a query as {@link parseQuery} reads it; for editing one that is shown. */
export function* splitPieces(
  input: string,
  filterWords: FilterWords = new Map(),
): Generator<QueryPiece> {
  for (let at = 0; at < input.length;) {
    if (/\s/.test(input.charAt(at))) {
      at++;
      continue;
    }
    const start = at;
    const negative = /[-－−]/.test(input.charAt(at)) && /\S/.test(input.charAt(at + 1));
    if (negative) at++;
    const named = /^([^\s:："“「『]{1,24})[:：](?=\S)/u.exec(input.slice(at, at + 26));
    const word = foldText(named?.[1] ?? '');
    const field = ownFields.get(word) ?? filterWords.get(word);
    if (named && field !== undefined) at += named[0].length;
    const piece = { ...(field !== undefined && { field }), negative, start };
    const close = closing[input.charAt(at)];
    if (close !== undefined) {
      let end = input.indexOf(close, at + 1);
      // People type the same sign on both sides, or close “ with ".
      if (end < 0) end = input.slice(at + 1).search(/["＂”]/) + at + 1;
      if (end <= at) end = input.length;
      const value = input.slice(at + 1, end);
      at = end + 1;
      yield { ...piece, value, quoted: true, open: false, end: Math.min(at, input.length) };
      continue;
    }
    const rest = /^[^\s"“「『]*/u.exec(input.slice(at))?.[0] ?? '';
    const end = at + rest.length;
    yield { ...piece, value: rest, quoted: false, open: end === input.length, end };
    at = Math.max(end, at + (rest === '' ? 1 : 0));
  }
}
