import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../store/keyed-cache.ts';
import { readSealed, writeSealed } from '../../store/sealed-file.ts';
import { cacheKey } from '../../store/segment.ts';

/** What the kept runs of a tier were made from. */
export interface RunPlan {
  /**
   * Hash of all part keys: equal only for equal parts, in the same order, made by the same code.
   */
  readonly contentHash: string;
  /** The key of each document's part in the cache. */
  readonly partKeys: readonly string[];
  /** Bytes of each slice, summed over all documents. */
  readonly sizes: readonly number[];
  /** Lengths of each document's text blocks in bytes: head, then zones. */
  readonly blockLengths: readonly (readonly number[])[];
}

/** Kept runs that this build can start from. Plain data. */
export interface RunBase extends Pick<RunPlan, 'contentHash'>, PartChanges {}

/** How the documents of a tier differ from those of an earlier build. */
export interface PartChanges {
  /** Documents that are gone, by their earlier numbers. */
  readonly removed: readonly number[];
  /** New documents. One that has changed is removed and added. */
  readonly added: readonly number[];
}

/**
 * Most documents that come or go. With more of them, patching takes longer than inverting all
 * documents.
 */
const mostChanges = 64;

/**
 * Finds what has come and gone. All other documents stand in the same order.
 * @param before the part keys of an earlier build.
 * @param after those of this one.
 */
export function comparePartKeys(before: readonly string[], after: readonly string[]): PartChanges {
  const placesBefore = new Map(before.map((key, at) => [key, at]));
  const placesAfter = new Map(after.map((key, at) => [key, at]));
  const removed: number[] = [];
  const added: number[] = [];
  let [from, to] = [0, 0];
  while (from < before.length || to < after.length) {
    const [old = '', own = ''] = [before[from], after[to]];
    if (old === own) {
      from++;
      to++;
      continue;
    }
    // How far ahead each stands in the other list; negative when it is not there any more.
    const oldAhead = (placesAfter.get(old) ?? -1) - to;
    const ownAhead = (placesBefore.get(own) ?? -1) - from;
    // Of two that have changed places, the one that stands farther has moved.
    if (ownAhead >= 0 && (oldAhead < 0 || oldAhead > ownAhead)) removed.push(from++);
    else if (oldAhead >= 0) added.push(to++);
    else {
      if (from < before.length) removed.push(from++);
      if (to < after.length) added.push(to++);
    }
  }
  return { removed, added };
}

/**
 * The number that each earlier document has now. One that is gone passes its number to a new one in
 * its place, as most of these are the same post, changed.
 * @param countBefore how many there were.
 * @returns by earlier number; -1 for one that is gone and has no other in its place.
 */
export function numbersNow({ removed, added }: PartChanges, countBefore: number): Int32Array {
  const [gone, fresh] = [new Set(removed), new Set(added)];
  const numbers = new Int32Array(countBefore).fill(-1);
  let number = 0;
  for (const before of numbers.keys()) {
    if (gone.has(before)) {
      if (fresh.has(number)) numbers[before] = number++;
      continue;
    }
    while (fresh.has(number)) number++;
    numbers[before] = number++;
  }
  return numbers;
}

/**
 * The `contentHash` of a tier, see {@link RunPlan}.
 * @param version of the code: part keys hold it too, but an empty index has none.
 */
export function hashOfParts(version: string, partKeys: readonly string[]): string {
  return cacheKey(version, partKeys.join('\n'));
}

/** The cache key of a run. @param contentHash of the tier. @param number of the run in it. */
export function runKey(contentHash: string, number: number): string {
  return cacheKey(contentHash, String(number));
}

/** The cache key of a plan. @param version of the code; runs of other code are not used. */
export function planKey(version: string, contentHash: string): string {
  return cacheKey(version, contentHash, 'plan');
}

/**
 * Finds kept runs to start from: those of the same documents; else those of the last build, if only
 * few documents have come, gone or changed.
 * @param folder absolute path of the cache of runs.
 * @param version see {@link planKey}.
 * @param tier its number.
 * @param partKeys of its documents.
 */
export function findBase(
  folder: string,
  version: string,
  tier: number,
  partKeys: readonly string[],
): RunBase | undefined {
  mkdirSync(folder, { recursive: true });
  const cache = new KeyedCache(folder);
  try {
    for (const contentHash of [hashOfParts(version, partKeys), latest(folder, tier)]) {
      const plan = contentHash === undefined ? undefined : planIn(cache, version, contentHash);
      if (!plan) continue;
      const changes = comparePartKeys(plan.partKeys, partKeys);
      if (Math.max(changes.removed.length, changes.added.length) > mostChanges) continue;
      return { contentHash: plan.contentHash, ...changes };
    }
    return undefined;
  } finally {
    cache.close();
  }
}

/** The plan of kept runs; see {@link findBase}. */
export function readPlan(
  folder: string,
  version: string,
  contentHash: string,
): RunPlan | undefined {
  const cache = new KeyedCache(folder);
  try {
    return planIn(cache, version, contentHash);
  } finally {
    cache.close();
  }
}

function planIn(cache: KeyedCache, version: string, contentHash: string): RunPlan | undefined {
  const bytes = cache.get(planKey(version, contentHash));
  return bytes && (JSON.parse(bytes.toString()) as RunPlan);
}

/** Keeps the plan of a tier and marks it as that of the last build. */
export function keepPlan(folder: string, version: string, tier: number, plan: RunPlan): void {
  const cache = new KeyedCache(folder);
  cache.put(planKey(version, plan.contentHash), Buffer.from(JSON.stringify(plan)));
  cache.close();
  markLatest(folder, tier, plan.contentHash);
}

/** Records which runs the last build made. Only a hint: whatever it leads to is checked. */
export function markLatest(folder: string, tier: number, contentHash: string): void {
  writeSealed(latestFile(folder, tier), Buffer.from(contentHash));
}

function latest(folder: string, tier: number): string | undefined {
  return readSealed(latestFile(folder, tier))?.toString();
}

function latestFile(folder: string, tier: number): string {
  return path.join(folder, `latest-${tier}`);
}
