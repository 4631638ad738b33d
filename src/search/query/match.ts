import { characterClass, classOf } from '../characters.ts';
import { classBefore } from '../fold.ts';

/** What a term looks for in folded text. */
export interface Needle {
  readonly folded: string;
  /** Whether the last word may continue. */
  readonly prefix: boolean;
}

/**
 * The one definition of a match, for comparison, snippets and tests: the exact substring, except
 * that a Latin word at either end must be a whole word (`cat` is not in `category`) unless it is
 * a prefix.
 * @returns the position of the first match at or after `from`, or -1.
 */
export function findMatch(text: string, { folded, prefix }: Needle, from = 0): number {
  const startsWord = classOf(folded.codePointAt(0) ?? 0) === characterClass.word;
  const endsWord = !prefix && classBefore(folded, folded.length) === characterClass.word;
  for (let at = text.indexOf(folded, from); at >= 0; at = text.indexOf(folded, at + 1)) {
    if (startsWord && classBefore(text, at) === characterClass.word) continue;
    const end = at + folded.length;
    if (
      endsWord &&
      end < text.length &&
      classOf(text.codePointAt(end) ?? 0) === characterClass.word
    ) {
      continue;
    }
    return at;
  }
  return -1;
}
