import type { IndexWork } from './index-work.ts';
import { isDeepStrictEqual } from 'node:util';
import { SegmentReader } from '../../store/segment-reader.ts';
import { Barrier } from '../../workers/barrier.ts';
import { shardSize } from '../format.ts';
import { collectedParts, collectParts } from './collect-parts.ts';
import type { PartPlace } from './collect-parts.ts';
import { createInverter } from './invert-run.ts';
import type { InvertedRun } from './invert-run.ts';
import { findKeptParts } from './kept-parts.ts';
import type { KeptParts } from './kept-parts.ts';
import { DamagedTexts, packTexts } from './pack-texts.ts';
import type { PackedTexts } from './pack-texts.ts';
import { readKeys } from './part-reader.ts';
import type { SliceRange } from './part-reader.ts';
import { patchRun } from './patch-run.ts';
import { RunCache } from './run-cache.ts';
import type { RunBase } from './run-plan.ts';
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
  readonly shardBytes: number;
  /** From the thread that packed the texts. */
  readonly texts?: PackedTexts & { readonly parts: readonly PartPlace[] };
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
  const { outputDir, partsDir, threads, counters, runs } = work;
  const barrier = new Barrier(counters.subarray(counter.arrivals, 1), threads);
  const cache = runs && new RunCache(runs.folder, outputDir);
  const texts = new SegmentReader(partsDir);
  const tools = { barrier, cache, texts };
  try {
    // Opens the segments now, so that no other build removes one before its texts are packed.
    texts.holdAll();
    const base = runs?.base;
    if (base) {
      const share = attempt(work, thread, tools, 0, base);
      barrier.wait();
      if (Atomics.load(counters, counter.failures) === 0) return share;
    }
    return attempt(work, thread, tools, 1);
  } finally {
    texts.close();
    cache?.close();
  }
}

interface Tools {
  readonly barrier: Barrier;
  readonly cache: RunCache | undefined;
  readonly texts: SegmentReader;
}

/**
 * Takes jobs until none is left: job 0 packs the texts, job n makes run n - 1.
 * @param round of the attempt; each has its own counters.
 * @param base kept runs to start from; without it all documents are inverted. If they do not
 * suffice, the failure is counted and the returned share is incomplete.
 */
function attempt(
  work: IndexWork,
  thread: number,
  { barrier, cache, texts }: Tools,
  round: 0 | 1,
  base?: RunBase,
): FinishedShare {
  const { outputDir, workDir, threads, counters, runs } = work;
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
    return { runs: [], sizes: [], shardBytes: 0 };
  };
  const kept = base && findKeptParts(base, work);
  if (base && !kept) return fail();
  const { parts, sizes } = kept ?? collectedParts(workDir, threads);
  const ranges = divideIntoRuns(sizes);
  const shardBytes = shardSize(sum(sizes));
  const zones = zonesOf(parts.map(({ blockLengths }) => blockLengths));
  const layout = { outputDir, zones, shardBytes };
  const make =
    base && kept
      ? cache && runsByPatching(base, kept, cache, ranges, layout)
      : runsByInversion(createInverter({ ...readKeys(workDir, parts), ...layout }));
  if (!make) return fail();
  const done: { number: number; run: InvertedRun }[] = [];
  let packed: FinishedShare['texts'];
  for (let job = nextJob(); job <= ranges.length && !(base && hasFailed()); job = nextJob()) {
    const range = ranges[job - 1];
    if (!range) {
      packed = packedTexts(parts, texts, outputDir, base !== undefined);
      if (!packed) return fail();
      continue;
    }
    const number = job - 1;
    const run = make(number, range);
    if (!run) return fail();
    if (runs && base?.contentHash !== runs.contentHash) {
      cache?.keep(runs.contentHash, number, run);
    }
    done.push({ number, run });
  }
  return { runs: done, sizes, shardBytes, ...(packed && { texts: packed }) };
}

/**
 * @param mayBeDamaged whether damaged texts can be made anew. @returns undefined if they
 * are damaged.
 */
function packedTexts(
  parts: readonly PartPlace[],
  texts: SegmentReader,
  outputDir: string,
  mayBeDamaged: boolean,
): FinishedShare['texts'] {
  try {
    return { ...packTexts(parts, texts, outputDir), parts };
  } catch (error) {
    if (mayBeDamaged && error instanceof DamagedTexts) return undefined;
    throw error;
  }
}

type MakeRun = (number: number, range: SliceRange) => InvertedRun | undefined;

function runsByInversion(invert: (range: SliceRange) => InvertedRun): MakeRun {
  return (_, range) => invert(range);
}

/**
 * Makes runs by patching those of an earlier build.
 * @returns undefined when the slices were divided into runs in another way.
 */
function runsByPatching(
  { contentHash }: RunBase,
  { plan, changes }: KeptParts,
  cache: RunCache,
  ranges: readonly SliceRange[],
  layout: { outputDir: string; zones: Uint8Array; shardBytes: number },
): MakeRun | undefined {
  if (changes.length === 0) return (number) => cache.restore(contentHash, number);
  const isAlike =
    shardSize(sum(plan.sizes)) === layout.shardBytes &&
    isDeepStrictEqual(divideIntoRuns(plan.sizes), ranges);
  if (!isAlike) return undefined;
  const settings = { ...layout, zonesBefore: zonesOf(plan.blockLengths), changes };
  return (number, range) => {
    const kept = cache.find(contentHash, number);
    return kept && patchRun(range, kept, settings);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
