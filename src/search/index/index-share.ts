import { KeyedCache } from '../../store/keyed-cache.ts';
import { SegmentReader } from '../../store/segment-reader.ts';
import { Barrier } from '../../workers/barrier.ts';
import { immutableName } from '../format.ts';
import type { KeyKind } from '../posting-page.ts';
import { collectedParts, collectParts } from './collect-parts.ts';
import type { IndexWork, TierWork } from './collect-parts.ts';
import { createInverter, type InvertedRun } from './invert-run.ts';
import { KeptFiles } from './kept-files.ts';
import { findKeptParts, storedPart, type EarlierTier, type KeptParts } from './kept-parts.ts';
import { packTexts, type PackedTexts } from './pack-texts.ts';
import type { SliceRange } from './part-reader.ts';
import { patchRun, type EarlierRun } from './patch-run.ts';
import { runKey } from './run-plan.ts';
import { layoutOf, zonesOf, type ShardLayout } from './shard-writer.ts';
import { divideIntoRuns, isHanSlice } from './slices.ts';

/** The share of one thread; `thread` counts from 0. */
export interface IndexShare {
  readonly work: IndexWork;
  readonly thread: number;
}

/** What a thread has made. Plain data. */
export interface FinishedShare {
  /** The runs that it made, with the number of their tier and their own in it. */
  readonly runs: readonly {
    readonly tier: number;
    readonly number: number;
    readonly run: InvertedRun;
  }[];
  /** Bytes of each slice, summed over all documents of a tier; by tier. */
  readonly sizes: readonly (readonly number[])[];
  /** From the thread that packed the texts. */
  readonly texts?: PackedTexts;
}

/**
 * Places in `IndexWork.counters`: arrivals at the barrier; threads that could not build on the kept
 * runs; and, for each of the two attempts, from kept runs and anew, the next batch of parts and the
 * next job.
 */
const counter = {
  arrivals: 0,
  failures: 1,
  kept: { batch: 2, job: 3 },
  anew: { batch: 4, job: 5 },
} as const;
export const counterCount = 6;

/**
 * Does one thread's share of the index: first from the runs of an earlier build, then, if any
 * thread fails at that, from the parts of all documents.
 */
export function indexShare({ work, thread }: IndexShare): FinishedShare {
  const { outputDir, partsDir, workDir, threads, counters, tiers, runsDir } = work;
  const barrier = new Barrier(counters.subarray(counter.arrivals, 1), threads);
  const cache = runsDir === undefined ? undefined : new KeptFiles(runsDir, outputDir);
  const texts = new SegmentReader(partsDir);
  const keys = new SegmentReader(workDir);
  let store: KeyedCache | undefined;
  const tools = { barrier, cache, texts, keys, store: () => (store ??= new KeyedCache(partsDir)) };
  try {
    // Opens the segments now, so that no other build removes one before its texts are packed.
    texts.holdAll();
    if (tiers.some(({ base }) => base)) {
      const share = attempt(work, thread, tools, counter.kept);
      barrier.wait();
      if (Atomics.load(counters, counter.failures) === 0) return share;
    }
    const without = tiers.map(({ start, end, contentHash }) => ({ start, end, contentHash }));
    return attempt({ ...work, tiers: without }, thread, tools, counter.anew);
  } finally {
    texts.close();
    keys.close();
    store?.close();
    cache?.close();
  }
}

interface Tools {
  readonly barrier: Barrier;
  readonly cache: KeptFiles | undefined;
  readonly texts: SegmentReader;
  readonly keys: SegmentReader;
  /** The cache of parts. Call it when all threads have collected: it has what there is then. */
  readonly store: () => KeyedCache;
}

/** Makes a run of a tier. @returns undefined when what it needs is missing. */
type MakeRun = (range: SliceRange, number: number) => InvertedRun | undefined;

/**
 * Takes jobs until none is left: the first packs the texts, each other makes a run. If the kept
 * runs do not suffice, the failure is counted and the returned share is incomplete.
 * @param next places of the counters of batches and jobs.
 */
function attempt(
  work: IndexWork,
  thread: number,
  { barrier, cache, texts, keys, store }: Tools,
  next: typeof counter.kept | typeof counter.anew,
): FinishedShare {
  const { outputDir, counters, tiers, runBytes } = work;
  collectParts(work, thread, counters.subarray(next.batch, next.batch + 1));
  barrier.wait();

  const fail = (): FinishedShare => {
    Atomics.add(counters, counter.failures, 1);
    return { runs: [], sizes: [] };
  };
  const found = collectedParts(work).map((collected, number): KeptParts | undefined => {
    const tier = tiers[number] as TierWork;
    return tier.base ? findKeptParts(work, tier, tier.base, collected, store()) : collected;
  });
  if (!found.every((own) => own !== undefined)) return fail();
  const parts = found.flatMap((own) => own.parts);
  const jobs = found.flatMap((own, tier) => {
    const lengths = own.parts.map(({ blockLengths }) => blockLengths);
    const layout = layoutOf(outputDir, lengths, own.sizes);
    const make = own.earlier
      ? cache && runsFromKept(work, tiers[tier] as TierWork, own.earlier, { layout, cache, store })
      : createInverter(keys, own.batches, layout);
    return divideIntoRuns(own.sizes, runBytes).map((range, number) => ({
      tier,
      number,
      range,
      make,
    }));
  });
  const nextJob = () => Atomics.add(counters, next.job, 1);
  const done: { tier: number; number: number; run: InvertedRun }[] = [];
  let packed: PackedTexts | undefined;
  for (let job = nextJob(); job <= jobs.length; job = nextJob()) {
    if (next === counter.kept && Atomics.load(counters, counter.failures) > 0) break;
    const own = jobs[job - 1];
    if (!own) {
      try {
        packed = packTexts(parts, texts, outputDir);
      } catch (error) {
        // Texts of an earlier build that are damaged can be made anew.
        if (next === counter.kept) return fail();
        throw error;
      }
      continue;
    }
    const { tier, number, range, make } = own;
    const run = make?.(range, number);
    if (!run) return fail();
    const { base, contentHash } = tiers[tier] as TierWork;
    if (base?.contentHash !== contentHash) {
      const names = run.shards.map((shard) => immutableName(run.kind, shard));
      cache?.keep(runKey(contentHash, number), run, names);
    }
    done.push({ tier, number, run });
  }
  return { runs: done, sizes: found.map(({ sizes }) => sizes), ...(packed && { texts: packed }) };
}

/** Makes runs from those of an earlier build: copies, or patches them. */
function runsFromKept(
  { partKeys, runBytes }: IndexWork,
  { start }: TierWork,
  { plan, removed, added, numbers }: EarlierTier,
  { layout, cache, store }: Pick<Tools, 'store'> & { layout: ShardLayout; cache: KeptFiles },
): MakeRun {
  const keyOf = (number: number) => runKey(plan.contentHash, number);
  if (removed.length === 0 && added.length === 0) {
    return (_, number) => cache.restore(keyOf(number)) as InvertedRun | undefined;
  }
  const rangesBefore = divideIntoRuns(plan.sizes, runBytes);
  const settings = {
    ...layout,
    zonesBefore: zonesOf(plan.blockLengths),
    ...{ removed, added, numbers },
    partOf: (document: number) => storedPart(store(), partKeys[start + document] ?? ''),
  };
  const patch = <Kind extends KeyKind>(kind: Kind, range: SliceRange) => {
    const earlier: EarlierRun<Kind>[] = [];
    for (const [number, before] of rangesBefore.entries()) {
      if (before.end <= range.start || before.start >= range.end) continue;
      const kept = cache.find<InvertedRun<Kind>>(keyOf(number));
      if (!kept) return undefined;
      earlier.push({ ...kept, range: before });
    }
    return patchRun(kind, range, earlier, settings);
  };
  return (range) => patch(isHanSlice(range.start) ? 'han' : 'word', range);
}
