/** A line of a body that is prose, not code and not part of an original. */
export interface ProseLine {
  /** 1-based line within the body. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a body that readers see as the author's prose. It leaves out code fences and
 * `<details>`; what is malformed counts as prose, as a doubtful line may be listed once too often.
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
