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
  /** Number of files in which they stand. */
  readonly files: number;
}

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/**
 * Groups problems by code and severity: errors first, then the most frequent. The order
 * within a group is kept.
 */
export function groupProblems(problems: readonly Problem[]): readonly ProblemGroup[] {
  return [...groupBy(problems, ({ severity, code }) => `${severity} ${code}`).values()]
    .map((own) => ({
      code: own[0].code,
      severity: own[0].severity,
      problems: own,
      files: new Set(own.map(({ file }) => file)).size,
    }))
    .sort(
      (a, b) =>
        order[a.severity] - order[b.severity] ||
        b.problems.length - a.problems.length ||
        compareText(a.code, b.code),
    );
}

/**
 * Groups problems that share code and hint, so that a report says the hint once. Groups stand in
 * the order of their first problems.
 */
export function groupByHint(problems: readonly Problem[]): readonly (readonly Problem[])[] {
  return [...groupBy(problems, ({ code, hint = '' }) => `${code}\n${hint}`).values()];
}

/** Counts problems by severity. */
export function countProblems(problems: readonly Problem[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of problems) counts[severity]++;
  return counts;
}

/** Formats the numbers of problems: `1 error, 2 notices`; empty if there are none. */
export function formatNumbers(problems: readonly Problem[]): string {
  return Object.entries(countProblems(problems))
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => plural(count, severity))
    .join(', ');
}

/** Formats a number of things: `1 post`, `2,000 posts`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Formats a place as `posts/a.md:3:1`, which terminals and editors turn into a link. */
export function placeOf({ file, line, column }: Problem): string {
  return [printable(file), line, column].filter((part) => part !== undefined).join(':');
}
