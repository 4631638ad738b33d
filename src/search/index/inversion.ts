import { mkdirSync } from 'node:fs';
import { shardSize } from '../format.ts';
import { workerCount } from '../../workers/worker-count.ts';
import { startWorkers } from '../../workers/worker-pool.ts';
import type { IndexTask } from './index-worker.ts';
import { invertShare } from './invert-share.ts';
import type { FinishedShare, InversionShare } from './invert-share.ts';
import type { InversionSettings, InvertedSlice } from './invert-slice.ts';
import type { PackedTexts } from './pack-texts.ts';
import { noDocument, readBatches } from './part-reader.ts';
import type { SegmentBatches } from './part-reader.ts';
import type { SearchPart } from './part-store.ts';
import { runKeys } from './run-cache.ts';
import type { RunCacheOptions } from './run-cache.ts';
import { writeTables } from './write-index.ts';
import type { IndexTables, SearchIndexStats } from './write-index.ts';
import { sliceCount, sliceRuns } from './slices.ts';

export interface InversionOptions {
  /** Absolute path of the index's own folder; made if absent. */
  readonly outputDir: string;
  /** Where the workers' `PartStoreWriter`s wrote. */
  readonly partsDir: string;
  /** In the order of documents: newest first. */
  readonly parts: readonly SearchPart[];
  /** Worker threads; 0 inverts in this thread, which is faster for small sites. @default one per core but a busy caller's, above 1,000 documents */
  readonly threads?: number;
  /** Whether the caller only waits meanwhile. @default false */
  readonly isCallerIdle?: boolean;
  /** Without one, nothing is kept from build to build. */
  readonly cache?: RunCacheOptions;
}

/** What takes long of an index: postings and texts, which are written; the rest of the index names their files. */
interface InvertedParts {
  readonly texts: PackedTexts;
  readonly slices: readonly InvertedSlice[];
}

/** An inversion that goes on while its caller does other things. */
export interface Inversion {
  /** What the inverted runs are kept under; empty without a cache. */
  readonly runKeys: readonly string[];
  /** Completes the index, where the inversion was made; to be called once. */
  readonly complete: (tables: IndexTables) => Promise<SearchIndexStats>;
  /** Ends it early and waits until nothing is written any more. */
  readonly stop: () => Promise<void>;
}

/**
 * Inverts the parts of all posts. Threads take jobs from a counter of their own: whoever started them may be busy until the end, as a build is that makes
 * its pages meanwhile.
 */
export function startInversion(options: InversionOptions): Inversion {
  const { outputDir, partsDir, parts, threads = threadsFor(options) } = options;
  mkdirSync(outputDir, { recursive: true });
  const settings = inversionSettings(outputDir, partsDir, parts);
  const runs = sliceRuns(sliceSizes(settings.segments));
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { cache } = options;
  const share: InversionShare = {
    ...{ settings, runs, parts, next },
    ...(cache && {
      cache: {
        folder: cache.folder,
        keys: runKeys(runs, cache.content, settings),
      },
    }),
  };
  return threads === 0 ? invertHere(share) : invertInThreads(share, threads);
}

function threadsFor({ parts, isCallerIdle = false }: InversionOptions): number {
  if (parts.length <= 1000) return 0;
  return Math.max(1, workerCount(sliceCount) - (isCallerIdle ? 0 : 1));
}

function invertHere(share: InversionShare): Inversion {
  const done = Promise.resolve().then(() => joinShares([invertShare(share)]));
  return goingOn(share, done, {
    complete: async (tables) => writeTables(tables, { ...share.settings, ...(await done) }),
    stop: () => done.catch(() => undefined),
  });
}

function invertInThreads(share: InversionShare, threads: number): Inversion {
  const starting = startWorkers<IndexTask, FinishedShare | SearchIndexStats>('search', { threads });
  // Once: piscina takes a second call for the end of the first, and starts threads anew for those that end then.
  let ended: Promise<void> | undefined;
  const stop = () => (ended ??= starting.then(({ pool }) => pool.destroy()).catch(() => undefined));
  const run = async <Result>(task: IndexTask): Promise<Result> => {
    const { pool, failure } = await starting;
    return (await Promise.race([pool.run(task), failure])) as Result;
  };
  const shares = Array.from({ length: threads }, () => run<FinishedShare>({ share }));
  const done = Promise.all(shares).then(joinShares);
  done.catch(stop);
  const complete = async (tables: IndexTables): Promise<SearchIndexStats> => {
    const { outputDir, zones, shardBytes } = share.settings;
    try {
      const index = { outputDir, zones, shardBytes, ...(await done) };
      return await run<SearchIndexStats>({ tables, index });
    } finally {
      await stop();
    }
  };
  return goingOn(share, done, { complete, stop });
}

/** Whoever completes the index hears of a failure; until somebody does, it must not end the process. */
function goingOn(
  { cache }: InversionShare,
  done: Promise<InvertedParts>,
  { complete, stop }: Pick<Inversion, 'complete'> & { readonly stop: () => Promise<unknown> },
): Inversion {
  done.catch(() => undefined);
  return {
    runKeys: cache?.keys ?? [],
    complete,
    stop: async () => void (await stop()),
  };
}

function joinShares(shares: readonly FinishedShare[]): InvertedParts {
  const texts = shares.find((share) => share.texts)?.texts;
  if (!texts) throw new Error('No thread has packed the texts.');
  const slices = shares.flatMap((share) => share.slices).sort((a, b) => a.run - b.run);
  return { texts, slices: slices.map(({ slice }) => slice) };
}

function inversionSettings(
  outputDir: string,
  partsDir: string,
  parts: readonly SearchPart[],
): InversionSettings {
  const zones = Uint8Array.from(parts, ({ blockLengths }) => blockLengths.length - 1);
  const counts = new Map<string, number>();
  for (const { segment, number } of parts) {
    counts.set(segment, Math.max(counts.get(segment) ?? 0, number + 1));
  }
  const names = [...counts.keys()].sort();
  const documents = names.map((name) => new Uint32Array(counts.get(name) ?? 0).fill(noDocument));
  const bySegment = new Map(names.map((name, index) => [name, documents[index]]));
  for (const [document, { segment, number }] of parts.entries()) {
    const own = bySegment.get(segment);
    if (own) own[number] = document;
  }
  const segments = names.map((name) => readBatches(partsDir, name));
  const keyBytes = sliceSizes(segments).reduce((sum, size) => sum + size, 0);
  return { partsDir, outputDir, zones, shardBytes: shardSize(keyBytes), segments, documents };
}

/** Bytes of each slice over all posts. */
function sliceSizes(segments: readonly SegmentBatches[]): number[] {
  const sizes = Array.from({ length: sliceCount }, () => 0);
  for (const { lengths } of segments) {
    for (const [at, length] of lengths.entries()) {
      const slice = at % sliceCount;
      sizes[slice] = (sizes[slice] ?? 0) + length;
    }
  }
  return sizes;
}
