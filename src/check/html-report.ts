import type { Problem } from '../content/problem.ts';
import { escapeHtml } from '../markdown/tokens.ts';
import type { CheckReport } from './check-corpus.ts';
import { formatCounts } from './format-check.ts';
import { groupProblems, placeOf, type ProblemGroup } from '../report/group-problems.ts';
import { printableLines } from '../report/printable.ts';

const styles = `
:root { color-scheme: light dark; --line: light-dark(#ddd6c8, #3d3a35);
  --quiet: light-dark(#6a645a, #a8a296); }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif;
  color: light-dark(#23201b, #e6e1d8); background: light-dark(#fbf9f4, #1b1a18); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
table { border-collapse: collapse; }
td, th { padding: .2rem 1rem .2rem 0; text-align: left; border-bottom: 1px solid var(--line); }
td:nth-child(n+3) { text-align: right; font-variant-numeric: tabular-nums; }
details { margin: .75rem 0; border: 1px solid var(--line); border-radius: .4rem;
  padding: .4rem .9rem; }
summary { cursor: pointer; } summary b { font-weight: 600; }
ol { list-style: none; padding: 0; margin: .6rem 0; }
li { padding: .35rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
code, pre { font: .875em/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid var(--line); border-radius: .4rem; }
.place { display: block; color: var(--quiet); } .hint, .count { color: var(--quiet); }
.error b { color: light-dark(#a3231b, #ff9a90); }
.warning b { color: light-dark(#8a5a00, #f0c060); }
@media print { details { break-inside: avoid; } }
`;

/**
 * Formats a check as one HTML page without other files, to be sent, kept by a CI
 * job, or read offline.
 * @returns parts of the page.
 */
export function* htmlReport(report: CheckReport, title: string): Generator<string> {
  const groups = groupProblems(report.problems);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}: corpus check</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>${escapeText(title)}: corpus check</h1>
<p>${formatCounts(report)}.</p>
${summaryTable(groups)}`;
  for (const group of groups) yield* groupSection(group);
  yield `${termsSection(report.terms)}</main>
</body>
</html>
`;
}

function summaryTable(groups: readonly ProblemGroup[]): string {
  if (groups.length === 0) return '';
  const rows = groups.map(
    (group) =>
      `<tr><td>${group.severity}</td><td><a href="#${idOf(group)}">${group.code}</a></td>` +
      `<td>${group.problems.length.toLocaleString('en-US')}</td>` +
      `<td>${group.files.toLocaleString('en-US')}</td></tr>\n`,
  );
  return `<table>
<thead><tr><th scope="col">Severity</th><th scope="col">Kind</th><th scope="col">Problems</th>
<th scope="col">Files</th></tr></thead>
<tbody>
${rows.join('')}</tbody>
</table>
`;
}

function* groupSection(group: ProblemGroup): Generator<string> {
  const { code, severity, problems } = group;
  const count = `${problems.length.toLocaleString('en-US')} × ${severity}`;
  yield `<details id="${idOf(group)}" class="${severity}"${severity === 'error' ? ' open' : ''}>
<summary><b>${code}</b> <span class="count">${count}</span></summary>
<ol>
`;
  for (const problem of problems) yield problemItem(problem);
  yield '</ol>\n</details>\n';
}

function problemItem(problem: Problem): string {
  const hint =
    problem.hint === undefined ? '' : ` <span class="hint">${escapeText(problem.hint)}</span>`;
  return (
    `<li><code class="place">${escapeText(placeOf(problem))}</code>` +
    `${escapeText(problem.message)}${hint}</li>\n`
  );
}

function termsSection(terms: string | undefined): string {
  if (terms === undefined) return '';
  const text =
    terms === ''
      ? '<p>There are no similar names.</p>'
      : '<p>Lines for <code>_data/aliases.yaml</code> beside the settings; take over those that ' +
        'are right.</p>\n' +
        `<pre>${escapeText(terms)}</pre>`;
  return `<h2>Names that probably mean the same</h2>\n${text}\n`;
}

function idOf({ code, severity }: ProblemGroup): string {
  return `${severity}-${code}`;
}

/** Also escapes control and bidirectional characters, which a browser would hide or obey. */
function escapeText(text: string): string {
  return escapeHtml(printableLines(text));
}
