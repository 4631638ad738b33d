import { fieldKeys, fields } from './fields.ts';
import type { FrontMatter } from './front-matter.ts';
import type { FrontMatterFields } from './front-matter-schema.ts';
import { formatLimit, frontMatterLimits } from './limits.ts';
import type { Problem } from './problem.ts';
import { excerpt } from './text.ts';

/** What is wrong with the keys of a post that has too many, or one that is too long. */
export function keyLimitProblem({ data }: FrontMatter, file: string): Problem | undefined {
  const { keys: most, keyLength } = frontMatterLimits;
  const keys = Object.keys(data);
  if (keys.length > most) {
    return {
      file,
      line: 1,
      code: 'too-many-keys',
      message: `The front matter has more than ${formatLimit(most)} keys.`,
      hint: 'Put what belongs together into one key.',
      severity: 'error',
    };
  }
  const long = keys.find((key) => key.length > keyLength);
  if (long === undefined) return undefined;
  return {
    file,
    line: 1,
    code: 'key-too-long',
    message: `The key "${excerpt(long, 40)}" has more than ${formatLimit(keyLength)} characters.`,
    hint: 'Shorten it; a text with a colon may need quotes.',
    severity: 'error',
  };
}

/** What is wrong with texts that are too long, and lists of too many names. */
export function limitProblems(
  values: FrontMatterFields,
  matter: FrontMatter,
  file: string,
): readonly Problem[] {
  const { listLength, proseLength, textLength } = frontMatterLimits;
  const problems: Problem[] = [];
  for (const key of fieldKeys) {
    const value = values[key];
    const place = () => ({ file, line: matter.lineOf(key), column: 1 });
    const names = Array.isArray(value) ? value : [value];
    if (names.length > listLength) {
      problems.push({
        ...place(),
        code: 'list-too-long',
        message: `"${key}" lists more than ${formatLimit(listLength)} names.`,
        hint: 'Keep those that readers look for.',
        severity: 'error',
      });
    }
    const most = fields[key].kind === 'prose' ? proseLength : textLength;
    if (names.some((name) => typeof name === 'string' && name.length > most)) {
      problems.push({
        ...place(),
        code: 'text-too-long',
        message: `"${key}" holds a text of more than ${formatLimit(most)} characters.`,
        hint: 'Shorten it; what is longer belongs into the body.',
        severity: 'error',
      });
    }
  }
  return problems;
}
