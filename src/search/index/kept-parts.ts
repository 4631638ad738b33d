import type { KeyedCache } from '../../store/keyed-cache.ts';
import { pageSize } from '../format.ts';
import { addSizes } from './collect-parts.ts';
import type { CollectedParts, IndexWork, PartPlace, TierWork } from './collect-parts.ts';
import { partLayout } from './part-store.ts';
import type { NumberedPart, PatchSettings, StoredPart } from './patch-run.ts';
import { numbersNow, readPlan, type RunBase, type RunPlan } from './run-plan.ts';

/** How a tier differs from that of an earlier build. */
export interface EarlierTier extends Pick<PatchSettings, 'removed' | 'added' | 'numbers'> {
  /** The plan of the earlier build. */
  readonly plan: RunPlan;
}

/** The parts of a tier, of which most are those of an earlier build. */
export interface KeptParts extends CollectedParts {
  readonly earlier?: EarlierTier;
}

/**
 * Finds the parts of all documents of a tier. Those that have not changed are not read: the earlier
 * build's plan has the lengths of their texts.
 * @param base the earlier build.
 * @param collected the new parts.
 * @param store the cache of parts, opened when the new ones were in it.
 * @returns undefined when anything of the earlier build is missing or of no use.
 */
export function findKeptParts(
  { version, runsDir, partKeys }: IndexWork,
  { start, end }: TierWork,
  base: RunBase,
  collected: CollectedParts,
  store: KeyedCache,
): KeptParts | undefined {
  const plan = runsDir === undefined ? undefined : readPlan(runsDir, version, base.contentHash);
  if (!plan) return undefined;
  const keys = partKeys.slice(start, end);
  const removed = numberedParts(store, plan.partKeys, base.removed);
  const added = numberedParts(store, keys, base.added);
  if (!removed || !added) return undefined;
  const sizes = [...plan.sizes];
  for (const { part } of removed) addSizes(sizes, part, -1);
  for (const { part } of added) addSizes(sizes, part, 1);
  // Pages of another size cannot be copied.
  if (pageSize(sizes) !== pageSize(plan.sizes)) return undefined;
  const parts = [...collected.parts];
  const numbers = numbersNow(base, plan.partKeys.length);
  for (const [before, document] of numbers.entries()) {
    if (document < 0 || parts[document]) continue;
    const part = keptPart(store, keys[document] ?? '', plan.blockLengths[before] ?? []);
    if (!part) return undefined;
    parts[document] = part;
  }
  return { batches: [], parts, sizes, earlier: { plan, removed, added, numbers } };
}

function numberedParts(
  store: KeyedCache,
  keys: readonly string[],
  documents: readonly number[],
): readonly NumberedPart[] | undefined {
  const found = documents.map((document) => ({
    document,
    part: storedPart(store, keys[document] ?? ''),
  }));
  return found.every((one): one is NumberedPart => one.part !== undefined) ? found : undefined;
}

/** Reads a part. @returns undefined when it is missing or damaged. */
export function storedPart(store: KeyedCache, key: string): StoredPart | undefined {
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
