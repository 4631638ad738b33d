import type { FrontMatter } from './front-matter.ts';

/** What stands between the names of a list, in brackets or on lines of their own. */
const between = /[,，、[\]"']|\s+/;

/**
 * The lines of the file on which the names of a list stand; that of its key for a name which is
 * not found as it is written.
 */
export function linesOfNames(
  { yaml, lineOf }: Pick<FrontMatter, 'yaml' | 'lineOf'>,
  key: string,
  names: readonly string[],
): readonly number[] {
  const first = lineOf(key);
  const start = Math.max(0, first - 2);
  const lines = yaml.normalize('NFC').split('\n').slice(start);
  const end = lines.findIndex((line, index) => index > 0 && /^[^\s#-]/.test(line));
  const known = new Map<string, number>();
  for (const [index, line] of lines.slice(0, end < 0 ? undefined : end).entries()) {
    for (const name of line.split(between)) if (!known.has(name)) known.set(name, index);
  }
  return names.map((name) => {
    const index = known.get(name);
    return index === undefined ? first : start + index + 2;
  });
}
