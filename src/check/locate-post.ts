import { linesOfKeys } from '../content/front-matter.ts';
import { knownKeyOf } from '../content/front-matter-schema.ts';

/** The body of a sound post, and the lines of its fields. */
export interface LocatedPost {
  readonly body: string;
  /** 1-based line of the file on which the body starts. */
  readonly bodyLine: number;
  /** 1-based line of a field, however it is spelt; 1 when it is missing. */
  readonly lineOf: (field: string) => number;
}

/**
 * Finds the body and the fields by their lines. The YAML is not parsed again, as that takes most of
 * the time of reading a corpus.
 */
export function locatePost(text: string): LocatedPost {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const close = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
  const end = close < 0 ? 0 : close;
  const keys = [...linesOfKeys(lines.slice(1, end).join('\n'))];
  return {
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
    lineOf: (field) => keys.find(([key]) => knownKeyOf(key) === field)?.[1] ?? 1,
  };
}
