import type { Severity } from '../content/problem.ts';
import type { CheckReport } from './check-corpus.ts';
import { countProblems, groupProblems, placeOf } from '../report/group-problems.ts';

/** Problems of one kind that fit on a terminal; errors are never cut. */
const listedProblems = 10;

/**
 * A check for the terminal: by kind, errors first, `file:line:column` at the start of a line.
 * @param all list every problem, however many there are of a kind.
 */
export function formatCheck(report: CheckReport, all = false): string {
  const most = all ? Infinity : listedProblems;
  const lines = groupProblems(report.problems).flatMap(({ code, severity, problems }) => {
    const shown = severity === 'error' ? problems : problems.slice(0, most);
    const hints = new Set(problems.map(({ hint }) => hint));
    const [onlyHint] = hints.size === 1 ? hints : [];
    return [
      `${code} (${plural(problems.length, severity)})${onlyHint === undefined ? '' : `  ${onlyHint}`}`,
      ...shown.flatMap((problem) => [
        `  ${placeOf(problem)}  ${problem.message}`,
        ...(problem.hint !== undefined && onlyHint === undefined ? [`      ${problem.hint}`] : []),
      ]),
      ...(problems.length > shown.length
        ? [`  … and ${problems.length - shown.length} more; --all lists them`]
        : []),
      '',
    ];
  });
  if (report.terms !== undefined) lines.push(...termLines(report.terms));
  lines.push(formatCounts(report));
  return lines.join('\n');
}

function termLines(terms: string): readonly string[] {
  if (terms === '') return ['No names that are nearly one.', ''];
  return ['Names that are probably one, as lines for _data/aliases.yaml:', '', terms, ''];
}

/** The last line: what was checked and what was found. */
export function formatCounts({ posts, drafts, problems }: CheckReport): string {
  const counts = countProblems(problems);
  const found = (['error', 'warning', 'notice'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => plural(counts[severity], severity));
  const checked = `${posts.toLocaleString('en-US')} post${posts === 1 ? '' : 's'}${drafts > 0 ? ` (${plural(drafts, 'draft')})` : ''}`;
  return `Checked ${checked}: ${found.length > 0 ? found.join(', ') : 'nothing to complain of'}`;
}

function plural(count: number, noun: Severity | 'draft'): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
