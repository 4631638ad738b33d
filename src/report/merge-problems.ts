import { compareProblems, type Problem } from '../content/problem.ts';
import { groupBy } from '../shared/group-by.ts';

/** Codes of problems that are one, wherever they stand, if they say the same. */
const oneOfAKind: ReadonlySet<string> = new Set(['unknown-key', 'sharp-missing']);

/**
 * Sorts problems for the report, and merges those of one cause, such as the same unknown key: a key
 * that a pipeline writes into 9,000 posts is one problem.
 */
export function mergeProblems(problems: readonly Problem[]): readonly Problem[] {
  const groups = groupBy([...problems].sort(compareProblems), (problem) =>
    oneOfAKind.has(problem.code) ? problem.message : problem,
  );
  return [...groups.values()].map(([problem, ...others]) => {
    if (others.length === 0) return problem;
    const places = others.length === 1 ? 'one more place' : `${others.length} more places`;
    return { ...problem, message: `${problem.message} (and in ${places})` };
  });
}
