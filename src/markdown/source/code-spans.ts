/** Inline code of one text: from the first backtick to after the last. */
export interface CodeSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The code spans of a line or paragraph, in order, as CommonMark pairs them: a run of backticks
 * ends at the next run of the same length. Linear, unlike a regular expression with a
 * back-reference.
 */
export function codeSpans(text: string): CodeSpan[] {
  if (!text.includes('`')) return [];
  const runs = [...text.matchAll(/`+/g)].map(({ 0: { length }, index }) => ({ index, length }));
  const next = new Array<number>(runs.length);
  const nearest = new Map<number, number>();
  for (let i = runs.length - 1; i >= 0; i--) {
    const length = runs[i]?.length ?? 0;
    next[i] = nearest.get(length) ?? -1;
    nearest.set(length, i);
  }
  const spans: CodeSpan[] = [];
  for (let i = 0; i < runs.length; i++) {
    const close = runs[next[i] ?? -1];
    const open = runs[i];
    if (!close || !open || text[open.index - 1] === '\\') continue;
    spans.push({ start: open.index, end: close.index + close.length });
    i = next[i] ?? i;
  }
  return spans;
}
