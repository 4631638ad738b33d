/** A line of a body that is prose: neither code nor part of an original in `<details>`. */
export interface ProseLine {
  /** 1-based line within the body. */
  readonly line: number;
  readonly text: string;
}

/**
 * Yields the lines of a body that are the author's prose: not code fences, not `<details>`.
 * Malformed lines count as prose, as reporting a line too many is better than missing one.
 */
export function* proseLines(body: string): Generator<ProseLine> {
  let fence = '';
  let details = 0;
  let line = 0;
  for (const text of body.split('\n')) {
    line++;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence !== '') {
      if (mark?.startsWith(fence)) fence = '';
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    const before = details;
    details += count(text, /<details\b/gi) - count(text, /<\/details>/gi);
    if (details < 0) details = 0;
    if (before === 0 && details === 0 && !/<details\b/i.test(text)) yield { line, text };
  }
}

function count(text: string, pattern: RegExp): number {
  return text.includes('<') ? (text.match(pattern)?.length ?? 0) : 0;
}
