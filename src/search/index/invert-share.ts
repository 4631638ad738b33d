import { createInverter } from './invert-slice.ts';
import type { InversionSettings, InvertedSlice } from './invert-slice.ts';
import { packTexts } from './pack-texts.ts';
import type { PackedTexts } from './pack-texts.ts';
import type { SliceRange } from './part-reader.ts';
import type { SearchPart } from './part-store.ts';
import { RunCache } from './run-cache.ts';

/** What a thread does: jobs that no other has taken, until there are none. */
export interface InversionShare {
  readonly settings: InversionSettings;
  /** Job 0 packs the texts; job n inverts run n - 1. */
  readonly runs: readonly SliceRange[];
  readonly parts: readonly SearchPart[];
  readonly cache?: RunCacheSettings;
  /** Number of the next job; shared by all threads. */
  readonly next: Int32Array;
}

interface RunCacheSettings {
  readonly folder: string;
  /** By run. */
  readonly keys: readonly string[];
}

export interface FinishedShare {
  readonly texts?: PackedTexts;
  readonly slices: readonly { readonly run: number; readonly slice: InvertedSlice }[];
}

/** Does jobs until there are none left. */
export function invertShare(share: InversionShare): FinishedShare {
  const { settings, runs, parts, next, cache } = share;
  const { partsDir, outputDir } = settings;
  const kept = cache && new RunCache(cache.folder, outputDir);
  const invert = createInverter(settings);
  const invertOnce = (run: number, range: SliceRange): InvertedSlice => {
    const key = cache?.keys[run];
    if (!kept || key === undefined) return invert(range);
    const known = kept.restore(key);
    if (known) return known;
    const slice = invert(range);
    kept.keep(key, slice);
    return slice;
  };
  const slices: { run: number; slice: InvertedSlice }[] = [];
  let texts: PackedTexts | undefined;
  try {
    for (let job = Atomics.add(next, 0, 1); job <= runs.length; job = Atomics.add(next, 0, 1)) {
      const range = runs[job - 1];
      if (range) slices.push({ run: job - 1, slice: invertOnce(job - 1, range) });
      else texts = packTexts({ partsDir, outputDir, parts });
    }
  } finally {
    kept?.close();
  }
  return { slices, ...(texts && { texts }) };
}
