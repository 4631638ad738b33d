import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeyedCache } from '../../store/keyed-cache.ts';
import { SegmentReader } from '../../store/segment-reader.ts';
import type { StoredBytes } from '../../store/segment.ts';
import { decodeVariants } from '../fold.ts';
import type { SearchHead } from './search-head.ts';
import { createPartMaker } from './make-part.ts';
import type { PartMaker } from './make-part.ts';
import { partLayout, PartStoreWriter } from './part-store.ts';
import type { PartLayout, StoredKeys } from './part-store.ts';
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
  /** Absent when keys were not collected. */
  readonly keys?: StoredKeys;
  /** Its compressed text blocks, in the cache of parts. */
  readonly texts: StoredBytes;
  /** Lengths of these blocks in bytes: head, then zones. */
  readonly blockLengths: readonly number[];
}

/** What parts are made from, and where they are stored. Plain data: it crosses threads. */
export interface PartSources {
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
}

/** The places of all parts. */
export interface CollectedParts {
  /** By document. */
  readonly parts: readonly PartPlace[];
  /** Bytes of each slice, summed over all documents. */
  readonly sizes: readonly number[];
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
  { bodiesDir, partsDir, workDir, documents, partKeys, variants }: PartSources,
  thread: number,
  { chosen, next, withKeys }: Collecting,
): void {
  const cache = new KeyedCache(partsDir);
  const bodies = new SegmentReader(bodiesDir);
  const store = withKeys ? new PartStoreWriter(workDir, `search-${thread}`) : undefined;
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
        const keys = store?.add(part, layout);
        parts.push([number, { ...(keys && { keys }), texts, blockLengths }]);
        addSizes(sizes, layout, 1);
      }
    }
    store?.close();
  } finally {
    bodies.close();
    cache.close();
  }
  const own: CollectedByThread = { parts, sizes };
  writeFileSync(partListFile(workDir, thread), JSON.stringify(own));
}

interface CollectedByThread {
  /** By document. */
  readonly parts: readonly (readonly [number, PartPlace])[];
  readonly sizes: readonly number[];
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
  const sizes = Array.from({ length: sliceCount }, () => 0);
  for (let thread = 0; thread < threads; thread++) {
    const own = JSON.parse(
      readFileSync(partListFile(workDir, thread), 'utf8'),
    ) as CollectedByThread;
    for (const [document, part] of own.parts) parts[document] = part;
    for (const [slice, size] of own.sizes.entries()) sizes[slice] = (sizes[slice] ?? 0) + size;
  }
  return { parts, sizes };
}

function partListFile(workDir: string, thread: number): string {
  return path.join(workDir, `search-${thread}.json`);
}
