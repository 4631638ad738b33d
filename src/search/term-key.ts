import { foldTerm } from '../shared/fold-term.ts';

/**
 * The key by which filters find the documents of a term, e.g. `tag:rag`. The control character
 * before it keeps it apart from words and sorts it before them. The name is folded as terms of the
 * corpus are, so that a filter finds what the term's page lists.
 */
export function termKey(type: string, name: string): string {
  return `\u0001${type}:${foldTerm(name)}`;
}
