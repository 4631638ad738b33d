import { inflateRawSync } from 'node:zlib';
import { addToGroup } from '../../shared/group-by.ts';
import { ByteReader } from '../bytes.ts';
import { immutableName } from '../format.ts';
import { keyCodecs, PostingPage, type KeyKind, type KeyTypes } from '../posting-page.ts';
import { emptyPostings, isFlagList, type Postings } from '../postings.ts';
import { checksumBytes } from '../sealed-block.ts';
import { keyReaders, type InvertedRun } from './invert-run.ts';
import type { KeptEntry } from './kept-files.ts';
import type { SliceRange } from './part-reader.ts';
import type { PartLayout } from './part-store.ts';
import { PostingColumns } from './posting-columns.ts';
import { ShardWriter, type ShardLayout } from './shard-writer.ts';

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
export interface PatchSettings extends ShardLayout {
  /** Number of zones of each document in the earlier build. */
  readonly zonesBefore: Uint8Array;
  /** In the order of documents. */
  readonly changes: readonly DocumentChange[];
}

/** The new mask of a key in a document; 0 where the document no longer has the key. */
interface MaskChange {
  readonly document: number;
  readonly mask: number;
}

/** A key and what changes in its list, by ascending document. */
type KeyChange<Kind extends KeyKind> = readonly [KeyTypes[Kind], readonly MaskChange[]];

/**
 * Makes a run from the same run of an earlier build. The result has the same bytes as inverting all
 * documents, but only the changed ones are read. Pages without changes are copied.
 * @returns undefined if a list of flags now needs zones, which it does not hold.
 */
export function patchRun<Kind extends KeyKind>(
  range: SliceRange,
  kept: KeptEntry<InvertedRun<Kind>>,
  settings: PatchSettings,
): InvertedRun<Kind> | undefined {
  const { kind, postings } = kept.data;
  const { zonesBefore, zones } = settings;
  const changes = changedKeys(kind, range, settings);
  const writer = new ShardWriter(kind, settings);
  let grown = 0;
  /** Writes the changed list of a key, unless it is empty. @returns false if it needs zones. */
  const addPatched = ([key, own]: KeyChange<Kind>, list: Postings, isFlags: boolean): boolean => {
    const patched = patchPostings(list, own);
    const { length } = patched.documents;
    grown += length - list.documents.length;
    if (length === 0) return true;
    if (isFlags && !isFlagList(key, length, zones.length)) return false;
    writer.add(key, patched, 0, length);
    return true;
  };
  let next = 0;
  const isNextBefore = (end: KeyTypes[Kind] | undefined) => {
    const key = changes[next]?.[0];
    return key !== undefined && (end === undefined || key < end);
  };
  /** Adds the changed keys before `end`, which the earlier build does not have. */
  const addNew = (end: KeyTypes[Kind] | undefined) => {
    for (; isNextBefore(end); next++) {
      addPatched(changes[next] as KeyChange<Kind>, emptyPostings, false);
    }
  };
  const pages = pagesOf(kept);
  for (const [index, { first, sealed, content }] of pages.entries()) {
    const end = pages[index + 1]?.first;
    // The last page of a run is always rebuilt: it may not be full, and new keys may follow.
    if (end !== undefined && writer.isAtPageStart && !isNextBefore(end)) {
      writer.addPage(first, sealed, content);
      continue;
    }
    const bytes = inflateRawSync(sealed.subarray(checksumBytes));
    const page = new PostingPage(bytes, keyCodecs[kind], zonesBefore);
    for (const known of page.keys) {
      addNew(known.key);
      const change = changes[next];
      if (change?.[0] === known.key) {
        if (!addPatched(change, page.read(known), known.isFlags)) return undefined;
        next++;
      } else writer.addList(known, page.listBytes(known));
    }
    addNew(end);
  }
  addNew(undefined);
  return { kind, ...writer.close(), postings: postings + grown };
}

/** A page of the earlier build. */
interface StoredPage<Kind extends KeyKind> {
  readonly first: KeyTypes[Kind];
  readonly sealed: Uint8Array;
  /** Its length before compression, in bytes. */
  readonly content: number;
}

function pagesOf<Kind extends KeyKind>({
  data: { kind, shards, pageContents },
  files,
}: KeptEntry<InvertedRun<Kind>>): readonly StoredPage<Kind>[] {
  const pages: StoredPage<Kind>[] = [];
  for (const shard of shards) {
    const file = files.get(immutableName(kind, shard)) ?? new Uint8Array();
    let start = 0;
    for (const [page, first] of shard.firsts.entries()) {
      const end = start + (shard.pages[page] ?? 0);
      const content = pageContents[pages.length] ?? 0;
      pages.push({ first, sealed: file.subarray(start, end), content });
      start = end;
    }
  }
  return pages;
}

/** @param changes by ascending document. */
function patchPostings(list: Postings, changes: readonly MaskChange[]): Postings {
  const documents: number[] = [];
  const masks: number[] = [];
  let next = 0;
  const addChanges = (before: number) => {
    for (; (changes[next]?.document ?? Infinity) < before; next++) {
      const { document, mask } = changes[next] as MaskChange;
      if (mask === 0) continue;
      documents.push(document);
      masks.push(mask);
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
function changedKeys<Kind extends KeyKind>(
  kind: Kind,
  range: SliceRange,
  { changes, zonesBefore, zones }: PatchSettings,
): KeyChange<Kind>[] {
  const byKey = new Map<KeyTypes[Kind], MaskChange[]>();
  for (const { document, before, after } of changes) {
    const old = masksByKey(kind, before, range);
    const own = masksByKey(kind, after, range);
    // A mask is encoded by the document's number of zones, so it changes with that number.
    const isRewritten = zonesBefore[document] !== zones[document];
    for (const key of new Set([...old.keys(), ...own.keys()])) {
      const mask = own.get(key) ?? 0;
      if (mask !== (old.get(key) ?? 0) || isRewritten) addToGroup(byKey, key, { document, mask });
    }
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The keys of a part in a range of slices, with their masks. */
function masksByKey<Kind extends KeyKind>(
  kind: Kind,
  { bytes, starts }: ChangedPart,
  { start, end }: SliceRange,
): ReadonlyMap<KeyTypes[Kind], number> {
  const columns = new PostingColumns();
  const keyOf = keyReaders[kind]((read) => {
    for (let slice = start; slice < end; slice++) {
      read(new ByteReader(bytes, starts[slice]), starts[slice + 1] as number, 0);
    }
  }, columns);
  return new Map(Array.from(columns.keys, (key, at) => [keyOf(key), columns.masks[at] as number]));
}
