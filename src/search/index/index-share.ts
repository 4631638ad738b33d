import type { IndexWork } from './index-work.ts';
import { isDeepStrictEqual } from 'node:util';
import { SegmentReader } from '../../store/segment-reader.ts';
import { Barrier } from '../../workers/barrier.ts';
import { shardSize } from '../format.ts';
import { collectedParts, collectParts } from './collect-parts.ts';
import type { SearchPart } from './collect-parts.ts';
import { createInverter } from './invert-slice.ts';
import type { InvertedSlice } from './invert-slice.ts';
import { findKeptParts } from './kept-parts.ts';
import type { KeptParts } from './kept-parts.ts';
import { DamagedTexts, packTexts } from './pack-texts.ts';
import type { PackedTexts } from './pack-texts.ts';
import { readKeys } from './part-reader.ts';
import type { SliceRange } from './part-reader.ts';
import { patchRun } from './patch-run.ts';
import { RunCache } from './run-cache.ts';
import type { RunBase } from './run-plan.ts';
import { sliceRuns } from './slices.ts';
import { zonesOf } from './write-index.ts';

/** One of its threads, counted from 0. */
export interface IndexShare {
  readonly work: IndexWork;
  readonly thread: number;
}

/** What was made. Plain data. */
export interface FinishedShare {
  /** The runs of this thread. */
  readonly slices: readonly { readonly run: number; readonly slice: InvertedSlice }[];
  /** Of all documents. */
  readonly sizes: readonly number[];
  readonly shardBytes: number;
  /** By the thread that packed them. */
  readonly texts?: PackedTexts & { readonly parts: readonly SearchPart[] };
}

/**
 * Cells of `IndexWork`: arrivals at the barrier, runs that an earlier build cannot help with, and
 * for two attempts the next batch of parts and the next job.
 */
const cell = { arrivals: 0, lost: 1, batch: 2, job: 4 } as const;
export const workCells = 6;

/** Does all that no other thread has taken. */
export function indexShare({ work, thread }: IndexShare): FinishedShare {
  const { outputDir, partsDir, threads, cells, runs } = work;
  const barrier = new Barrier(cells.subarray(cell.arrivals, 1), threads);
  const cache = runs && new RunCache(runs.folder, outputDir);
  const texts = new SegmentReader(partsDir);
  const tools = { barrier, cache, texts };
  try {
    // What is found there now is read again when texts are packed.
    texts.holdAll();
    const base = runs?.base;
    if (base) {
      const share = attempt(work, thread, tools, 0, base);
      barrier.wait();
      if (Atomics.load(cells, cell.lost) === 0) return share;
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
 * Takes jobs until there are none: job 0 packs the texts, job n makes run n - 1.
 * @param number of the attempt, which has counters of its own.
 * @param base runs to start from; without them all documents are inverted. What they cannot help
 * with is counted as lost, and the share is not whole then.
 */
function attempt(
  work: IndexWork,
  thread: number,
  { barrier, cache, texts }: Tools,
  number: 0 | 1,
  base?: RunBase,
): FinishedShare {
  const { outputDir, workDir, threads, cells, runs } = work;
  const nextJob = () => Atomics.add(cells, cell.job + number, 1);
  const batch = cell.batch + number;
  collectParts(work, thread, {
    chosen: base ? base.changes.map(({ document }) => document) : [...work.documents.keys()],
    next: cells.subarray(batch, batch + 1),
    withKeys: base === undefined,
  });
  barrier.wait();

  const isLost = () => Atomics.load(cells, cell.lost) > 0;
  const lose = (): FinishedShare => {
    Atomics.add(cells, cell.lost, 1);
    return { slices: [], sizes: [], shardBytes: 0 };
  };
  const kept = base && findKeptParts(base, work);
  if (base && !kept) return lose();
  const { parts, sizes } = kept ?? collectedParts(workDir, threads);
  const ranges = sliceRuns(sizes);
  const shardBytes = shardSize(sum(sizes));
  const zones = zonesOf(parts.map(({ blockLengths }) => blockLengths));
  const layout = { outputDir, zones, shardBytes };
  const make =
    base && kept
      ? cache && runsFrom(base, kept, cache, ranges, layout)
      : inverted(createInverter({ ...readKeys(workDir, parts), ...layout }));
  if (!make) return lose();
  const slices: { run: number; slice: InvertedSlice }[] = [];
  let packed: FinishedShare['texts'];
  for (let job = nextJob(); job <= ranges.length && !(base && isLost()); job = nextJob()) {
    const range = ranges[job - 1];
    if (!range) {
      packed = packedTexts(parts, texts, outputDir, base !== undefined);
      if (!packed) return lose();
      continue;
    }
    const run = job - 1;
    const slice = make(run, range);
    if (!slice) return lose();
    if (runs && base?.content !== runs.content) cache?.keep(runs.content, run, slice);
    slices.push({ run, slice });
  }
  return { slices, sizes, shardBytes, ...(packed && { texts: packed }) };
}

/** @param mayBeDamaged they can be made anew. @returns undefined where they are damaged. */
function packedTexts(
  parts: readonly SearchPart[],
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

type MakeRun = (run: number, range: SliceRange) => InvertedSlice | undefined;

function inverted(invert: (range: SliceRange) => InvertedSlice): MakeRun {
  return (_, range) => invert(range);
}

/** Makes runs from those of an earlier build, whose runs must begin and end where these do. */
function runsFrom(
  { content }: RunBase,
  { plan, changes }: KeptParts,
  cache: RunCache,
  ranges: readonly SliceRange[],
  layout: { outputDir: string; zones: Uint8Array; shardBytes: number },
): MakeRun | undefined {
  if (changes.length === 0) return (run) => cache.restore(content, run);
  const isAlike =
    shardSize(sum(plan.sizes)) === layout.shardBytes &&
    isDeepStrictEqual(sliceRuns(plan.sizes), ranges);
  if (!isAlike) return undefined;
  const settings = { ...layout, zonesBefore: zonesOf(plan.blockLengths), changes };
  return (run, range) => {
    const kept = cache.find(content, run);
    return kept && patchRun(range, kept, settings);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
