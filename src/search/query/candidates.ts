import type { Postings } from '../postings.ts';
import type { FoundTerm } from './find-term.ts';
import { rankOf } from './rank.ts';
import type { SearchOrder } from './types.ts';

export interface Candidates {
  /** Documents that may match, in the order in which results are shown. */
  readonly documents: readonly number[];
  /** Whether all of them match for certain, so that their number is exact. */
  readonly exact: boolean;
}

/**
 * Finds the documents that pass the filters, hold all terms, and hold no negative term whose
 * postings are exact.
 * @param passing 1 for each document that passes the filters.
 */
export function gatherCandidates(
  found: readonly FoundTerm[],
  passing: Uint8Array,
  order: SearchOrder = 'relevance',
): Candidates {
  const positive = found.filter(({ term }) => !term.negative);
  const negative = found.filter(({ term }) => term.negative);
  const remaining = passing.slice();
  for (const { postings } of positive) if (postings) keepOnly(remaining, postings);
  for (const { postings, exact } of negative) {
    if (!postings || !exact) continue;
    for (const document of postings.documents) remaining[document] = 0;
  }
  // Documents are numbered from old to new.
  const documents: number[] = [];
  for (let document = remaining.length - 1; document >= 0; document--) {
    if (remaining[document] === 1) documents.push(document);
  }
  if (order === 'relevance') {
    const ranks = new Map(documents.map((document) => [document, rankOf(positive, document)]));
    documents.sort((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) || b - a);
  }
  return { documents, exact: found.every(({ exact }) => exact) };
}

function keepOnly(remaining: Uint8Array, { documents }: Postings): void {
  const listed = new Uint8Array(remaining.length);
  for (const document of documents) listed[document] = 1;
  for (let at = 0; at < remaining.length; at++)
    remaining[at] = (remaining[at] ?? 0) & (listed[at] ?? 0);
}
