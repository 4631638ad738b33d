import type { VariantTable } from '../fold.ts';
import { foldWithPlaces } from './fold-map.ts';
import { findMatch, type Needle } from './match.ts';
import type { SearchResult, ShortLine, SnippetPart } from './types.ts';

/** Length of a passage in UTF-16 code units. */
const passageCharacters = 160;
/** Most of them before the first hit. */
const leadCharacters = 40;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Splits a text into marked and unmarked parts. */
export function markHits(
  text: string,
  needles: readonly Needle[],
  variants?: VariantTable,
): readonly SnippetPart[] {
  return divide(text, findHits(text, needles, variants));
}

/** Cuts a passage around the first hit; without a hit, the beginning of the text. */
export function cutPassage(
  text: string,
  needles: readonly Needle[],
  variants?: VariantTable,
): Pick<SearchResult, 'snippet' | 'quote' | 'line'> {
  const hits = findHits(text, needles, variants);
  const [first] = hits;
  const from = startOfPassage(text, first?.start ?? 0);
  const to = endOfPassage(text, Math.max(from + passageCharacters, first?.end ?? 0));
  const inside = hits.filter(({ start, end }) => start >= from && end <= to);
  const shown = text.slice(from, to);
  const moved = inside.map(({ start, end }) => ({ start: start - from, end: end - from }));
  const snippet = divide(shown, moved).map(({ text: part, hit }) => ({
    text: part.replaceAll('\n', ' '),
    hit,
  }));
  if (!first) return { snippet };
  const line = shortLine(text, first);
  return { snippet, quote: text.slice(first.start, first.end), ...(line && { line }) };
}

/** Longest line that is treated as a heading. */
const headingCharacters = 100;

function shortLine(text: string, { start, end }: Stretch): ShortLine | undefined {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  if (to < 0 || to - from > headingCharacters) return undefined;
  const [next = ''] = text.slice(to + 1, to + 1 + passageCharacters).split('\n', 1);
  return next === '' ? undefined : { rest: text.slice(end, to), next };
}

function findHits(
  text: string,
  needles: readonly Needle[],
  variants?: VariantTable,
): readonly Stretch[] {
  const mapped = foldWithPlaces(text, variants);
  if (!mapped) return [];
  const { folded, places } = mapped;
  const hits: Stretch[] = [];
  for (const needle of needles) {
    const { length } = needle.folded;
    for (let at = findMatch(folded, needle); at >= 0; at = findMatch(folded, needle, at + length)) {
      hits.push({ start: places[at] ?? 0, end: endOfHit(text, places, at + length) });
    }
  }
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  return hits.filter(({ start }, index) => hits.slice(0, index).every(({ end }) => end <= start));
}

/** Where a hit ends in the original, without white space that folding dropped. */
function endOfHit(text: string, places: readonly number[], at: number): number {
  const end = Math.max(places[at] ?? text.length, (places[at - 1] ?? 0) + 1);
  return text.slice(0, end).trimEnd().length;
}

function divide(text: string, hits: readonly Stretch[]): readonly SnippetPart[] {
  const parts: SnippetPart[] = [];
  let at = 0;
  for (const { start, end } of hits) {
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    parts.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}

/** Begins at a sentence, if one begins shortly before the hit; else at a word. */
function startOfPassage(text: string, hit: number): number {
  const earliest = Math.max(0, hit - leadCharacters);
  if (earliest === 0) return 0;
  const lead = text.slice(earliest, hit);
  const sentence = Math.max(...['。', '！', '？', '\n', '. '].map((end) => lead.lastIndexOf(end)));
  if (sentence >= 0) return earliest + sentence + 1;
  const space = lead.search(/\s/);
  return outsideSurrogatePair(text, space >= 0 && space < 20 ? earliest + space + 1 : earliest);
}

function endOfPassage(text: string, end: number): number {
  return end >= text.length ? text.length : outsideSurrogatePair(text, end);
}

/** Moves a position out of a surrogate pair. */
function outsideSurrogatePair(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000 ? at - 1 : at;
}
