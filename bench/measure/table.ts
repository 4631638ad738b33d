import { ratios } from './summary.ts';
import type { Result } from './summary.ts';

/**
 * The results as an aligned table, one column per contestant and corpus, then ratios and phases.
 */
export function resultTable(results: readonly Result[]): string {
  const rows: string[][] = [
    ['', ...results.map(({ contestant }) => contestant)],
    row(results, 'build', ({ mode }) => mode),
    row(results, 'posts in', ({ corpus }) => count(corpus.posts)),
    row(results, 'wall', ({ wallSeconds }) => `${wallSeconds.toFixed(2)} s`),
    row(results, 'CPU', ({ cpuSeconds }) => `${cpuSeconds.toFixed(2)} s`),
    row(results, 'peak RSS', ({ peakMemoryBytes }) => megabytes(peakMemoryBytes)),
    row(results, 'per post', ({ millisecondsPerPost }) => `${millisecondsPerPost.toFixed(2)} ms`),
    row(results, 'pages', ({ pages }) => count(pages)),
    row(results, 'files', ({ files }) => count(files)),
    row(results, 'output', ({ bytes }) => megabytes(bytes)),
    ...changeRows(results),
  ];
  const parts = [aligned(rows)];
  for (const result of results) {
    if (result.phases.length > 0) parts.push(phaseTable(result));
    if (result.failure !== undefined) parts.push(`${result.contestant} FAILED: ${result.failure}`);
  }
  return parts.join('\n\n');
}

/** What has to be uploaded and removed after a build, where a site of the posts before is known. */
function changeRows(results: readonly Result[]): string[][] {
  if (results.every(({ changes }) => changes === undefined)) return [];
  const kinds = ['added', 'changed', 'removed'] as const;
  return kinds.map((kind) =>
    row(results, `files ${kind}`, ({ changes }) =>
      changes ? `${count(changes[kind].files)}, ${megabytes(changes[kind].bytes)}` : '',
    ),
  );
}

/** Ratios of the first result to the second. */
export function ratioLine(one: Result, other: Result): string {
  const { wall, cpu, memory, bytes } = ratios(one, other);
  const parts = [`wall ${wall.toFixed(2)}`, `CPU ${cpu.toFixed(2)}`];
  if (memory !== undefined) parts.push(`peak RSS ${memory.toFixed(2)}`);
  parts.push(`output ${bytes.toFixed(2)}`);
  return `${one.contestant} / ${other.contestant}: ${parts.join(' · ')}`;
}

/** Time per post over several sizes, and how it grows from the first. */
export function scalingTable(results: readonly Result[]): string {
  const first = results[0];
  const rows = [
    ['posts', 'contestant', 'build', 'wall', 'per post', 'to first', 'peak RSS', 'files'],
  ];
  for (const result of results) {
    const base =
      results.find(
        ({ contestant, mode }) => contestant === result.contestant && mode === result.mode,
      ) ?? first;
    const growth = result.millisecondsPerPost / (base?.millisecondsPerPost ?? 1);
    rows.push([
      count(result.corpus.posts),
      result.contestant,
      result.mode,
      `${result.wallSeconds.toFixed(2)} s`,
      `${result.millisecondsPerPost.toFixed(2)} ms`,
      growth.toFixed(2),
      megabytes(result.peakMemoryBytes),
      count(result.files),
    ]);
  }
  const failures = results.flatMap(({ contestant, corpus, failure }) =>
    failure === undefined ? [] : [`${contestant}, ${corpus.name} FAILED: ${failure}`],
  );
  return [aligned(rows), ...failures].join('\n\n');
}

function phaseTable({ contestant, mode, phases, wallSeconds }: Result): string {
  const rows = phases.map(({ name, seconds, cpuSeconds, peakMemoryBytes, output }) => [
    `  ${name}`,
    `${seconds.toFixed(2)} s`,
    `${((100 * seconds) / wallSeconds).toFixed(0)} %`,
    cpuSeconds === undefined ? '' : `${cpuSeconds.toFixed(2)} s CPU`,
    peakMemoryBytes === undefined ? '' : `peak ${megabytes(peakMemoryBytes)}`,
    ...(output ? [`${count(output.files)} files`, megabytes(output.bytes)] : []),
  ]);
  return `${contestant}, ${mode}, by phase\n${aligned(rows)}`;
}

function row(
  results: readonly Result[],
  label: string,
  cell: (result: Result) => string,
): string[] {
  return [label, ...results.map(cell)];
}

/** Aligns the first column to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const pad = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((cells) => cells.map(pad).join('  ').trimEnd()).join('\n');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '–' : `${count(Math.round(bytes / 1e6))} MB`;
}
