import { hosts, type HostLimitName } from '../config/hosts.ts';
import type { Problem, Severity } from '../content/problem.ts';
import { formatNumbers, groupByHint, placeOf, plural } from './group-problems.ts';
import { amountOf, sizeText, type HostUse } from './limit-use.ts';
import { printableText } from './printable.ts';
import { sizeKinds, type KindSize } from './size-kinds.ts';
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
          `${sizeText(report.bytes)} in ${report.seconds.toFixed(1)} s, peak memory ` +
          sizeText(report.peakMemoryBytes),
        ...formatSizes(report.sizes),
        report.host ? formatHost(report.host) : '',
        report.phases.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(' · '),
      ]
    : [
        `Nothing was published; ${output} is as it was.`,
        // Of a site that was written and is too large for its host.
        ...formatSizes(report.sizes),
        report.host ? formatHost(report.host) : '',
      ];
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

/** A line for each kind of page or file. */
function formatSizes(sizes: readonly KindSize[]): readonly string[] {
  const rows = sizes.map(({ kind, files, bytes }) => [
    sizeKinds[kind],
    // As wide as the plural.
    plural(files, 'file') + (files === 1 ? ' ' : ''),
    sizeText(bytes),
  ]);
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [labels, counts, amounts] = [widthOf(0), widthOf(1), widthOf(2)];
  return rows.map(
    ([label = '', count = '', amount = '']) =>
      `  ${label.padEnd(labels)}  ${count.padStart(counts)}  ${amount.padStart(amounts)}`,
  );
}

const limitLabels: Readonly<Record<HostLimitName, string>> = {
  bytes: '',
  files: '',
  fileBytes: ' in the largest file',
  folderFiles: ' in the fullest folder',
  redirects: ' in _redirects',
};

/** How far the site is from what its host takes; empty for a host without limits. */
function formatHost({ name, limits }: HostUse): string {
  if (limits.length === 0) return '';
  const uses = limits.map(({ limit, used, allowed, percent }) => {
    const amounts = `${amountOf(limit, used)}${limitLabels[limit]}`;
    const share = percent === 0 && used > 0 ? 'less than 1' : percent;
    return `${amounts} (${share} % of ${amountOf(limit, allowed)})`;
  });
  return `For ${hosts[name].name}: ${uses.join(', ')}`;
}
