import { phraseLimit, maximumWordLength } from '../format.ts';
import { hanKey, tokenise, wordKey, type Token } from '../tokens.ts';
import type { TextTerm } from './types.ts';

/** A key to look up. `prefix`: all words that begin with it. */
export type Lookup =
  | { readonly kind: 'han'; readonly key: number }
  | { readonly kind: 'word' | 'prefix'; readonly key: string };

/** The keys by which a term is found. A document that holds the term holds all of them. */
export interface TermPlan {
  readonly term: TextTerm;
  /** The fewest keys that cover the term; none for a term like `--`. */
  readonly first: readonly Lookup[];
  /** More keys, worth their requests while many candidates remain. */
  readonly second: readonly Lookup[];
  /** Whether the only key is the whole term, so that every document with the key matches. */
  readonly exact: boolean;
  /** Whether the term is too long for one zone: its keys need not share one. */
  readonly long: boolean;
}

/** Plans the look-ups of a term. @param budget most look-ups of the first round. */
export function planTerm(term: TextTerm, budget: number): TermPlan {
  const { folded } = term;
  const tokens = tokenise(folded);
  const first: Lookup[] = [];
  const second: Lookup[] = [];
  const singles: Lookup[] = [];
  for (const token of tokens) {
    if (token.kind === 'han') addHanRun(token.text, first, second, singles);
    else first.push(wordLookup(token, term));
  }
  if (first.length === 0) first.push(...singles);
  const [only] = tokens;
  const whole = tokens.length === 1 && only?.start === 0 && only.end === folded.length;
  const characters = [...folded].length;
  return {
    term,
    first: spread(first, budget),
    second: spread(second, budget),
    exact: whole && (only.kind === 'han' ? characters <= 2 : folded.length < maximumWordLength),
    long: folded.length > phraseLimit,
  };
}

function wordLookup({ kind, text, end }: Token, { folded, prefix }: TextTerm): Lookup {
  const open = prefix !== 'none' && kind === 'word' && end === folded.length;
  return { kind: open ? 'prefix' : 'word', key: wordKey(text) };
}

/** Pairs without overlap come first: 人工 and 智能 cover `人工智能`; 工智 only adds precision. */
function addHanRun(text: string, first: Lookup[], second: Lookup[], singles: Lookup[]): void {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  if (points.length === 1) singles.push(hanLookup(points[0] ?? 0));
  for (let at = 0; at + 1 < points.length; at++) {
    const covers = at % 2 === 0 || at === points.length - 2;
    (covers ? first : second).push(hanLookup(points[at] ?? 0, points[at + 1] ?? 0));
  }
}

function hanLookup(one: number, two?: number): Lookup {
  if (one <= 0xffff && (two ?? 0) <= 0xffff) return { kind: 'han', key: hanKey(one, two) };
  return { kind: 'word', key: String.fromCodePoint(one, ...(two === undefined ? [] : [two])) };
}

/** At most `limit` of the items, evenly spread. */
function spread<Item>(items: readonly Item[], limit: number): readonly Item[] {
  if (items.length <= limit) return items;
  const step = items.length / limit;
  return items.filter((_, index) => Math.floor(index / step) > Math.floor((index - 1) / step));
}
