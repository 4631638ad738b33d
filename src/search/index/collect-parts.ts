import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../store/keyed-cache.ts';
import { SegmentReader } from '../../store/segment-reader.ts';
import type { StoredBytes } from '../../store/segment.ts';
import { decodeVariants } from '../fold.ts';
import type { SearchHead } from './search-head.ts';
import { createPartMaker, type PartMaker } from './make-part.ts';
import { partLayout, PartStoreWriter, type KeyBatch, type PartLayout } from './part-store.ts';
import type { RunBase } from './run-plan.ts';
import { sliceCount } from './slices.ts';
import type { Tier } from './tiers.ts';

/** A document before it is indexed. Plain data: it crosses threads. */
export interface DocumentSource extends SearchHead {
  /** Where its HTML is stored. */
  readonly body: StoredBytes;
  /** Equal only for equal head and HTML. */
  readonly checksum: string;
  /** See `divideIntoTiers`. */
  readonly day?: string;
}

/** Where the part of a document is stored. Plain data: it crosses threads. */
export interface PartPlace {
  /** Its compressed text blocks, in the cache of parts. */
  readonly texts: StoredBytes;
  /** Lengths of these blocks in bytes: head, then zones. */
  readonly blockLengths: readonly number[];
}

/** What threads need to make parts. Plain data: it crosses threads. */
export interface PartWork {
  /** Absolute path of the folder of segments that hold the HTML. */
  readonly bodiesDir: string;
  /** Absolute path of the cache of parts. */
  readonly partsDir: string;
  /** Absolute path of an existing folder for files of this build. */
  readonly workDir: string;
  readonly documents: readonly DocumentSource[];
  readonly tiers: readonly TierParts[];
  /** The key of each document's part in the cache. */
  readonly partKeys: readonly string[];
  /** See `encodeVariants`. */
  readonly variants: Uint8Array;
}

/** The work that threads share to make an index. Plain data, but for the shared counters. */
export interface IndexWork extends PartWork {
  readonly tiers: readonly TierWork[];
  /** Hash of the code and of the variant table. */
  readonly version: string;
  /** Absolute path of the index folder. */
  readonly outputDir: string;
  readonly threads: number;
  /** `counterCount` numbers in shared memory, all 0 at first. */
  readonly counters: Int32Array;
  /** Absolute path of the folder of kept runs; absent when none are kept between builds. */
  readonly runsDir?: string;
  /** See `divideIntoRuns`. */
  readonly runBytes?: number;
}

/** A tier, and the parts of it that are wanted: those that are added, or all, with their keys. */
export interface TierParts extends Tier {
  readonly base?: Pick<RunBase, 'added'>;
}

/** A tier, and what earlier builds have kept of it. */
export interface TierWork extends TierParts {
  /** See `RunPlan`. */
  readonly contentHash: string;
  /** Kept runs to start from. Without them, all documents are inverted. */
  readonly base?: RunBase;
}

/** The collected parts of a tier. Documents have their numbers in the tier. */
export interface CollectedParts {
  /** By document. */
  readonly parts: readonly PartPlace[];
  /** Bytes of each slice, summed over these documents. */
  readonly sizes: readonly number[];
  /** The keys of all documents, in `workDir`; empty when keys were not collected. */
  readonly batches: readonly KeyBatch[];
}

/** Documents that a thread takes at once. */
const batchSize = 16;

/**
 * Takes batch after batch of documents, and finds or makes their parts, until none is left: all
 * parts of a tier that is inverted, with their keys; the new parts of one that has a base. When all
 * threads are done, `collectedParts` reads the places.
 * @param next one cell, shared by all threads: the number of the next batch.
 */
export function collectParts(
  { bodiesDir, partsDir, workDir, documents, tiers, partKeys, variants }: PartWork,
  thread: number,
  next: Int32Array,
): void {
  const cache = new KeyedCache(partsDir);
  const bodies = new SegmentReader(bodiesDir);
  // Slow to create; not needed when all parts are in the cache.
  let makePart: PartMaker | undefined;
  const findPart = (document: number): readonly [Buffer, StoredBytes] => {
    const key = partKeys[document] ?? '';
    const known = cache.find(key);
    if (known) return [known.bytes, known.place];
    makePart ??= createPartMaker(decodeVariants(variants));
    const source = documents[document] as DocumentSource;
    const part = makePart(source, bodies.read(source.body));
    return [part, cache.put(key, part)];
  };
  const stores = tiers.map(({ base }, tier) =>
    base ? undefined : new PartStoreWriter(path.join(workDir, `search-${thread}-${tier}.keys`)),
  );
  const found = tiers.map(() => ({
    parts: [] as [number, PartPlace][],
    sizes: Array.from({ length: sliceCount }, () => 0),
  }));
  const chosen = tiers.flatMap(({ start, end, base }, tier) => {
    const own = base?.added ?? Array.from({ length: end - start }, (_, number) => number);
    return own.map((number) => ({ tier, number, document: start + number }));
  });
  try {
    for (let batch = Atomics.add(next, 0, 1); ; batch = Atomics.add(next, 0, 1)) {
      const first = batch * batchSize;
      if (first >= chosen.length) break;
      for (const { tier, number, document } of chosen.slice(first, first + batchSize)) {
        const [part, place] = findPart(document);
        const layout = partLayout(part);
        const { starts, blockLengths } = layout;
        const textStart = starts.at(-1) ?? 0;
        const texts = {
          segment: place.segment,
          offset: place.offset + textStart,
          length: place.length - textStart,
        };
        stores[tier]?.add(number, part, layout);
        found[tier]?.parts.push([number, { texts, blockLengths }]);
        addSizes(found[tier]?.sizes ?? [], layout, 1);
      }
    }
    for (const store of stores) store?.close();
  } finally {
    bodies.close();
    cache.close();
  }
  const own: readonly CollectedByThread[] = found.map((tier, number) => ({
    ...tier,
    batches: stores[number]?.batches ?? [],
  }));
  writeFileSync(partListFile(workDir, thread), JSON.stringify(own));
}

interface CollectedByThread extends Omit<CollectedParts, 'parts'> {
  readonly parts: readonly (readonly [document: number, PartPlace])[];
}

/** Adds the sizes of a part's slices to `sizes`, or subtracts them. */
export function addSizes(sizes: number[], { starts }: PartLayout, times: 1 | -1): void {
  for (let slice = 0; slice < sizes.length; slice++) {
    const size = (starts[slice + 1] as number) - (starts[slice] as number);
    sizes[slice] = (sizes[slice] as number) + size * times;
  }
}

/** Reads what all threads have collected. @returns the parts of each tier. */
export function collectedParts({
  workDir,
  threads,
  tiers,
}: Pick<IndexWork, 'workDir' | 'threads' | 'tiers'>): readonly CollectedParts[] {
  const all = tiers.map(() => ({
    parts: [] as PartPlace[],
    sizes: Array.from({ length: sliceCount }, () => 0),
    batches: [] as KeyBatch[],
  }));
  for (let thread = 0; thread < threads; thread++) {
    const json = readFileSync(partListFile(workDir, thread), 'utf8');
    const own = JSON.parse(json) as readonly CollectedByThread[];
    for (const [number, { parts, sizes, batches }] of all.entries()) {
      const found = own[number] as CollectedByThread;
      for (const [document, part] of found.parts) parts[document] = part;
      for (const [slice, size] of found.sizes.entries()) sizes[slice] = (sizes[slice] ?? 0) + size;
      batches.push(...found.batches);
    }
  }
  return all;
}

function partListFile(workDir: string, thread: number): string {
  return path.join(workDir, `search-${thread}.json`);
}
