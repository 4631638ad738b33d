import type { PartSources } from './collect-parts.ts';
import type { RunBase } from './run-plan.ts';

/** What several threads make of an index together, which takes long. Plain data. */
export interface IndexWork extends PartSources {
  /** Of the code, and of the table of variants. */
  readonly version: string;
  /** Absolute path of the index's own folder. */
  readonly outputDir: string;
  readonly threads: number;
  /** `workCells` numbers, 0 at first; shared by all threads. */
  readonly cells: Int32Array;
  /** Without it, no run is kept from build to build. */
  readonly runs?: RunSettings;
}

export interface RunSettings {
  /** Absolute path of the folder where they are kept. */
  readonly folder: string;
  /** See `RunPlan`. */
  readonly content: string;
  readonly base?: RunBase;
}
