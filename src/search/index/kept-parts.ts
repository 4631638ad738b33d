import { KeyedCache } from '../../store/keyed-cache.ts';
import { addSizes, collectedParts } from './collect-parts.ts';
import type { CollectedParts, IndexWork, PartPlace } from './collect-parts.ts';
import { partLayout } from './part-store.ts';
import type { ChangedPart, DocumentChange } from './patch-run.ts';
import { readPlan, type RunBase, type RunPlan } from './run-plan.ts';

/** Reuses parts of unchanged documents. */
export interface KeptParts extends CollectedParts {
  /** The plan of the earlier build. */
  readonly plan: RunPlan;
  readonly changes: readonly DocumentChange[];
}

/**
 * Finds the parts of all documents. Unchanged ones are not read: the earlier build's plan has the
 * lengths of their texts.
 * @param base the earlier build.
 * @param work its changed parts must have been collected.
 * @returns undefined when anything of the earlier build is missing.
 */
export function findKeptParts(
  base: RunBase,
  { version, runs, partsDir, partKeys, workDir, threads }: IndexWork,
): KeptParts | undefined {
  const { contentHash, changes } = base;
  const plan = runs && readPlan(runs.folder, version, contentHash);
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
    const collected = collectedParts(workDir, threads);
    const parts = [...collected.parts];
    for (const [document, key] of partKeys.entries()) {
      const part = parts[document] ?? keptPart(store, key, plan.blockLengths[document] ?? []);
      if (!part) return undefined;
      parts[document] = part;
    }
    return { ...collected, parts, sizes, plan, changes: changed };
  } finally {
    store.close();
  }
}

function changedPart(store: KeyedCache, key: string): ChangedPart | undefined {
  const bytes = store.get(key);
  return bytes && { bytes, ...partLayout(bytes) };
}

/** Texts are the end of a part. They are checked when they are packed. */
function keptPart(
  store: KeyedCache,
  key: string,
  blockLengths: readonly number[],
): PartPlace | undefined {
  const place = store.place(key);
  if (!place) return undefined;
  const length = blockLengths.reduce((sum, bytes) => sum + bytes, 0);
  const offset = place.offset + place.length - length;
  return { texts: { segment: place.segment, offset, length }, blockLengths };
}
