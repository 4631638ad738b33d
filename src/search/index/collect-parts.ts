import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../store/keyed-cache.ts';
import { SegmentReader } from '../../store/segment-reader.ts';
import type { StoredBytes } from '../../store/segment.ts';
import { decodeVariants } from '../fold.ts';
import type { SearchHead } from './search-head.ts';
import { createPartMaker, type PartMaker } from './make-part.ts';
import { partLayout, PartStoreWriter, type KeyBatch, type PartLayout } from './part-store.ts';
import type { RunSettings } from './run-plan.ts';
import { sliceCount } from './slices.ts';

/** A document before it is indexed. Plain data: it crosses threads. */
export interface DocumentSource extends SearchHead {
  /** Where its HTML is stored. */
  readonly body: StoredBytes;
  /** Equal only for equal head and HTML. */
  readonly checksum: string;
}

/** Where the part of a document is stored. Plain data: it crosses threads. */
export interface PartPlace {
  /** Its compressed text blocks, in the cache of parts. */
  readonly texts: StoredBytes;
  /** Lengths of these blocks in bytes: head, then zones. */
  readonly blockLengths: readonly number[];
}

/** The work that threads share to make an index. Plain data, but for the shared counters. */
export interface IndexWork {
  /** Hash of the code and of the variant table. */
  readonly version: string;
  /** Absolute path of the index folder. */
  readonly outputDir: string;
  /** Absolute path of the folder of segments that hold the HTML. */
  readonly bodiesDir: string;
  /** Absolute path of the cache of parts. */
  readonly partsDir: string;
  /** Absolute path of an existing folder for files of this build. */
  readonly workDir: string;
  readonly documents: readonly DocumentSource[];
  /** The key of each document's part in the cache. */
  readonly partKeys: readonly string[];
  /** See `encodeVariants`. */
  readonly variants: string;
  readonly threads: number;
  /** `counterCount` numbers in shared memory, all 0 at first. */
  readonly counters: Int32Array;
  /** Absent when runs are not kept between builds. */
  readonly runs?: RunSettings;
}

/** The places of all parts. */
export interface CollectedParts {
  /** By document. */
  readonly parts: readonly PartPlace[];
  /** Bytes of each slice, summed over all documents. */
  readonly sizes: readonly number[];
  /** The keys of all documents, in `workDir`; empty when keys were not collected. */
  readonly batches: readonly KeyBatch[];
}

/** Documents that a thread takes at once. */
const batchSize = 16;

/** Which parts to collect. */
interface Collecting {
  /** Numbers of the documents. */
  readonly chosen: readonly number[];
  /** One cell, shared by all threads: number of the next batch of `chosen`. */
  readonly next: Int32Array;
  /** Whether to collect keys too. */
  readonly withKeys: boolean;
}

/**
 * Takes batch after batch of documents, and finds or makes their parts, until none is left. When
 * all threads are done, `collectedParts` reads the places.
 */
export function collectParts(
  { bodiesDir, partsDir, workDir, documents, partKeys, variants }: IndexWork,
  thread: number,
  { chosen, next, withKeys }: Collecting,
): void {
  const cache = new KeyedCache(partsDir);
  const bodies = new SegmentReader(bodiesDir);
  const store = withKeys
    ? new PartStoreWriter(path.join(workDir, `search-${thread}.keys`))
    : undefined;
  // Slow to create; not needed when all parts are in the cache.
  let makePart: PartMaker | undefined;
  const parts: [number, PartPlace][] = [];
  const sizes = Array.from({ length: sliceCount }, () => 0);
  try {
    for (let batch = Atomics.add(next, 0, 1); ; batch = Atomics.add(next, 0, 1)) {
      const start = batch * batchSize;
      if (start >= chosen.length) break;
      for (const number of chosen.slice(start, start + batchSize)) {
        const source = documents[number];
        if (!source) continue;
        const key = partKeys[number] ?? '';
        const known = cache.find(key);
        let [part, place] = [known?.bytes, known?.place];
        if (!part || !place) {
          makePart ??= createPartMaker(decodeVariants(variants));
          part = makePart(source, bodies.read(source.body));
          place = cache.put(key, part);
        }
        const layout = partLayout(part);
        const textStart = layout.starts.at(-1) ?? 0;
        const texts = {
          segment: place.segment,
          offset: place.offset + textStart,
          length: place.length - textStart,
        };
        const { blockLengths } = layout;
        store?.add(number, part, layout);
        parts.push([number, { texts, blockLengths }]);
        addSizes(sizes, layout, 1);
      }
    }
    store?.close();
  } finally {
    bodies.close();
    cache.close();
  }
  const own: CollectedByThread = { parts, sizes, batches: store?.batches ?? [] };
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

/** Reads what all threads have collected. @param threads number of threads. */
export function collectedParts(workDir: string, threads: number): CollectedParts {
  const parts: PartPlace[] = [];
  const batches: KeyBatch[] = [];
  const sizes = Array.from({ length: sliceCount }, () => 0);
  for (let thread = 0; thread < threads; thread++) {
    const own = JSON.parse(
      readFileSync(partListFile(workDir, thread), 'utf8'),
    ) as CollectedByThread;
    for (const [document, part] of own.parts) parts[document] = part;
    for (const [slice, size] of own.sizes.entries()) sizes[slice] = (sizes[slice] ?? 0) + size;
    batches.push(...own.batches);
  }
  return { parts, sizes, batches };
}

function partListFile(workDir: string, thread: number): string {
  return path.join(workDir, `search-${thread}.json`);
}
