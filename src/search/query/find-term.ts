import { titleBit } from '../format.ts';
import type { Postings } from '../postings.ts';
import type { Needle } from './match.ts';
import type { IndexFiles } from './index-files.ts';
import { bytesOfPrefix, findPostings } from './key-lookup.ts';
import { planTerm, type Lookup, type TermPlan } from './plan.ts';
import { intersectPostings, withBits } from './posting-sets.ts';
import type { TextTerm } from './types.ts';

/** What the index knows of a term. */
export interface FoundTerm {
  readonly term: TextTerm;
  readonly needle: Needle;
  /** A superset of the documents that hold the term; absent when the term has no keys. */
  readonly postings?: Postings;
  /**
   * Documents that hold the whole word, where `postings` holds longer words too. They rank first.
   */
  readonly whole?: Postings;
  /** Whether `postings` are exactly the documents that hold the term. */
  readonly exact: boolean;
  readonly long: boolean;
}

/**
 * With more candidates than this, more look-ups cost less than comparing texts: a page of postings
 * is as large as the blocks of two documents.
 */
const fewCandidates = 2;
/**
 * A word that is being typed counts as a prefix if the pages of the words that it begins have at
 * most this many bytes.
 */
const typedPrefixBytes = 100_000;

/** Looks up a term. @param budget most look-ups per round. */
export async function findTerm(
  term: TextTerm,
  files: IndexFiles,
  budget: number,
): Promise<FoundTerm> {
  const chosen = await settlePrefix(planTerm(term, budget), files, budget);
  const { first, second, exact, long } = chosen;
  const needle = { folded: term.folded, prefix: chosen.term.prefix !== 'none' };
  const base = { term: chosen.term, needle, exact: exact && first.length > 0, long };
  if (first.length === 0) return base;

  const bits = term.field === 'title' ? titleBit : -1;
  const lists = await Promise.all(first.map((lookup) => findPostings(files, lookup)));
  let postings = withBits(intersectAll(lists, long), bits);
  if (second.length > 0 && postings.documents.length > fewCandidates) {
    const more = await Promise.all(second.map((lookup) => findPostings(files, lookup)));
    postings = withBits(intersectAll([postings, ...more], long), bits);
  }
  const single: Lookup | undefined = first.length === 1 ? first[0] : undefined;
  if (single?.kind !== 'prefix') return { ...base, postings };
  return { ...base, postings, whole: await findPostings(files, { kind: 'word', key: single.key }) };
}

/** Takes a typed word as a whole word where too many words begin with it. */
async function settlePrefix(plan: TermPlan, files: IndexFiles, budget: number): Promise<TermPlan> {
  if (plan.term.prefix !== 'typing') return plan;
  const open = plan.first.find(({ kind }) => kind === 'prefix');
  const fits =
    open?.kind === 'prefix' && (await bytesOfPrefix(files, open.key)) <= typedPrefixBytes;
  return fits ? plan : planTerm({ ...plan.term, prefix: 'none' }, budget);
}

function intersectAll(lists: readonly Postings[], anywhere: boolean): Postings {
  const bySize = [...lists].sort((a, b) => a.documents.length - b.documents.length);
  return bySize.reduce((a, b) => intersectPostings(a, b, anywhere));
}
