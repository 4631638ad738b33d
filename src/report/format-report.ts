import type { Problem, Severity } from '../content/problem.ts';
import { placeOf } from './group-problems.ts';
import { printableText } from './printable.ts';
import type { BuildReport } from './types.ts';

/**
 * Maximum problems of each severity that are listed; the others are counted.
 * `--format json` has all.
 */
const listedProblems = { error: 200, warning: 20, notice: 10 } as const;

/**
 * Formats problems for a terminal, grouped by severity. Each begins with `file:line:column`, which
 * terminals and editors turn into a link.
 */
export function formatProblems(problems: readonly Problem[]): string {
  const severities: readonly Severity[] = ['error', 'warning', 'notice'];
  return severities
    .flatMap((severity) => {
      const own = problems.filter((problem) => problem.severity === severity);
      if (own.length === 0) return [];
      const shown = own.slice(0, listedProblems[severity]).map(formatProblem);
      const hidden = own.length - shown.length;
      return [
        `${plural(own.length, severity)}:`,
        ...shown,
        ...(hidden > 0 ? [`  … and ${hidden} more; --format json lists all.`] : []),
        '',
      ];
    })
    .join('\n');
}

function formatProblem(problem: Problem): string {
  const { code, message, hint } = problem;
  const more = hint === undefined ? '' : `\n      ${printableText(hint)}`;
  return `  ${placeOf(problem)}  ${printableText(message)} [${code}]${more}`;
}

/**
 * Formats the last lines of a build: what was published, what was left out, what it cost.
 * @param output the output folder, as the user named it.
 */
export function formatSummary(report: BuildReport, output: string): string {
  const count = (severity: Severity) =>
    report.problems.filter((problem) => problem.severity === severity).length;
  const counts = (['error', 'warning', 'notice'] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => plural(count(severity), severity));
  const left = [
    report.drafts > 0 && plural(report.drafts, 'draft'),
    report.future > 0 && `${report.future} in the future`,
    report.rejected > 0 && `${report.rejected} with errors`,
  ].filter(Boolean);
  const unlisted = report.excluded > 0 ? ` (${report.excluded} unlisted)` : '';
  const lines = report.ok
    ? [
        `Published ${plural(report.posts, 'post')}${unlisted} to ${output}`,
        left.length > 0 ? `Left out: ${left.join(', ')}` : '',
        `${plural(report.pages, 'page')}, ${plural(report.files, 'file')}, ` +
          `${megabytes(report.bytes)} in ${report.seconds.toFixed(1)} s, peak memory ` +
          megabytes(report.peakMemoryBytes),
        report.phases.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(' · '),
      ]
    : [`Nothing was published; ${output} is as it was.`];
  lines.push(counts.length > 0 ? `Problems: ${counts.join(', ')}` : 'No problems');
  return lines.filter((line) => line !== '').join('\n');
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
