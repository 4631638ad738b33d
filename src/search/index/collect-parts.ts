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

/** A document before it is indexed. Plain data. */
export interface DocumentSource extends SearchHead {
  /** Where its HTML lies. */
  readonly body: StoredBytes;
  /** Equal only where head and HTML are. */
  readonly checksum: string;
}

/** Where the part of a document lies. Plain data. */
export interface SearchPart {
  /** Absent when no key is asked for. */
  readonly keys?: StoredKeys;
  /** Its compressed text blocks, in the folder of parts. */
  readonly texts: StoredBytes;
  /** Lengths of these blocks in bytes: head, then zones. */
  readonly blockLengths: readonly number[];
}

/** Where parts come from. Plain data. */
export interface PartSources {
  /** Absolute path of the folder of the segments in which bodies lie. */
  readonly bodiesDir: string;
  /**
   * Absolute path of the folder where parts lie; those that are there already are not made again.
   */
  readonly partsDir: string;
  /** Absolute path of an existing folder for what only this index needs. */
  readonly workDir: string;
  readonly documents: readonly DocumentSource[];
  /** What each part is found by. */
  readonly partKeys: readonly string[];
  /** See `encodeVariants`. */
  readonly variants: string;
}

/** The parts of documents. */
export interface CollectedParts {
  /** By the number of the document. */
  readonly parts: readonly SearchPart[];
  /** Bytes of each slice of keys over all of them. */
  readonly sizes: readonly number[];
}

/** Documents that a thread takes at once. */
const batchSize = 16;

/** What is collected. */
interface Collecting {
  /** Numbers of documents. */
  readonly chosen: readonly number[];
  /** Number of the next batch of them; shared by all threads. */
  readonly next: Int32Array;
  /** Whether keys are wanted too. */
  readonly withKeys: boolean;
}

/**
 * Finds or makes the parts of documents that no other thread has taken, until there are none.
 * `collectedParts` has them once all threads are done.
 */
export function collectParts(
  { bodiesDir, partsDir, workDir, documents, partKeys, variants }: PartSources,
  thread: number,
  { chosen, next, withKeys }: Collecting,
): void {
  const cache = new KeyedCache(partsDir);
  const bodies = new SegmentReader(bodiesDir);
  const store = withKeys ? new PartStoreWriter(workDir, `search-${thread}`) : undefined;
  // Takes a while to get ready; a build that finds all parts does without.
  let makePart: PartMaker | undefined;
  const parts: [number, SearchPart][] = [];
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
  writeFileSync(partList(workDir, thread), JSON.stringify(own));
}

interface CollectedByThread {
  /** By document. */
  readonly parts: readonly (readonly [number, SearchPart])[];
  readonly sizes: readonly number[];
}

/** Adds the slices of a part to sums so many times. */
export function addSizes(sizes: number[], { starts }: PartLayout, times: 1 | -1): void {
  for (let slice = 0; slice < sizes.length; slice++) {
    const size = (starts[slice + 1] as number) - (starts[slice] as number);
    sizes[slice] = (sizes[slice] as number) + size * times;
  }
}

/** What all threads have collected. @param threads how many there are. */
export function collectedParts(workDir: string, threads: number): CollectedParts {
  const parts: SearchPart[] = [];
  const sizes = Array.from({ length: sliceCount }, () => 0);
  for (let thread = 0; thread < threads; thread++) {
    const own = JSON.parse(readFileSync(partList(workDir, thread), 'utf8')) as CollectedByThread;
    for (const [document, part] of own.parts) parts[document] = part;
    for (const [slice, size] of own.sizes.entries()) sizes[slice] = (sizes[slice] ?? 0) + size;
  }
  return { parts, sizes };
}

function partList(workDir: string, thread: number): string {
  return path.join(workDir, `search-${thread}.json`);
}
