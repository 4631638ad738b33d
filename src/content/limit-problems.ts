import { fields, type FieldFacts } from './fields.ts';
import type { FrontMatter } from './front-matter.ts';
import { formatLimit, frontMatterLimits } from './limits.ts';
import { report, type PostReading } from './post-reading.ts';
import { problemAt, type Problem } from './problem.ts';
import { excerpt } from './text.ts';

/** What is wrong with the keys of a post that has too many, or one that is too long. */
export function keyLimitProblem({ data }: FrontMatter, file: string): Problem | undefined {
  const { keys: most, keyLength } = frontMatterLimits;
  const keys = Object.keys(data);
  if (keys.length > most) {
    return problemAt(file, 1, {
      code: 'too-many-keys',
      message: `The front matter has more than ${formatLimit(most)} keys.`,
      hint: 'Put what belongs together into one key.',
    });
  }
  const long = keys.find((key) => key.length > keyLength);
  if (long === undefined) return undefined;
  return problemAt(file, 1, {
    code: 'key-too-long',
    message: `The key "${excerpt(long, 40)}" has more than ${formatLimit(keyLength)} characters.`,
    hint: 'Shorten it; a text with a colon may need quotes.',
  });
}

/**
 * Reports texts that are too long, and lists of too many names.
 * @param values by key, those of own fields too.
 */
export function checkLimits(reading: PostReading, values: Readonly<Record<string, unknown>>): void {
  const { listLength, proseLength, textLength } = frontMatterLimits;
  const facts: Readonly<Partial<Record<string, FieldFacts>>> = fields;
  for (const [key, value] of Object.entries(values)) {
    const names: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (names.length > listLength) {
      report(reading, key, {
        code: 'list-too-long',
        message: `"${key}" lists more than ${formatLimit(listLength)} names.`,
        hint: 'Keep those that readers look for.',
      });
    }
    const most = facts[key]?.kind === 'prose' ? proseLength : textLength;
    if (names.some((name) => typeof name === 'string' && name.length > most)) {
      report(reading, key, {
        code: 'text-too-long',
        message: `"${key}" holds a text of more than ${formatLimit(most)} characters.`,
        hint: 'Shorten it; what is longer belongs into the body.',
      });
    }
  }
}
