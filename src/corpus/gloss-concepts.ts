import { addToGroup, groupBy } from '../shared/group-by.ts';
import { compareText } from '../shared/compare-text.ts';
import { hasHan, isFormOf, isSpecificName, syllablesOf } from './gloss-names.ts';

/** Statistics of one term over all its glosses. */
export interface GlossedTerm {
  /** Folded term with aliases resolved. */
  readonly key: string;
  readonly spelling: string;
  /** `nameKey` of the term itself. */
  readonly selfName: string;
  /** Number of glosses. */
  readonly count: number;
  /** Number of glosses that give a name. */
  readonly named: number;
  /** The names given, by `nameKey`. */
  readonly names: ReadonlyMap<string, GlossedName>;
}

export interface GlossedName {
  readonly spelling: string;
  readonly count: number;
}

/** Share of a term's glosses that must give the same name. */
const agreement = 0.5;
/** The same for short Latin terms: `PE` is a ratio in one article and private equity in another. */
const abbreviationAgreement = 0.8;
const abbreviationLength = 5;

/**
 * Finds terms that mean one concept: `美联储（Federal Reserve）`, `Federal Reserve（美联储）` and
 * `Fed（Federal Reserve）`.
 *
 * A term has at most one *leading name*, on which its glosses agree. Two terms are one concept if
 * - each is the other's leading name; or
 * - they share a leading name of several words, and either a Latin term is a form of it, or a Han
 * term shares half its syllables with the term that has this name most often (so that `豆包（Large
 * Language Model）` stays out); or
 * - they share any leading name and read the same: `皮质醇` and `皮質醇`.
 *
 * Names of one word (`Quality`: 品质, 质量) join nothing else. The order of the input does not matter.
 * @returns the key of the concept for each key; keys that stand for themselves are left out.
 */
export function joinConcepts(terms: ReadonlyMap<string, GlossedTerm>): ReadonlyMap<string, string> {
  const union = new KeyUnion(terms);
  const leading = new Map<string, string>();
  const bySelfName = groupBy(terms.values(), ({ selfName }) => selfName);
  const byLeading = new Map<string, GlossedTerm[]>();
  for (const term of terms.values()) {
    const name = leadingName(term);
    if (name === undefined) continue;
    leading.set(term.key, name);
    addToGroup(byLeading, name, term);
  }
  // Terms that differ only in article, company form or plural.
  for (const same of bySelfName.values()) {
    if (same.length < 2) continue;
    for (const term of same) if (!hasHan(term.spelling)) union.join(same[0]?.key, term.key);
  }
  for (const [name, bearers] of byLeading) {
    const namesakes = bySelfName.get(name) ?? [];
    if (bearers.length + namesakes.length < 2) continue;
    for (const bearer of bearers) {
      const mutual = namesakes.find(({ key }) => leading.get(key) === bearer.selfName);
      union.join(mutual?.key, bearer.key);
    }
    const readable = bearers.filter(({ spelling }) => hasHan(spelling));
    const hub = mostFrequent(readable, name);
    const spelling = bearers.map(({ names }) => names.get(name)?.spelling ?? '').sort(compareText);
    const specific = spelling.some(isSpecificName);
    const sound = hub && readable.length > 1 ? syllablesOf(hub.spelling) : [];
    for (const bearer of bearers) {
      if (hub && bearer !== hub && isSameConcept(bearer, hub, sound, specific)) {
        union.join(hub.key, bearer.key);
      }
      if (!specific) continue;
      if (!hasHan(bearer.spelling) && isFormOf(bearer.spelling, spelling[0] ?? '')) {
        union.join(hub?.key, bearer.key);
        union.join(namesakes[0]?.key, bearer.key);
      } else if (bearer === hub) {
        union.join(namesakes[0]?.key, bearer.key);
      }
    }
  }
  const concepts = new Map<string, string>();
  for (const key of terms.keys()) {
    const concept = union.find(key);
    if (concept !== key) concepts.set(key, concept);
  }
  return concepts;
}

/** @param others syllables of `hub`, the term that stands for the concept. */
function isSameConcept(
  term: GlossedTerm,
  hub: GlossedTerm,
  others: readonly string[],
  specific: boolean,
): boolean {
  const length = term.spelling.match(/\p{Script=Han}/gu)?.length ?? 0;
  // Pinyin is slow to find: first exclude terms that cannot match.
  if (length === 0 || (!specific && length !== others.length)) return false;
  // `1型糖尿病` and `2型糖尿病` differ, whatever name they share.
  if (digitsOf(term) !== digitsOf(hub)) return false;
  const own = syllablesOf(term.spelling);
  if (own.join(' ') === others.join(' ')) return true;
  const shared = new Set(own.filter((syllable) => others.includes(syllable))).size;
  return specific && shared * 2 >= Math.min(own.length, others.length);
}

function digitsOf({ spelling }: GlossedTerm): string {
  return spelling.match(/\p{N}+/gu)?.join(' ') ?? '';
}

/**
 * The name on which a term's glosses agree. Names of several words come first, then more
 * frequent ones.
 */
export function leadingName(term: GlossedTerm): string | undefined {
  const short = !hasHan(term.spelling) && term.selfName.length <= abbreviationLength;
  const needed = (short ? abbreviationAgreement : agreement) * term.named;
  let best: readonly [string, GlossedName] | undefined;
  for (const one of term.names) {
    const [key, { count }] = one;
    if (key === term.selfName || count < needed) continue;
    if (!best || compareNames(one, best) < 0) best = one;
  }
  return best?.[0];
}

function compareNames(
  [keyA, a]: readonly [string, GlossedName],
  [keyB, b]: readonly [string, GlossedName],
): number {
  return (
    Number(isSpecificName(b.spelling)) - Number(isSpecificName(a.spelling)) ||
    b.count - a.count ||
    compareText(keyA, keyB)
  );
}

function mostFrequent(terms: readonly GlossedTerm[], name: string): GlossedTerm | undefined {
  const count = (term: GlossedTerm) => term.names.get(name)?.count ?? 0;
  return terms.reduce<GlossedTerm | undefined>((best, term) => {
    if (!best) return term;
    const order =
      count(term) - count(best) || term.count - best.count || compareText(best.key, term.key);
    return order > 0 ? term : best;
  }, undefined);
}

/**
 * Disjoint sets of keys (union-find). The most frequent key represents a set, so that the order of
 * joins does not matter.
 */
class KeyUnion {
  readonly #parents = new Map<string, string>();
  readonly #terms: ReadonlyMap<string, GlossedTerm>;

  constructor(terms: ReadonlyMap<string, GlossedTerm>) {
    this.#terms = terms;
  }

  find(key: string): string {
    let root = key;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) {
      root = next;
    }
    if (root !== key) this.#parents.set(key, root);
    return root;
  }

  join(a: string | undefined, b: string): void {
    if (a === undefined) return;
    const first = this.find(a);
    const second = this.find(b);
    if (first === second) return;
    const count = (key: string) => this.#terms.get(key)?.count ?? 0;
    const firstLeads = (count(first) - count(second) || compareText(second, first)) > 0;
    if (firstLeads) this.#parents.set(second, first);
    else this.#parents.set(first, second);
  }
}
