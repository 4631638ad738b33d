import { KeyedCache } from '../../store/keyed-cache.ts';
import { addSizes, collectedParts } from './collect-parts.ts';
import type { CollectedParts, SearchPart } from './collect-parts.ts';
import type { IndexWork } from './index-work.ts';
import { partLayout } from './part-store.ts';
import type { ChangedPart, DocumentChange } from './patch-run.ts';
import { readPlan } from './run-plan.ts';
import type { RunBase, RunPlan } from './run-plan.ts';

/** Parts of documents few of which were others in an earlier build. */
export interface KeptParts extends CollectedParts {
  /** What was there then. */
  readonly plan: RunPlan;
  readonly changes: readonly DocumentChange[];
}

/**
 * Finds the parts of all documents without reading those that have not changed: the plan of the
 * earlier build has the lengths of their texts.
 * @param base the earlier build.
 * @param work whose changed parts are collected.
 * @returns undefined where something is missing that the earlier build had.
 */
export function findKeptParts(
  base: RunBase,
  { version, runs, partsDir, partKeys, workDir, threads }: IndexWork,
): KeptParts | undefined {
  const { content, changes } = base;
  const plan = runs && readPlan(runs.folder, version, content);
  if (!plan) return undefined;
  const store = new KeyedCache(partsDir);
  try {
    const sizes = [...plan.sizes];
    const changed: DocumentChange[] = [];
    for (const { document, partKey } of changes) {
      const before = changedPart(store, partKey);
      const after = changedPart(store, partKeys[document] ?? '');
      if (!before || !after) return undefined;
      addSizes(sizes, before, -1);
      addSizes(sizes, after, 1);
      changed.push({ document, before, after });
    }
    const parts = [...collectedParts(workDir, threads).parts];
    for (const [document, key] of partKeys.entries()) {
      const part = parts[document] ?? keptPart(store, key, plan.blockLengths[document] ?? []);
      if (!part) return undefined;
      parts[document] = part;
    }
    return { parts, sizes, plan, changes: changed };
  } finally {
    store.close();
  }
}

function changedPart(store: KeyedCache, key: string): ChangedPart | undefined {
  const bytes = store.get(key);
  return bytes && { bytes, ...partLayout(bytes) };
}

/** The texts end a part. They are checked when they are packed. */
function keptPart(
  store: KeyedCache,
  key: string,
  blockLengths: readonly number[],
): SearchPart | undefined {
  const place = store.place(key);
  if (!place) return undefined;
  const length = blockLengths.reduce((sum, bytes) => sum + bytes, 0);
  const offset = place.offset + place.length - length;
  return { texts: { segment: place.segment, offset, length }, blockLengths };
}
