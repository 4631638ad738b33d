import { inflateRawSync } from 'node:zlib';
import { ByteReader } from '../bytes.ts';
import type { Shard } from '../manifest.ts';
import { hanCodec, PostingPage, wordCodec } from '../posting-page.ts';
import type { KeyCodec, PageKey } from '../posting-page.ts';
import { listKind } from '../postings.ts';
import type { Postings } from '../postings.ts';
import type { InvertedRun } from './invert-run.ts';
import { decodeHan, decodeTexts, decodeWords } from './part-keys.ts';
import type { SliceRange } from './part-reader.ts';
import type { PartLayout } from './part-store.ts';
import { PostingColumns } from './posting-columns.ts';
import type { KeptRun } from './run-cache.ts';
import { checksumBytes } from '../sealed-block.ts';
import { ShardWriter } from './shard-writer.ts';
import type { WrittenShards } from './shard-writer.ts';
import { isHanSlice } from './slices.ts';
import { WordTable } from './word-table.ts';

/** A changed document: its part in the earlier build and its part now. */
export interface DocumentChange {
  readonly document: number;
  readonly before: ChangedPart;
  readonly after: ChangedPart;
}

/** A part and its decoded head, which every run needs. */
export interface ChangedPart extends PartLayout {
  readonly bytes: Uint8Array;
}

/** What all patched runs share. */
export interface PatchSettings {
  readonly outputDir: string;
  readonly shardBytes: number;
  /** Number of zones of each document in the earlier build. */
  readonly zonesBefore: Uint8Array;
  /** Number of zones of each document now. */
  readonly zones: Uint8Array;
  /** In the order of documents. */
  readonly changes: readonly DocumentChange[];
}

type Key = number | string;

/** The masks of a key in a document before and after; 0 where the document does not have it. */
interface MaskChange {
  readonly document: number;
  readonly before: number;
  readonly after: number;
}

/** A key and what changes in its list, by ascending document. */
type KeyChange<Own extends Key> = readonly [Own, readonly MaskChange[]];

/**
 * Makes a run from the same run of an earlier build. The result has the same bytes as inverting all
 * documents, but only the changed ones are read. Pages without changes are copied.
 * @returns undefined if a list of flags now needs zones, which it does not hold.
 */
export function patchRun(
  range: SliceRange,
  kept: KeptRun,
  settings: PatchSettings,
): InvertedRun | undefined {
  const { han, words, postings } = kept.run;
  if (isHanSlice(range.start)) {
    const patched = patchShards(hanFamily, han, range, kept, settings);
    if (!patched) return undefined;
    const { shards, grown, ...sizes } = patched;
    return { han: shards, words: [], ...sizes, postings: postings + grown };
  }
  const patched = patchShards(wordFamily, words, range, kept, settings);
  if (!patched) return undefined;
  const { shards, grown, ...sizes } = patched;
  return { han: [], words: shards, ...sizes, postings: postings + grown };
}

/** What differs between Han keys and words. */
interface KeyFamily<Own extends Key> {
  readonly kind: 'han' | 'word';
  readonly codec: KeyCodec<Own>;
  /** The keys of a part in a range of slices, with their masks. */
  readonly read: (part: ChangedPart, range: SliceRange) => ReadonlyMap<Own, number>;
  /** Whether a key is a single Han character. */
  readonly isSingle: (key: Own) => boolean;
}

const hanFamily: KeyFamily<number> = {
  kind: 'han',
  codec: hanCodec,
  read: hanKeys,
  isSingle: (key) => (key & 0xffff) === 0,
};

const wordFamily: KeyFamily<string> = {
  kind: 'word',
  codec: wordCodec,
  read: wordKeys,
  isSingle: () => false,
};

/** @returns the shards, and by how many postings they have grown. */
function patchShards<Own extends Key>(
  family: KeyFamily<Own>,
  shards: readonly Shard<Own>[],
  range: SliceRange,
  kept: KeptRun,
  settings: PatchSettings,
): (WrittenShards<Own> & { readonly grown: number }) | undefined {
  const { kind, codec } = family;
  const changes = changedKeys(range, settings, family.read);
  const writer = new ShardWriter(settings.outputDir, kind, codec, settings);
  const grown = patchPages({ family, pages: pagesOf(shards, kept), changes, writer }, settings);
  return grown === undefined ? undefined : { ...writer.close(), grown };
}

/** A page of the earlier build. */
interface StoredPage<Own extends Key> {
  readonly first: Own;
  readonly sealed: Uint8Array;
  /** Its length before compression, in bytes. */
  readonly content: number;
}

function pagesOf<Own extends Key>(
  shards: readonly Shard<Own>[],
  { run, files }: KeptRun,
): readonly StoredPage<Own>[] {
  const pages: StoredPage<Own>[] = [];
  for (const [index, { firsts, pages: lengths }] of shards.entries()) {
    let start = 0;
    for (const [page, length] of lengths.entries()) {
      const sealed = files[index]?.subarray(start, start + length) ?? new Uint8Array();
      const content = run.pageContents[pages.length] ?? 0;
      pages.push({ first: firsts[page] as Own, sealed, content });
      start += length;
    }
  }
  return pages;
}

interface Patch<Own extends Key> {
  readonly family: KeyFamily<Own>;
  readonly pages: readonly StoredPage<Own>[];
  /** By ascending key. */
  readonly changes: readonly KeyChange<Own>[];
  readonly writer: ShardWriter<Own>;
}

/** @returns by how many postings the run has grown; undefined as for {@link patchRun}. */
function patchPages<Own extends Key>(
  { family: { codec, isSingle }, pages, changes, writer }: Patch<Own>,
  { zonesBefore, zones }: PatchSettings,
): number | undefined {
  let grown = 0;
  /** Writes the changed list of a key, unless it is empty. @returns false if it needs zones. */
  const addPatched = ([key, own]: KeyChange<Own>, list: Postings, isFlags: boolean): boolean => {
    const patched = patchPostings(list, own);
    const { length } = patched.documents;
    grown += length - list.documents.length;
    if (length === 0) return true;
    if (isFlags && listKind(isSingle(key), length, zones.length) !== 'flags') return false;
    writer.add(key, isSingle(key), patched, 0, length);
    return true;
  };
  const none: Postings = { documents: new Uint32Array(), masks: new Uint32Array() };
  let next = 0;
  for (const [index, { first, sealed, content }] of pages.entries()) {
    const end = pages[index + 1]?.first;
    const isBefore = (change: KeyChange<Own> | undefined, key: Own | undefined) =>
      change !== undefined && (key === undefined || change[0] < key);
    // The last page of a run is always rebuilt: it may not be full, and new keys may follow.
    if (end !== undefined && writer.isAtPageStart && !isBefore(changes[next], end)) {
      writer.addPage(first, sealed, content);
      continue;
    }
    const page = new PostingPage(
      inflateRawSync(sealed.subarray(checksumBytes)),
      codec,
      zonesBefore,
    );
    for (const [position, known] of page.keys.entries()) {
      for (; isBefore(changes[next], known.key); next++) {
        addPatched(changes[next] as KeyChange<Own>, none, false);
      }
      const change = changes[next];
      if (change?.[0] === known.key) {
        if (!addPatched(change, page.read(position) ?? none, known.isFlags)) return undefined;
        next++;
      } else writer.addList(known satisfies PageKey<Own>, page.listBytes(position));
    }
    for (; end !== undefined && isBefore(changes[next], end); next++) {
      addPatched(changes[next] as KeyChange<Own>, none, false);
    }
  }
  for (; next < changes.length; next++) {
    addPatched(changes[next] as KeyChange<Own>, none, false);
  }
  return grown;
}

/** @param changes by ascending document. */
function patchPostings(list: Postings, changes: readonly MaskChange[]): Postings {
  const documents: number[] = [];
  const masks: number[] = [];
  let next = 0;
  const addChanges = (before: number) => {
    for (; (changes[next]?.document ?? Infinity) < before; next++) {
      const { document, after } = changes[next] as MaskChange;
      if (after === 0) continue;
      documents.push(document);
      masks.push(after);
    }
  };
  for (const [at, document] of list.documents.entries()) {
    addChanges(document);
    if (changes[next]?.document === document) continue;
    documents.push(document);
    masks.push(list.masks[at] as number);
  }
  addChanges(Infinity);
  return { documents: Uint32Array.from(documents), masks: Uint32Array.from(masks) };
}

/** The keys in a range whose lists change, ascending. */
function changedKeys<Own extends Key>(
  range: SliceRange,
  { changes, zonesBefore, zones }: PatchSettings,
  read: KeyFamily<Own>['read'],
): KeyChange<Own>[] {
  const byKey = new Map<Own, MaskChange[]>();
  for (const { document, before, after } of changes) {
    const [old, own] = [read(before, range), read(after, range)];
    // A mask is encoded by the document's number of zones, so it changes with that number.
    const isRewritten = zonesBefore[document] !== zones[document];
    for (const key of new Set([...old.keys(), ...own.keys()])) {
      const [was, is] = [old.get(key) ?? 0, own.get(key) ?? 0];
      if (was === is && !isRewritten) continue;
      const known = byKey.get(key) ?? [];
      known.push({ document, before: was, after: is });
      byKey.set(key, known);
    }
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
}

function hanKeys(
  { bytes, starts }: ChangedPart,
  { start, end }: SliceRange,
): ReadonlyMap<number, number> {
  const columns = new PostingColumns();
  for (let slice = start; slice < end; slice++) {
    const reader = new ByteReader(bytes, starts[slice]);
    decodeHan(reader, starts[slice + 1] as number, 0, columns);
  }
  return masksByKey(columns, (key) => key);
}

function wordKeys(
  { bytes, starts }: ChangedPart,
  { start, end }: SliceRange,
): ReadonlyMap<string, number> {
  const columns = new PostingColumns();
  const table = new WordTable<Uint8Array>(new Uint8Array(1 << 14));
  const reader = new ByteReader(bytes, starts[start]);
  decodeWords(reader, starts[end] as number, 0, table, columns);
  const words = decodeTexts(table);
  return masksByKey(columns, (number) => words[number] as string);
}

/** @param columns of one document, unsorted. */
function masksByKey<Own extends Key>(
  columns: PostingColumns,
  keyOf: (column: number) => Own,
): ReadonlyMap<Own, number> {
  columns.sort();
  const keys = columns.keys.subarray(0, columns.length);
  return new Map([...keys].map((key, at) => [keyOf(key), columns.masks[at] as number]));
}
