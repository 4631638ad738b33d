import { cacheKey } from '../../store/segment.ts';
import { immutableName } from '../format.ts';
import type { InvertedRun } from './invert-run.ts';
import { KeptFiles } from './kept-files.ts';

/** A run that an earlier build has kept. */
export interface KeptRun {
  readonly run: InvertedRun;
  /** Bytes of its files, in the order of its shards. */
  readonly files: readonly Uint8Array[];
}

/**
 * The cache key of a run. @param contentHash of the index, see `RunPlan`. @param number of the run.
 */
export function runKey(contentHash: string, number: number): string {
  return cacheKey(contentHash, String(number));
}

/** Runs kept between builds, with their files. Each thread has its own instance. */
export class RunCache {
  readonly #kept: KeptFiles;

  /** See {@link KeptFiles}. */
  constructor(folder: string, outputDir: string) {
    this.#kept = new KeptFiles(folder, outputDir);
  }

  find(contentHash: string, number: number): KeptRun | undefined {
    const entry = this.#kept.find<InvertedRun>(runKey(contentHash, number));
    return entry && { run: entry.data, files: [...entry.files.values()] };
  }

  /**
   * Writes the files of a kept run into the index.
   * @returns undefined, with nothing written, when the run is missing or damaged.
   */
  restore(contentHash: string, number: number): InvertedRun | undefined {
    return this.#kept.restore(runKey(contentHash, number)) as InvertedRun | undefined;
  }

  /** Keeps a run that was written into the index. */
  keep(contentHash: string, number: number, run: InvertedRun): void {
    this.#kept.keep(runKey(contentHash, number), run, filesOf(run));
  }

  /** Makes the kept runs visible to other builds. */
  close(): void {
    this.#kept.close();
  }
}

function filesOf({ han, words }: InvertedRun): readonly string[] {
  return [
    ...han.map(({ checksum, length }) => immutableName('han', checksum, length)),
    ...words.map(({ checksum, length }) => immutableName('word', checksum, length)),
  ];
}
