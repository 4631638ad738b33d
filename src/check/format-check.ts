import type { Severity } from '../content/problem.ts';
import type { CheckReport } from './check-corpus.ts';
import { countProblems, groupProblems, placeOf } from '../report/group-problems.ts';
import { printableLines, printableText } from '../report/printable.ts';

/** Maximum problems of one kind that are listed; errors are all listed. */
const listedProblems = 10;

/**
 * Formats a check for a terminal: grouped by kind, errors first. Each problem begins with
 * `file:line:column`.
 * @param all list every problem, however many there are of a kind.
 * @returns lines with their line breaks.
 */
export function* formatCheck(report: CheckReport, all = false): Generator<string> {
  const most = all ? Infinity : listedProblems;
  for (const { code, severity, problems } of groupProblems(report.problems)) {
    const hints = new Set(problems.map(({ hint }) => hint));
    const [onlyHint] = hints.size === 1 ? hints : [];
    const shownHint = onlyHint === undefined ? '' : `  ${printableText(onlyHint)}`;
    yield `${code} (${plural(problems.length, severity)})${shownHint}\n`;
    const shown = severity === 'error' ? problems : problems.slice(0, most);
    for (const problem of shown) {
      yield `  ${placeOf(problem)}  ${printableText(problem.message)}\n`;
      if (problem.hint === undefined || onlyHint !== undefined) continue;
      yield `      ${printableText(problem.hint)}\n`;
    }
    const hidden = problems.length - shown.length;
    if (hidden > 0) yield `  … and ${hidden} more; --all lists them\n`;
    yield '\n';
  }
  if (report.terms !== undefined) yield termLines(report.terms);
  yield `${formatCounts(report)}\n`;
}

function termLines(terms: string): string {
  if (terms === '') return 'There are no similar names.\n\n';
  const lines = printableLines(terms);
  return `Names that probably mean the same, as lines for _data/aliases.yaml:\n\n${lines}\n\n`;
}

/** Formats the last line: what was checked, and how many problems were found. */
export function formatCounts({ posts, drafts, problems }: CheckReport): string {
  const counts = countProblems(problems);
  const found = (['error', 'warning', 'notice'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => plural(counts[severity], severity));
  const checked =
    `${posts.toLocaleString('en-US')} ` +
    `post${posts === 1 ? '' : 's'}${drafts > 0 ? ` (${plural(drafts, 'draft')})` : ''}`;
  return `Checked ${checked}: ${found.length > 0 ? found.join(', ') : 'no problems'}`;
}

function plural(count: number, noun: Severity | 'draft'): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
