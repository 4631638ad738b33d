import type { CheckReport } from './check-corpus.ts';
import { formatKinds } from '../report/format-kinds.ts';
import {
  formatNumbers,
  groupByHint,
  groupProblems,
  placeOf,
  plural,
} from '../report/group-problems.ts';
import { printableLines, printableText } from '../report/printable.ts';

/** Maximum problems of one kind that are listed; errors are all listed. */
const listedProblems = 10;

/**
 * Formats a check for a terminal: a table of the kinds of problems, then the problems of each,
 * errors first. Each problem begins with `file:line:column`. A hint that all problems of a kind
 * share stands beside the kind, any other below the problems that have it.
 * @param all list every problem, however many there are of a kind.
 * @returns lines with their line breaks.
 */
export function* formatCheck(report: CheckReport, all = false): Generator<string> {
  const most = all ? Infinity : listedProblems;
  const groups = groupProblems(report.problems);
  if (groups.length > 0) yield `${formatKinds(groups)}\n`;
  for (const { code, severity, problems } of groups) {
    const hints = new Set(problems.map(({ hint }) => hint));
    const [onlyHint] = hints.size === 1 ? hints : [];
    const shownHint = onlyHint === undefined ? '' : `  ${printableText(onlyHint)}`;
    yield `${code} (${plural(problems.length, severity)})${shownHint}\n`;
    const shown = severity === 'error' ? problems : problems.slice(0, most);
    for (const alike of groupByHint(shown)) {
      for (const problem of alike) {
        yield `  ${placeOf(problem)}  ${printableText(problem.message)}\n`;
      }
      const hint = alike[0]?.hint;
      if (hint !== undefined && onlyHint === undefined) yield `      ${printableText(hint)}\n`;
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
  return (
    'Names that probably mean the same, as lines for _data/aliases.yaml beside the settings:' +
    `\n\n${lines}\n\n`
  );
}

/** Formats the last line: what was checked, and how many problems were found. */
export function formatCounts({ posts, drafts, problems }: CheckReport): string {
  const shownDrafts = drafts > 0 ? ` (${plural(drafts, 'draft')})` : '';
  const found = formatNumbers(problems) || 'no problems';
  return `Checked ${plural(posts, 'post')}${shownDrafts}: ${found}`;
}
