import { isDeepStrictEqual } from 'node:util';
import { SegmentReader } from '../../store/segment-reader.ts';
import { Barrier } from '../../workers/barrier.ts';
import { immutableName, shardSize } from '../format.ts';
import { collectedParts, collectParts, type IndexWork } from './collect-parts.ts';
import { createInverter, type InvertedRun } from './invert-run.ts';
import { KeptFiles } from './kept-files.ts';
import { findKeptParts, type KeptParts } from './kept-parts.ts';
import { packTexts, type PackedTexts } from './pack-texts.ts';
import type { SliceRange } from './part-reader.ts';
import { patchRun } from './patch-run.ts';
import { runKey, type RunBase } from './run-plan.ts';
import type { ShardLayout } from './shard-writer.ts';
import { divideIntoRuns } from './slices.ts';
import { zonesOf } from './write-index.ts';

/** The share of one thread; `thread` counts from 0. */
export interface IndexShare {
  readonly work: IndexWork;
  readonly thread: number;
}

/** What a thread has made. Plain data. */
export interface FinishedShare {
  /** The runs that it made. */
  readonly runs: readonly { readonly number: number; readonly run: InvertedRun }[];
  /** Bytes of each slice, summed over all documents. */
  readonly sizes: readonly number[];
  /** From the thread that packed the texts. */
  readonly texts?: PackedTexts;
}

/**
 * Places in `IndexWork.counters`: arrivals at the barrier; threads that could not build on the kept
 * runs; and, for each of the two attempts, the next batch of parts and the next job.
 */
const counter = { arrivals: 0, failures: 1, batch: 2, job: 4 } as const;
export const counterCount = 6;

/**
 * Does one thread's share of the index: first from the runs of an earlier build, then, if any
 * thread fails at that, from the parts of all documents.
 */
export function indexShare({ work, thread }: IndexShare): FinishedShare {
  const { outputDir, partsDir, workDir, threads, counters, runs } = work;
  const barrier = new Barrier(counters.subarray(counter.arrivals, 1), threads);
  const cache = runs && new KeptFiles(runs.folder, outputDir);
  const texts = new SegmentReader(partsDir);
  const keys = new SegmentReader(workDir);
  const tools = { barrier, cache, texts, keys };
  try {
    // Opens the segments now, so that no other build removes one before its texts are packed.
    texts.holdAll();
    const base = runs?.base;
    if (base) {
      const share = attempt(work, thread, tools, base);
      barrier.wait();
      if (Atomics.load(counters, counter.failures) === 0) return share;
    }
    return attempt(work, thread, tools);
  } finally {
    texts.close();
    keys.close();
    cache?.close();
  }
}

interface Tools {
  readonly barrier: Barrier;
  readonly cache: KeptFiles | undefined;
  readonly texts: SegmentReader;
  readonly keys: SegmentReader;
}

/**
 * Takes jobs until none is left: job 0 packs the texts, job n makes run n - 1.
 * @param base kept runs to start from; without it all documents are inverted. If they do not
 * suffice, the failure is counted and the returned share is incomplete.
 */
function attempt(
  work: IndexWork,
  thread: number,
  { barrier, cache, texts, keys }: Tools,
  base?: RunBase,
): FinishedShare {
  const { outputDir, workDir, threads, counters, runs } = work;
  // Each attempt has its own counters.
  const round = base ? 0 : 1;
  const nextJob = () => Atomics.add(counters, counter.job + round, 1);
  const batch = counter.batch + round;
  collectParts(work, thread, {
    chosen: base ? base.changes.map(({ document }) => document) : [...work.documents.keys()],
    next: counters.subarray(batch, batch + 1),
    withKeys: base === undefined,
  });
  barrier.wait();

  const hasFailed = () => Atomics.load(counters, counter.failures) > 0;
  const fail = (): FinishedShare => {
    Atomics.add(counters, counter.failures, 1);
    return { runs: [], sizes: [] };
  };
  const kept = base && findKeptParts(base, work);
  if (base && !kept) return fail();
  const { parts, sizes, batches } = kept ?? collectedParts(workDir, threads);
  const ranges = divideIntoRuns(sizes);
  const zones = zonesOf(parts.map(({ blockLengths }) => blockLengths));
  const layout = { outputDir, zones, shardBytes: shardSize(sizes) };
  const make = kept
    ? cache && runsByPatching(kept, cache, ranges, layout)
    : createInverter(keys, batches, layout);
  if (!make) return fail();
  const done: { number: number; run: InvertedRun }[] = [];
  let packed: PackedTexts | undefined;
  for (let job = nextJob(); job <= ranges.length && !(base && hasFailed()); job = nextJob()) {
    const number = job - 1;
    const range = ranges[number];
    if (!range) {
      try {
        packed = packTexts(parts, texts, outputDir);
      } catch (error) {
        // Texts of an earlier build that are damaged can be made anew.
        if (base) return fail();
        throw error;
      }
      continue;
    }
    const run = make(range, number);
    if (!run) return fail();
    if (runs && base?.contentHash !== runs.contentHash) {
      const names = run.shards.map((shard) => immutableName(run.kind, shard));
      cache?.keep(runKey(runs.contentHash, number), run, names);
    }
    done.push({ number, run });
  }
  return { runs: done, sizes, ...(packed && { texts: packed }) };
}

/**
 * Makes runs by patching those of an earlier build.
 * @returns undefined when the slices were divided into runs in another way.
 */
function runsByPatching(
  { plan, changes }: KeptParts,
  cache: KeptFiles,
  ranges: readonly SliceRange[],
  layout: ShardLayout,
): ((range: SliceRange, number: number) => InvertedRun | undefined) | undefined {
  const keyOf = (number: number) => runKey(plan.contentHash, number);
  if (changes.length === 0) {
    return (_, number) => cache.restore(keyOf(number)) as InvertedRun | undefined;
  }
  const isAlike =
    shardSize(plan.sizes) === layout.shardBytes &&
    isDeepStrictEqual(divideIntoRuns(plan.sizes), ranges);
  if (!isAlike) return undefined;
  const settings = { ...layout, zonesBefore: zonesOf(plan.blockLengths), changes };
  return (range, number) => {
    const kept = cache.find<InvertedRun>(keyOf(number));
    return kept && patchRun(range, kept, settings);
  };
}
