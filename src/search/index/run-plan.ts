import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../store/keyed-cache.ts';
import { readSealed, writeSealed } from '../../store/sealed-file.ts';
import { cacheKey, shortChecksum } from '../../store/segment.ts';

/** What the inverted runs of an index were made of. */
export interface RunPlan {
  /**
   * Hash of the keys of all parts: equal only for equal parts in the same order, and equal code.
   */
  readonly content: string;
  /** What the part of each document is found by. */
  readonly partKeys: readonly string[];
  /** Bytes of each slice of keys over all documents. */
  readonly sizes: readonly number[];
  /** Of each document: lengths of its text blocks, head, then zones. */
  readonly blockLengths: readonly (readonly number[])[];
}

/** Runs of an earlier build that others can be made from. Plain data. */
export interface RunBase extends Pick<RunPlan, 'content'> {
  /** Documents whose parts were others then. */
  readonly changes: readonly { readonly document: number; readonly partKey: string }[];
}

/** More changed documents take longer to be put into an index than the index takes. */
const mostChanges = 64;

export function contentOf(partKeys: readonly string[]): string {
  return shortChecksum(partKeys.join('\n'));
}

/** @param version of the code: runs that other code has made are not continued. */
export function planKey(version: string, content: string): string {
  return cacheKey(version, content, 'plan');
}

/**
 * The runs of the same documents, or else of the last build, if only few documents have changed and
 * none has come, gone or moved.
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
    for (const content of [contentOf(partKeys), latest(folder)]) {
      const plan = content === undefined ? undefined : planIn(cache, version, content);
      if (!plan) continue;
      const changes = plan.partKeys.flatMap((partKey, document) =>
        partKeys[document] === partKey ? [] : [{ document, partKey }],
      );
      if (plan.partKeys.length !== partKeys.length || changes.length > mostChanges) continue;
      return { content: plan.content, changes };
    }
    return undefined;
  } finally {
    cache.close();
  }
}

/** The plan of runs that are kept; see {@link findBase}. */
export function readPlan(folder: string, version: string, content: string): RunPlan | undefined {
  const cache = new KeyedCache(folder);
  try {
    return planIn(cache, version, content);
  } finally {
    cache.close();
  }
}

function planIn(cache: KeyedCache, version: string, content: string): RunPlan | undefined {
  const bytes = cache.get(planKey(version, content));
  return bytes && (JSON.parse(bytes.toString()) as RunPlan);
}

/** Keeps the plan of runs that are kept, as that of the last build. */
export function keepPlan(folder: string, version: string, plan: RunPlan): void {
  const cache = new KeyedCache(folder);
  cache.put(planKey(version, plan.content), Buffer.from(JSON.stringify(plan)));
  cache.close();
  markLatest(folder, plan.content);
}

/** Says which runs are those of the last build. A hint: what it leads to is checked. */
export function markLatest(folder: string, content: string): void {
  writeSealed(path.join(folder, 'latest'), Buffer.from(content));
}

function latest(folder: string): string | undefined {
  return readSealed(path.join(folder, 'latest'))?.toString();
}
