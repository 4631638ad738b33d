import { foldTerm } from '../shared/fold-term.ts';

/**
 * Key under which a document's terms are looked up by filters, e.g. `tag:rag`. The control
 * character keeps it apart from words of the text and before them all. Folded like the terms of the
 * corpus, so that a filter finds what a term page gathers.
 */
export function termKey(type: string, name: string): string {
  return `\u0001${type}:${foldTerm(name)}`;
}
