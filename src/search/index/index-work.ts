import type { PartSources } from './collect-parts.ts';
import type { RunBase } from './run-plan.ts';

/** The work that threads share to make an index. Plain data, but for the shared counters. */
export interface IndexWork extends PartSources {
  /** Hash of the code and of the variant table. */
  readonly version: string;
  /** Absolute path of the index folder. */
  readonly outputDir: string;
  readonly threads: number;
  /** `counterCount` numbers in shared memory, all 0 at first. */
  readonly counters: Int32Array;
  /** Absent when runs are not kept between builds. */
  readonly runs?: RunSettings;
}

/** Where runs are kept, and which ones to start from. */
export interface RunSettings {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** See `RunPlan`. */
  readonly contentHash: string;
  readonly base?: RunBase;
}
