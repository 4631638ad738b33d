import type { Problem } from '../content/problem.ts';
import { formatLeftOut } from './format-report.ts';
import { sizeText } from './limit-use.ts';
import { formatNumbers, plural } from './group-problems.ts';
import type { Phase } from './types.ts';

/** What `ingest` did, for people and machines: `--format json` prints it as it is. */
export interface IngestReport {
  /** Whether a build of these posts would publish them. */
  readonly ok: boolean;
  /** The share of the posts that was read, e.g. `1/3`; absent if all were. */
  readonly shard?: string;
  /** Posts that the cache has now. */
  readonly posts: number;
  /** Those of them that it lacked before. */
  readonly rendered: number;
  readonly drafts: number;
  readonly future: number;
  /** Posts left out because of errors. */
  readonly rejected: number;
  readonly seconds: number;
  readonly peakMemoryBytes: number;
  readonly phases: readonly Phase[];
  readonly problems: readonly Problem[];
}

/**
 * Formats the last lines of `ingest`.
 * @param cache the cache, as the user named it.
 */
export function formatIngest(report: IngestReport, cache: string): string {
  const { shard, posts, rendered, seconds, peakMemoryBytes, phases, problems } = report;
  const share = shard === undefined ? '' : ` of shard ${shard}`;
  const numbers = formatNumbers(problems);
  return [
    `${cache} has ${plural(posts, 'post')}${share}: ${rendered} rendered now, ` +
      `${posts - rendered} kept before`,
    formatLeftOut(report),
    `${seconds.toFixed(1)} s, peak memory ${sizeText(peakMemoryBytes)}`,
    phases.map((phase) => `${phase.name} ${phase.seconds.toFixed(1)} s`).join(' · '),
    numbers === '' ? 'No problems' : `Problems: ${numbers}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
