import type { ProblemGroup } from './group-problems.ts';

const titles = ['severity', 'kind', 'problems', 'files'] as const;

/**
 * Formats a table of the kinds of problems for a terminal: how many there are of each, and in how
 * many files.
 * @returns lines with their line breaks.
 */
export function formatKinds(groups: readonly ProblemGroup[]): string {
  const rows = [
    titles,
    ...groups.map(({ severity, code, problems, files }) => [
      severity,
      code,
      problems.length.toLocaleString('en-US'),
      files.toLocaleString('en-US'),
    ]),
  ];
  const widths = titles.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      // Words to the left, numbers to the right.
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  return lines.map((line) => `${line}\n`).join('');
}
