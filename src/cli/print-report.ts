import type { Problem } from '../content/problem.ts';
import { formatProblems } from '../report/format-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { print, writeReport } from './terminal.ts';

/**
 * Prints what a command has done, as `--format` asks.
 * @param summary the last lines of the text.
 */
export async function printReport(
  report: { readonly problems: readonly Problem[] },
  format: 'text' | 'json',
  summary: () => string,
): Promise<void> {
  if (format === 'json') {
    await writeReport(jsonReport(report));
    return;
  }
  if (report.problems.length > 0) print(formatProblems(report.problems));
  print(summary());
}
