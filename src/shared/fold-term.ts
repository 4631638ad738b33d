// The class stands first, so that a letter costs one look rather than two lookarounds before it.
const silent = /[^\p{L}\p{N}\p{M}+.#]+|(?<!\p{N})\.|\.(?!\p{N})|(?<![\p{L}\p{N}\p{M}])#/gu;

/**
 * Common Han, ASCII and the usual Chinese punctuation: what Unicode's normal forms leave alone, or
 * turn into punctuation that does not count. All 371,000 texts of the glosses of 9,760 posts are
 * like this; without the tables of Unicode they fold in a third of the time.
 */
const plain = /^[\u4e00-\u9fa5\x20-\x7e、。《》「」“”‘’—…·，：；！？（）]*$/;
const silentInPlain =
  /[^\u4e00-\u9fa5a-z0-9+.#]+|(?<![0-9])\.|\.(?![0-9])|(?<![\u4e00-\u9fa5a-z0-9])#/g;

/**
 * The identity of a term: names that fold to the same key are one term. Width and compatibility
 * forms (NFKC), case, spaces, hyphens and other joining or quoting punctuation do not count. What
 * tells names apart does: `#` after a letter and `+` (C, C# and C++ are three languages, `#AI` is
 * AI), a point between digits (`GPT-4.1` is not `GPT-41`).
 */
export function foldTerm(name: string): string {
  if (plain.test(name)) {
    const key = name.toLowerCase().replace(silentInPlain, '');
    if (key !== '') return key;
  }
  return foldAnyTerm(name);
}

/** What `foldTerm` gives, by the rules of Unicode alone. */
export function foldAnyTerm(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase().normalize('NFKC');
  // What was apart may now compose: `e-´`.
  const key = folded.replace(silent, '').normalize('NFKC');
  return key === '' ? folded.replace(/\s+/g, '') : key;
}
