import type { Problem } from '../content/problem.ts';
import type { Outcome } from '../content/read-post.ts';
import type { HostUse } from './limit-use.ts';
import type { KindSize } from './size-kinds.ts';

/** What one phase of a build cost. */
export interface Phase {
  readonly name: string;
  readonly seconds: number;
  /** When it ended, as ISO 8601 in UTC. */
  readonly endedAt: string;
  /** Processor time of all threads, in seconds. */
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
  /** Unlisted posts: they have a page, but no list shows them. */
  readonly excluded: number;
  /** Posts left out because of errors. */
  readonly rejected: number;
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  /** What the files are, and what each kind takes. Empty when nothing was written. */
  readonly sizes: readonly KindSize[];
  /** How far the site is from the limits of its host; absent where the settings name none. */
  readonly host?: HostUse;
  readonly seconds: number;
  readonly peakMemoryBytes: number;
  readonly phases: readonly Phase[];
  readonly problems: readonly Problem[];
}

/** Number of files read, by their outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** Stages of a build that report progress. */
export type ProgressStage = 'read' | 'index' | 'gather' | 'write';

/** Called with the progress of a build; `total` is 0 if it is not known. */
export type ProgressListener = (stage: ProgressStage, done: number, total: number) => void;
