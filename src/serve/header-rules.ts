import { compilePattern } from './rule-pattern.ts';

/**
 * Returns the headers that `_headers` sets for a path. Names are in lower case; of two values for a
 * name the later one counts.
 */
export type HeaderFinder = (path: string) => Readonly<Record<string, string>>;

/**
 * Parses a `_headers` file: a line with a path, then indented headers; `#` begins a
 * comment (https://docs.netlify.com/routing/headers/).
 */
export function parseHeaders(text: string): HeaderFinder {
  const rules: { pattern: RegExp; headers: [string, string][] }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const header = /^\s+([^:\s]+):\s*(.*?)\s*$/.exec(line);
    if (!header) rules.push({ pattern: compilePattern(line.trim()), headers: [] });
    else rules.at(-1)?.headers.push([(header[1] ?? '').toLowerCase(), header[2] ?? '']);
  }
  return (path) => {
    const found = rules.filter(({ pattern }) => pattern.test(path));
    return Object.fromEntries(found.flatMap(({ headers }) => headers));
  };
}
