import { compareProblems } from '../content/problem.ts';
import type { Problem } from '../content/problem.ts';

/**
 * Sorts problems for the report, and merges those of the same unknown key: a key that a pipeline
 * writes into 9,000 posts is one problem.
 */
export function mergeProblems(problems: readonly Problem[]): readonly Problem[] {
  const merged: Problem[] = [];
  const repeats = new Map<string, { index: number; count: number }>();
  for (const problem of [...problems].sort(compareProblems)) {
    if (problem.code !== 'unknown-key') {
      merged.push(problem);
      continue;
    }
    const key = `${problem.code} ${problem.message}`;
    const seen = repeats.get(key);
    if (seen) seen.count++;
    else {
      repeats.set(key, { index: merged.length, count: 1 });
      merged.push(problem);
    }
  }
  for (const { index, count } of repeats.values()) {
    const problem = merged[index];
    if (problem && count > 1) {
      const others = count - 1 === 1 ? 'one more place' : `${count - 1} more places`;
      merged[index] = { ...problem, message: `${problem.message} (and in ${others})` };
    }
  }
  return merged;
}
