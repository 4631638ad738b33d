import { ProblemError, type Problem } from '../content/problem.ts';

/** The error of code of the site's own that waits for what never comes; see `unlessStalled`. */
export function stalled(place: Pick<Problem, 'file' | 'code'>, files = place.file): ProblemError {
  return new ProblemError([
    {
      ...place,
      message: 'It waits for a promise that never settles.',
      hint: `Look in ${files} for what is awaited, and whether each path resolves or rejects it.`,
      severity: 'error',
    },
  ]);
}
