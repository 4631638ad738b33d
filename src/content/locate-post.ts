import { countLines, linesOfKeys } from './front-matter.ts';
import { knownKeyOf } from './front-matter-schema.ts';

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
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const close = plain.indexOf('\n---') + 1;
  const firstEnd = endOfLine(plain, 0);
  const yaml = close === 0 ? '' : plain.slice(firstEnd + 1, Math.max(close - 1, firstEnd + 1));
  const bodyStart = endOfLine(plain, close) + 1;
  const keys = [...linesOfKeys(yaml)];
  return {
    body: plain.slice(bodyStart),
    bodyLine: countLines(plain, close) + 1,
    lineOf: (field) => keys.find(([key]) => knownKeyOf(key) === field)?.[1] ?? 1,
  };
}

/** Where the line at an offset ends, before its line feed. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
