import { escapePattern } from '../../shared/escape-pattern.ts';

/**
 * A list of what a text may hold. A string is one word or several with a space between them; an
 * expression stands for what is no word, or for a word with a space.
 */
export type Words = readonly (string | RegExp)[];

/**
 * The source of an expression that matches any of the words. Flags of expressions in the list do
 * not count.
 */
export function oneOf(words: Words): string {
  const sources = words.flatMap((entry) =>
    typeof entry === 'string' ? entry.split(' ').map(escapePattern) : [entry.source],
  );
  return `(?:${sources.join('|')})`;
}
