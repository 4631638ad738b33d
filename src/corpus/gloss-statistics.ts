import type { ShownArticle } from '../ingest/types.ts';
import type { Gloss } from '../markdown/types.ts';
import { memoize } from '../shared/memoize.ts';
import type { Steps } from '../shared/cooperative.ts';
import type { AliasTable } from './aliases.ts';
import type { GlossedTerm } from './gloss-concepts.ts';
import { nameKey, readGlossHead, splitGlossNames } from './gloss-names.ts';
import { countSpelling, shownSpelling, startTally, type Tally } from './tally.ts';

/** A glossed term and all its spellings. */
export interface GatheredTerm extends GlossedTerm {
  readonly tally: Tally;
}

export interface GatheredGlosses {
  readonly terms: ReadonlyMap<string, GatheredTerm>;
  /** Key of each gloss's term, in reading order. */
  readonly keys: readonly string[];
  /** Key of the term that a gloss explains. */
  readonly keyOf: (gloss: Gloss) => string;
}

/** A term while glosses are counted. */
interface Gathering extends GatheredTerm {
  spelling: string;
  selfName: string;
  count: number;
  named: number;
  names: Map<string, Tally>;
}

interface KeyedName {
  readonly key: string;
  readonly name: string;
}

/** Shared by all terms without names. Never filled. */
const noNames = new Map<string, Tally>();

/** Articles per step. */
const articlesPerStep = 2000;

/**
 * Counts the names that all glosses give their terms. Each name is parsed once: most of
 * 132,000 repeat.
 */
export function* gatherSteps(
  articles: readonly ShownArticle[],
  aliases: AliasTable,
): Steps<GatheredGlosses> {
  const namesIn = memoize(keyedNames);
  const namesOf = (text: string | undefined) => (text === undefined ? [] : namesIn(text));
  const headOf = memoize(readGlossHead);
  const terms = new Map<string, Gathering>();
  const keys: string[] = [];
  for (const [place, { glosses }] of articles.entries()) {
    if (place % articlesPerStep === articlesPerStep - 1) yield;
    for (const gloss of glosses) {
      const head = headOf(gloss.term);
      const key = aliases.keyOfAny(head.term);
      let term = terms.get(key);
      if (term) countSpelling(term.tally, head.term);
      else terms.set(key, (term = startGathering(key, head.term)));
      keys.push(term.key);
      const names = bothNames(namesOf(gloss.name), namesOf(head.name));
      if (names.length > 0) addNames(term, names);
    }
  }
  yield;
  for (const term of terms.values()) finish(term);
  return { terms, keys, keyOf: (gloss) => aliases.keyOfAny(headOf(gloss.term).term) };
}

function startGathering(key: string, spelling: string): Gathering {
  const tally = startTally(spelling);
  return { key, tally, spelling, selfName: '', count: 0, named: 0, names: noNames };
}

function addNames(term: Gathering, names: readonly KeyedName[]): void {
  term.named++;
  if (term.names === noNames) term.names = new Map();
  for (const { key, name } of names) {
    const tally = term.names.get(key);
    if (tally) countSpelling(tally, name);
    else term.names.set(key, startTally(name));
  }
}

function finish(term: Gathering): void {
  term.count = term.tally.count;
  term.spelling = shownSpelling(term.tally);
  term.selfName = nameKey(term.spelling);
  for (const name of term.names.values()) name.spelling = shownSpelling(name);
}

function bothNames(a: readonly KeyedName[], b: readonly KeyedName[]): readonly KeyedName[] {
  if (b.length === 0) return a;
  return a.length === 0 ? b : lastOfEachKey([...a, ...b]);
}

/** Drops names with equal keys: the last spelling stays, in the first one's place. */
function lastOfEachKey(names: readonly KeyedName[]): readonly KeyedName[] {
  if (names.length < 2) return names;
  return [...new Map(names.map((one) => [one.key, one])).values()];
}

function keyedNames(text: string): readonly KeyedName[] {
  return lastOfEachKey(splitGlossNames(text).map((name) => ({ key: nameKey(name), name })));
}
