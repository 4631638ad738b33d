import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../store/keyed-cache.ts';
import { readSealed, writeSealed } from '../../store/sealed-file.ts';
import { cacheKey } from '../../store/segment.ts';

/** What the kept runs of an index were made from. */
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
export interface RunBase extends Pick<RunPlan, 'contentHash'> {
  /** Documents that have changed, with the key of their earlier part. */
  readonly changes: readonly { readonly document: number; readonly partKey: string }[];
}

/** Where runs are kept, and which ones to start from. Plain data. */
export interface RunSettings extends Pick<RunPlan, 'contentHash'> {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly base?: RunBase;
}

/**
 * Most changed documents. With more of them, patching takes longer than inverting all documents.
 */
const mostChanges = 64;

/**
 * The `contentHash` of an index, see {@link RunPlan}.
 * @param version of the code: part keys hold it too, but an empty index has none.
 */
export function hashOfParts(version: string, partKeys: readonly string[]): string {
  return cacheKey(version, partKeys.join('\n'));
}

/** The cache key of a run. @param contentHash of the index. @param number of the run. */
export function runKey(contentHash: string, number: number): string {
  return cacheKey(contentHash, String(number));
}

/** The cache key of a plan. @param version of the code; runs of other code are not used. */
export function planKey(version: string, contentHash: string): string {
  return cacheKey(version, contentHash, 'plan');
}

/**
 * Finds kept runs to start from: those of the same documents; else those of the last build, if only
 * few documents have changed and none was added, removed or moved.
 * @param folder absolute path of the cache of runs.
 * @param version see {@link planKey}.
 */
export function findBase(
  folder: string,
  version: string,
  partKeys: readonly string[],
): RunBase | undefined {
  mkdirSync(folder, { recursive: true });
  const cache = new KeyedCache(folder);
  try {
    for (const contentHash of [hashOfParts(version, partKeys), latest(folder)]) {
      const plan = contentHash === undefined ? undefined : planIn(cache, version, contentHash);
      if (!plan) continue;
      const changes = plan.partKeys.flatMap((partKey, document) =>
        partKeys[document] === partKey ? [] : [{ document, partKey }],
      );
      if (plan.partKeys.length !== partKeys.length || changes.length > mostChanges) continue;
      return { contentHash: plan.contentHash, changes };
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

/** Keeps a plan and marks it as that of the last build. */
export function keepPlan(folder: string, version: string, plan: RunPlan): void {
  const cache = new KeyedCache(folder);
  cache.put(planKey(version, plan.contentHash), Buffer.from(JSON.stringify(plan)));
  cache.close();
  markLatest(folder, plan.contentHash);
}

/** Records which runs the last build made. Only a hint: whatever it leads to is checked. */
export function markLatest(folder: string, contentHash: string): void {
  writeSealed(path.join(folder, 'latest'), Buffer.from(contentHash));
}

function latest(folder: string): string | undefined {
  return readSealed(path.join(folder, 'latest'))?.toString();
}
