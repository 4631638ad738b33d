import { percentile } from '../measure/percentile.ts';
import type { QueryFigures } from './measure-query.ts';
import type { BrowserFigures } from './in-browser.ts';
import type { PreparedIndex } from './prepare.ts';

/** What the index costs. */
export function buildLines(index: PreparedIndex): string {
  const { stats, htmlBytes, partSeconds, partBytes } = index;
  const { writeSeconds, writeCpuSeconds, writeMemoryBytes } = index;
  const mega = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const share = (bytes: number) => `${((bytes / htmlBytes) * 100).toFixed(1)} % of HTML`;
  return [
    `${stats.documents} documents, ${mega(htmlBytes)} of HTML, ${stats.postings} postings, ` +
      `${stats.files} files`,
    `index ${mega(stats.indexBytes)} (${share(stats.indexBytes)}), ` +
      `${mega(stats.indexFileBytes)} compressed`,
    `text ${mega(stats.textFileBytes)} compressed (${share(stats.textFileBytes)})`,
    `parts ${partSeconds.toFixed(1)} s of processor time, ${mega(partBytes)}; written in ` +
      `${writeSeconds.toFixed(1)} s (${writeCpuSeconds.toFixed(1)} s of processor time) with ` +
      `${mega(writeMemoryBytes)} more memory`,
  ].join('\n');
}

/** Times in Chromium. */
export function browserLine(figures: readonly BrowserFigures[]): string {
  const percentiles = (values: readonly number[]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (part: number) => percentile(sorted, part).toFixed(0);
    return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
  };
  const first = percentiles(figures.map(({ firstMilliseconds }) => firstMilliseconds));
  const final = percentiles(figures.map(({ finalMilliseconds }) => finalMilliseconds));
  return (
    `In Chromium, ${String(figures.length)} queries: first result ${first}; all of the first ` +
    `page ${final}`
  );
}

/** Figures by kind of query. */
export function figureTable(figures: readonly QueryFigures[]): string {
  const groups = new Map<string, QueryFigures[]>();
  for (const figure of figures) {
    const { group } = figure.sample;
    groups.set(group, [...(groups.get(group) ?? []), figure]);
  }
  const header =
    '| query | n | recall | shown right | candidate precision p50 / p25 / mean | exact ' +
    'counts | files p50 / p95 | KB p50 / p95 | without text | without ranges | first ms ' +
    'p50 / p95 | final ms p50 / p95 |';
  const rows = [...groups, ['all', figures] as const].map(([group, own]) => row(group, own));
  return [header, header.replace(/[^|]+/g, '---'), ...rows].join('\n');
}

function row(group: string, figures: readonly QueryFigures[]): string {
  const pick = (value: (figure: QueryFigures) => number) =>
    figures.map(value).sort((a, b) => a - b);
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const pair = (value: (figure: QueryFigures) => number, digits = 0) =>
    `${percentile(pick(value), 0.5).toFixed(digits)} / ` +
    percentile(pick(value), 0.95).toFixed(digits);
  const precision = pick((figure) => figure.candidatePrecision);
  const matching = sum(pick((figure) => figure.matching));
  const missed = sum(pick((figure) => figure.missed));
  const wrong = sum(pick((figure) => figure.wrong + Math.abs(figure.short)));
  const counted = figures.filter(({ exactCount }) => exactCount);
  const cells = [
    group,
    figures.length,
    matching === 0 ? '1.00' : (1 - missed / matching).toFixed(6).replace(/0{4}$/, ''),
    wrong === 0 ? 'all' : `${wrong} not`,
    `${percentile(precision, 0.5).toFixed(2)} / ${percentile(precision, 0.25).toFixed(2)} ` +
      `/ ${(sum(precision) / precision.length).toFixed(2)}`,
    `${((counted.length / figures.length) * 100).toFixed(0)} %`,
    pair(({ files }) => files),
    pair(({ bytes }) => bytes / 1000),
    pair(({ bytes, textBytes }) => (bytes - textBytes) / 1000),
    pair(({ bytesWithoutRanges }) => bytesWithoutRanges / 1000),
    pair(({ firstMilliseconds }) => firstMilliseconds),
    pair(({ finalMilliseconds }) => finalMilliseconds),
  ];
  return `| ${cells.join(' | ')} |`;
}
