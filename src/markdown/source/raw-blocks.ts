import type { SourceLine } from './source-line.ts';

const OPEN = /^[ \t]*<(dl|ol|pre|table|ul)(?=[\s/>])/i;
/** Longer blocks of raw HTML are read as text with tags: nobody writes them by hand. */
const LINES_MAX = 1000;
/** After so many blocks that never end no more are looked for: each look costs many lines. */
const FAILURES_MAX = 20;

/** Finds raw tables, lists and preformatted blocks that begin a line and are closed on one. */
export class RawBlockFinder {
  readonly #lines: readonly SourceLine[];
  #failures = 0;

  constructor(lines: readonly SourceLine[]) {
    this.#lines = lines;
  }

  /** The index after the block that begins at line `start`, or `start` if none does. */
  endOfBlock(start: number): number {
    const first = this.#lines[start];
    if (!first || first.code || !first.text.includes('<') || this.#failures > FAILURES_MAX)
      return start;
    const name = OPEN.exec(first.text)?.[1];
    if (!name) return start;
    const tag = new RegExp(`<(/?)${name}(?=[\\s/>])`, 'gi');
    let depth = 0;
    for (let i = start; i < Math.min(this.#lines.length, start + LINES_MAX); i++) {
      const line = this.#lines[i];
      if (!line || line.code || /<\/?details\b/i.test(line.text)) break;
      if (!line.text.includes('<')) continue;
      for (const match of line.text.matchAll(tag)) depth += match[1] ? -1 : 1;
      if (depth <= 0) return i + 1;
    }
    this.#failures++;
    return start;
  }
}
