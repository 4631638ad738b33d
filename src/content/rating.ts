/** Points that a book got, of how many. */
export interface Rating {
  readonly value: number;
  readonly outOf: number;
}

/** Reads a rating: `4/5`, or `4` of five. @returns undefined for what no page shows. */
export function readRating(text: string): Rating | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:\s*\/\s*(\d+))?$/.exec(text);
  if (!match) return undefined;
  const value = Number(match[1]);
  const outOf = Number(match[2] ?? 5);
  return outOf > 0 && outOf <= 10 && value <= outOf ? { value, outOf } : undefined;
}
