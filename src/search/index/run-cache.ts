import { cacheKey } from '../../store/segment.ts';
import { immutableName } from '../format.ts';
import type { InvertedSlice } from './invert-slice.ts';
import { KeptFiles } from './kept-files.ts';

/** A run of an earlier build. */
export interface KeptRun {
  readonly slice: InvertedSlice;
  /** The bytes of its files, shard by shard. */
  readonly files: readonly Uint8Array[];
}

/** What a run is kept under. @param content of the index, see `RunPlan`. */
export function runKey(content: string, run: number): string {
  return cacheKey(content, String(run));
}

/** Inverted runs of earlier builds with their files. One for each thread. */
export class RunCache {
  readonly #kept: KeptFiles;

  /** See {@link KeptFiles}. */
  constructor(folder: string, outputDir: string) {
    this.#kept = new KeptFiles(folder, outputDir);
  }

  find(content: string, run: number): KeptRun | undefined {
    const entry = this.#kept.find<InvertedSlice>(runKey(content, run));
    return entry && { slice: entry.told, files: [...entry.files.values()] };
  }

  /**
   * Writes the files of a run into the index.
   * @returns undefined, and nothing is written, when it is not in the cache.
   */
  restore(content: string, run: number): InvertedSlice | undefined {
    return this.#kept.restore(runKey(content, run)) as InvertedSlice | undefined;
  }

  /** Keeps a run that was written into the index. */
  keep(content: string, run: number, slice: InvertedSlice): void {
    this.#kept.keep(runKey(content, run), slice, filesOf(slice));
  }

  /** Lets other builds find what was kept. */
  close(): void {
    this.#kept.close();
  }
}

function filesOf({ han, words }: InvertedSlice): readonly string[] {
  return [
    ...han.map(({ checksum, length }) => immutableName('han', checksum, length)),
    ...words.map(({ checksum, length }) => immutableName('word', checksum, length)),
  ];
}
