import { compareText } from '../shared/compare-text.ts';
import { groupBy } from '../shared/group-by.ts';
import type { Problem, Severity } from '../content/problem.ts';
import { printable } from './printable.ts';

/** Problems of the same code and severity. */
export interface ProblemGroup {
  readonly code: string;
  /** Severity of all of them. */
  readonly severity: Severity;
  readonly problems: readonly Problem[];
}

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/**
 * Groups problems by code and severity: errors first, then the most frequent. The order
 * within a group is kept.
 */
export function groupProblems(problems: readonly Problem[]): readonly ProblemGroup[] {
  return [...groupBy(problems, ({ severity, code }) => `${severity} ${code}`).values()]
    .map((own) => ({ code: own[0].code, severity: own[0].severity, problems: own }))
    .sort(
      (a, b) =>
        order[a.severity] - order[b.severity] ||
        b.problems.length - a.problems.length ||
        compareText(a.code, b.code),
    );
}

/** Counts problems by severity. */
export function countProblems(problems: readonly Problem[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of problems) counts[severity]++;
  return counts;
}

/** Formats a place as `posts/a.md:3:1`, which terminals and editors turn into a link. */
export function placeOf({ file, line, column }: Problem): string {
  return [printable(file), line, column].filter((part) => part !== undefined).join(':');
}
