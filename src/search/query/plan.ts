import { phraseLimit, maximumWordLength } from '../format.ts';
import { hanKey, tokenise, wordKey } from '../tokens.ts';
import type { Token } from '../tokens.ts';
import type { TextTerm } from './types.ts';

/** One key to look up. `prefix`: all words that begin with it. */
export type Lookup =
  | { readonly kind: 'han'; readonly key: number }
  | { readonly kind: 'word' | 'prefix'; readonly key: string };

/** How a term is found in the index. A document that holds the term holds every key of it. */
export interface TermPlan {
  readonly term: TextTerm;
  /** Keys that cover the term with the fewest look-ups; empty when it has none, e.g. `--`. */
  readonly first: readonly Lookup[];
  /** Further keys, worth their transfer when many candidates remain. */
  readonly second: readonly Lookup[];
  /** The only key is the whole term: a document with the key holds the term. */
  readonly exact: boolean;
  /** Too long for one zone: keys need not share one. */
  readonly long: boolean;
}

/** @param budget most look-ups of the first round. */
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

/** Pairs side by side come first: `人工智能` is covered by 人工 and 智能; 工智 adds precision only. */
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

/** At most `limit` of the items, evenly. */
function spread<Item>(items: readonly Item[], limit: number): readonly Item[] {
  if (items.length <= limit) return items;
  const step = items.length / limit;
  return items.filter((_, index) => Math.floor(index / step) > Math.floor((index - 1) / step));
}
