/**
 * Key under which a document's terms are looked up by filters, e.g. `tag:rag`. The control character keeps it apart from words of the text and before them
 * all. Folds as `foldTerm` of src/corpus does, so that a filter finds what a term page gathers.
 */
export function termKey(type: string, name: string): string {
  const folded = name.normalize('NFKC').toLowerCase().normalize('NFKC');
  const key = folded.replace(/[^\p{L}\p{N}\p{M}#+]/gu, '');
  return `\u0001${type}:${key === '' ? folded.replace(/\s+/g, '') : key}`;
}
