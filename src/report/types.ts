import type { Problem } from '../content/problem.ts';
import type { Outcome } from '../content/read-post.ts';

/** Time one part of a build took. */
export interface Phase {
  readonly name: string;
  readonly seconds: number;
  /** When it ended, as ISO 8601 in UTC. */
  readonly endedAt: string;
  /** Processor time of all threads. */
  readonly cpuSeconds: number;
  /** Highest resident memory of the process so far, in bytes. */
  readonly peakMemoryBytes: number;
}

/** What a build did, for people and machines: `--format json` prints it as it is. */
export interface BuildReport {
  readonly ok: boolean;
  /** Posts with a page. */
  readonly posts: number;
  readonly drafts: number;
  readonly future: number;
  /** Published posts that stand in no list. */
  readonly excluded: number;
  /** Posts left out because of errors. */
  readonly rejected: number;
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly peakMemoryBytes: number;
  readonly phases: readonly Phase[];
  readonly problems: readonly Problem[];
}

/** Files read, by what became of them. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export type ProgressStage = 'read' | 'gather' | 'write';

/** Hears how far a build is; `total` is 0 where it is not known. */
export type ProgressListener = (stage: ProgressStage, done: number, total: number) => void;
