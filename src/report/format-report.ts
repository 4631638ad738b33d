import type { Problem, Severity } from '../content/problem.ts';
import { formatNumbers, groupByHint, placeOf, plural } from './group-problems.ts';
import { printableText } from './printable.ts';
import type { BuildReport } from './types.ts';

/**
 * Maximum problems of each severity that are listed; the others are counted.
 * `--format json` has all.
 */
const listedProblems = { error: 200, warning: 20, notice: 10 } as const;

/**
 * Formats problems for a terminal, grouped by severity; those with one hint stand above it. Each
 * begins with `file:line:column`, which terminals and editors turn into a link.
 */
export function formatProblems(problems: readonly Problem[]): string {
  const severities: readonly Severity[] = ['error', 'warning', 'notice'];
  return severities
    .flatMap((severity) => {
      const own = problems.filter((problem) => problem.severity === severity);
      if (own.length === 0) return [];
      const shown = own.slice(0, listedProblems[severity]);
      const hidden = own.length - shown.length;
      return [
        `${plural(own.length, severity)}:`,
        ...groupByHint(shown).flatMap(formatGroup),
        ...(hidden > 0 ? [`  … and ${hidden} more; --format json lists all.`] : []),
        '',
      ];
    })
    .join('\n');
}

/** @param problems with one hint. */
function formatGroup(problems: readonly Problem[]): readonly string[] {
  const lines = problems.map(
    (problem) => `  ${placeOf(problem)}  ${printableText(problem.message)} [${problem.code}]`,
  );
  const hint = problems[0]?.hint;
  return hint === undefined ? lines : [...lines, `      ${printableText(hint)}`];
}

/**
 * Formats the last lines of a build: what was published, what was left out, what it cost.
 * @param output the output folder, as the user named it.
 */
export function formatSummary(report: BuildReport, output: string): string {
  const unlisted = report.excluded > 0 ? ` (${report.excluded} unlisted)` : '';
  const lines = report.ok
    ? [
        `Published ${plural(report.posts, 'post')}${unlisted} to ${output}`,
        formatLeftOut(report),
        `${plural(report.pages, 'page')}, ${plural(report.files, 'file')}, ` +
          `${megabytes(report.bytes)} in ${report.seconds.toFixed(1)} s, peak memory ` +
          megabytes(report.peakMemoryBytes),
        report.phases.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(' · '),
      ]
    : [`Nothing was published; ${output} is as it was.`];
  const problems = formatNumbers(report.problems);
  lines.push(problems === '' ? 'No problems' : `Problems: ${problems}`);
  return lines.filter((line) => line !== '').join('\n');
}

/** One line about the posts that were left out; '' if none were. */
export function formatLeftOut({
  drafts,
  future,
  rejected,
}: Pick<BuildReport, 'drafts' | 'future' | 'rejected'>): string {
  const left = [
    drafts > 0 && plural(drafts, 'draft'),
    future > 0 && `${future} in the future`,
    rejected > 0 && `${rejected} with errors`,
  ].filter(Boolean);
  return left.length > 0 ? `Left out: ${left.join(', ')}` : '';
}

/** A size as people read it. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
