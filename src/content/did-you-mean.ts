/**
 * The candidate nearest to a misspelt word by edits (optimal string alignment: insert, delete,
 * replace, swap neighbours); undefined if none is near enough.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  const wanted = word.toLowerCase();
  for (const candidate of candidates) {
    const prefix = isBeginning(word, candidate) || isBeginning(candidate, word);
    // The difference in length is a lower bound of the number of edits.
    if (!prefix && Math.abs(word.length - candidate.length) >= bestDistance) continue;
    const distance = prefix ? 1 : editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Whether a name is one or more whole words at the beginning of another. */
function isBeginning(short: string, long: string): boolean {
  return long.startsWith(short) && /[_-]/.test(long.charAt(short.length));
}

/** Number of edits between two short words. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, at(beforeLast, j - 2) + 1);
      }
      row.push(value);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
