import { report, type PostReading } from './post-reading.ts';
import { excerpt } from './text.ts';
import { isMapping } from '../shared/is-mapping.ts';

export const dayHint = 'Write the day as YYYY-MM-DD, e.g. 2026-03-06.';

const hints: Readonly<Record<string, string>> = {
  'must be a text': 'Write one line of text; put it in quotes if it starts with [ or {.',
  'must be a list of texts': 'Write a list ("- one" on lines of their own) or texts with commas.',
  'must be true or false': 'Until it says true or false, the post is not published.',
  'must be a number': 'Write digits alone: 3 or 2.5.',
  'must be a day': dayHint,
  'must be a web address': 'Write it whole, with https://, or from the root of this site: /now/.',
};

/**
 * Reports a value that its field cannot hold.
 * @param demand what it must be: `must be a number`.
 * @param meant the value that was probably meant.
 */
export function reportWrongType(
  reading: PostReading,
  key: string,
  demand: string,
  value: unknown,
  meant?: string,
): void {
  const usual = hints[demand] ?? 'Correct the value or delete the line.';
  report(reading, key, {
    code: 'wrong-type',
    message: `"${key}" ${demand}, not ${describe(value)}.`,
    hint: meant === undefined ? usual : `Did you mean "${meant}"?`,
  });
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isMapping(value)) return 'a mapping';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return `"${excerpt(String(value), 40)}"`;
}
