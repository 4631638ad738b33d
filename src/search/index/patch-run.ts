import { inflateRawSync } from 'node:zlib';
import { addToGroup } from '../../shared/group-by.ts';
import { ByteReader } from '../bytes.ts';
import { immutableName } from '../format.ts';
import { keyCodecs, PostingPage } from '../posting-page.ts';
import type { KeyKind, KeyTypes, PlacedKey } from '../posting-page.ts';
import { emptyPostings, isFlagList, riceBits, type Postings } from '../postings.ts';
import { checksumBytes } from '../sealed-block.ts';
import { keyReaders, type InvertedRun } from './invert-run.ts';
import type { KeptEntry } from './kept-files.ts';
import { decodeHan } from './part-keys.ts';
import type { SliceRange } from './part-reader.ts';
import type { PartLayout } from './part-store.ts';
import { PostingColumns } from './posting-columns.ts';
import { ShardWriter, type PageFigures, type ShardLayout } from './shard-writer.ts';
import { sliceOfHan, sliceOfWord } from './slices.ts';

/** A part and its decoded head. */
export interface StoredPart extends PartLayout {
  readonly bytes: Uint8Array;
}

/** A part and the number of its document. */
export interface NumberedPart {
  readonly document: number;
  readonly part: StoredPart;
}

/** What all patched runs of a tier share. */
export interface PatchSettings extends ShardLayout {
  /** Number of zones of each document in the earlier build. */
  readonly zonesBefore: Uint8Array;
  /** Documents that have gone or changed, by ascending earlier number. */
  readonly removed: readonly NumberedPart[];
  /** Documents that have come or changed, ascending. */
  readonly added: readonly NumberedPart[];
  /** See `numbersNow`. */
  readonly numbers: Int32Array;
  /** Reads the part of a document. @returns undefined when it is missing or damaged. */
  readonly partOf: (document: number) => StoredPart | undefined;
}

/** A run of the earlier build that has keys of the range. */
export interface EarlierRun<Kind extends KeyKind> extends KeptEntry<InvertedRun<Kind>> {
  readonly range: SliceRange;
}

/** The new mask of a key in a document; 0 where the document no longer has the key. */
interface MaskChange {
  readonly document: number;
  readonly mask: number;
}

/** A key and what changes in its list, by ascending document. */
type KeyChange<Kind extends KeyKind> = readonly [KeyTypes[Kind], readonly MaskChange[]];

/**
 * Makes a run from the runs of an earlier build. The result has the same bytes as inverting all
 * documents, but only the parts of changed ones are read. As long as documents keep their numbers,
 * pages without changes are copied; else each list up to its first posting that changes.
 * @param earlier those runs of the tier that have keys of the range, in their order.
 * @returns undefined when a part that is needed is missing.
 */
export function patchRun<Kind extends KeyKind>(
  kind: Kind,
  range: SliceRange,
  earlier: readonly EarlierRun<Kind>[],
  settings: PatchSettings,
): InvertedRun<Kind> | undefined {
  const { zonesBefore, zones, numbers, partOf } = settings;
  const moved = firstMoved(numbers);
  const inPlace = moved === Infinity && numbers.length === zones.length;
  const changes = changedKeys(kind, range, settings);
  const writer = new ShardWriter(kind, settings);
  /** Writes a list that changes, unless it is empty. @returns false if its masks are missing. */
  const addPatched = (
    page: PostingPage<KeyTypes[Kind]>,
    known: PlacedKey<KeyTypes[Kind]>,
    own: readonly MaskChange[],
  ): boolean => {
    const { key } = known;
    const start = page.startOf(known, Math.min(moved, own[0]?.document ?? Infinity));
    const isSame = start.count === known.count && own.length === 0;
    const rest = isSame
      ? emptyPostings
      : patchPostings(renumber(page.read(known, start), numbers), own);
    const count = start.count + rest.documents.length;
    if (count === 0) return true;
    const isFlags = isFlagList(key, count, zones.length);
    const isCodedAlike =
      isFlags === known.isFlags &&
      riceBits(count, zones.length) === riceBits(known.count, zonesBefore.length);
    if (isCodedAlike) {
      const bytes = page.listBytes(known);
      if (isSame) writer.addList(known, bytes);
      else writer.addAfter(key, { isFlags, start, bytes }, rest);
      return true;
    }
    let list: Postings | undefined = patchPostings(renumber(page.read(known), numbers), own);
    if (known.isFlags && !isFlags) list = withMasks(key as number, list, partOf);
    if (list) writer.add(key, list, 0, count);
    return list !== undefined;
  };
  let next = 0;
  /** Adds the changed keys before `end`, which the earlier build does not have. */
  const addNew = (end?: KeyTypes[Kind]) => {
    for (let change = changes[next]; change; change = changes[++next]) {
      const [key, own] = change;
      if (end !== undefined && key >= end) return;
      const list = patchPostings(emptyPostings, own);
      writer.add(key, list, 0, list.documents.length);
    }
  };
  for (const { page, isInside, isWhole, end } of pagesIn(kind, range, earlier)) {
    const change = changes[next]?.[0];
    const isUnchanged = change === undefined || (end !== undefined && change >= end);
    if (inPlace && isWhole && isUnchanged && writer.isAtPageStart) {
      writer.addPage(page.first, page.sealed, page.figures);
      continue;
    }
    const bytes = inflateRawSync(page.sealed.subarray(checksumBytes));
    const open = new PostingPage(bytes, keyCodecs[kind], zonesBefore);
    for (const known of open.keys) {
      if (!isInside && !isInRange(kind, known.key, range)) continue;
      addNew(known.key);
      const isChanged = changes[next]?.[0] === known.key;
      const own = isChanged ? (changes[next++]?.[1] ?? []) : [];
      if (inPlace && !isChanged) writer.addList(known, open.listBytes(known));
      else if (!addPatched(open, known, own)) return undefined;
    }
  }
  addNew();
  return { kind, ...writer.close() };
}

/** The first document that has another number than before; infinite when all have kept theirs. */
function firstMoved(numbers: Int32Array): number {
  const at = numbers.findIndex((document, before) => document !== before);
  return at < 0 ? Infinity : at;
}

/** Gives the documents of a list their numbers of now. Changes the list. */
function renumber({ documents, masks }: Postings, numbers: Int32Array): Postings {
  let count = 0;
  for (let at = 0; at < documents.length; at++) {
    const number = numbers[documents[at] as number] as number;
    if (number < 0) continue;
    documents[count] = number;
    masks[count++] = masks[at] as number;
  }
  if (count === documents.length) return { documents, masks };
  return { documents: documents.subarray(0, count), masks: masks.subarray(0, count) };
}

/**
 * The masks of a list that had flags, from the parts of its documents. Only lists of Han characters
 * have flags.
 */
function withMasks(
  key: number,
  { documents }: Postings,
  partOf: PatchSettings['partOf'],
): Postings | undefined {
  const slice = sliceOfHan(key >>> 16);
  const masks = new Uint32Array(documents.length);
  for (const [at, document] of documents.entries()) {
    const part = partOf(document);
    if (!part) return undefined;
    const reader = new ByteReader(part.bytes, part.starts[slice]);
    decodeHan(reader, part.starts[slice + 1] as number, 0, {
      push: (own, _, mask) => {
        if (own === key) masks[at] = mask;
      },
    });
  }
  return { documents, masks };
}

/** A page of an earlier build. */
interface StoredPage<Kind extends KeyKind> {
  readonly first: KeyTypes[Kind];
  readonly sealed: Uint8Array;
  readonly figures: PageFigures;
}

/** A page with keys of a range. */
interface PageInRange<Kind extends KeyKind> {
  readonly page: StoredPage<Kind>;
  /** Whether all its keys are in the range. */
  readonly isInside: boolean;
  /** Whether it is full too: the last page of a run need not be, and new keys may follow. */
  readonly isWhole: boolean;
  /** First key of the next page; absent for the last one. */
  readonly end?: KeyTypes[Kind];
}

function pagesIn<Kind extends KeyKind>(
  kind: Kind,
  range: SliceRange,
  earlier: readonly EarlierRun<Kind>[],
): readonly PageInRange<Kind>[] {
  const found = earlier.flatMap((run) => {
    const isInside = run.range.start >= range.start && run.range.end <= range.end;
    const pages = pagesOf(kind, run);
    return pages.map((page) => ({ page, isInside, isWhole: isInside && page !== pages.at(-1) }));
  });
  return found.map((one, at) => {
    const end = found[at + 1]?.page.first;
    return { ...one, ...(end !== undefined && { end }) };
  });
}

function pagesOf<Kind extends KeyKind>(
  kind: Kind,
  { data: { shards, pages }, files }: KeptEntry<InvertedRun<Kind>>,
): readonly StoredPage<Kind>[] {
  const found: StoredPage<Kind>[] = [];
  for (const shard of shards) {
    const file = files.get(immutableName(kind, shard)) ?? new Uint8Array();
    let start = 0;
    for (const [page, first] of shard.firsts.entries()) {
      const end = start + (shard.pages[page] ?? 0);
      const figures = pages[found.length] ?? { content: 0, postings: 0 };
      found.push({ first, sealed: file.subarray(start, end), figures });
      start = end;
    }
  }
  return found;
}

function isInRange<Kind extends KeyKind>(
  kind: Kind,
  key: KeyTypes[Kind],
  { start, end }: SliceRange,
): boolean {
  const slice = sliceOf(kind, key);
  return slice >= start && slice < end;
}

function sliceOf<Kind extends KeyKind>(kind: Kind, key: KeyTypes[Kind]): number {
  return kind === 'han'
    ? sliceOfHan((key as number) >>> 16)
    : sliceOfWord((key as string).charCodeAt(0));
}

/** @param changes by ascending document. */
function patchPostings(list: Postings, changes: readonly MaskChange[]): Postings {
  if (changes.length === 0) return list;
  const documents = new Uint32Array(list.documents.length + changes.length);
  const masks = new Uint32Array(documents.length);
  let count = 0;
  const add = (document: number, mask: number) => {
    if (mask === 0) return;
    documents[count] = document;
    masks[count++] = mask;
  };
  let at = 0;
  for (const { document, mask } of changes) {
    for (; at < list.documents.length && (list.documents[at] as number) < document; at++) {
      add(list.documents[at] as number, list.masks[at] as number);
    }
    add(document, mask);
    if (list.documents[at] === document) at++;
  }
  for (; at < list.documents.length; at++) {
    add(list.documents[at] as number, list.masks[at] as number);
  }
  return { documents: documents.subarray(0, count), masks: masks.subarray(0, count) };
}

/**
 * The keys in a range whose lists change, ascending, beside those of documents that are gone. A
 * changed document is a removed and an added one of one number; keys that stay as they were in it
 * are left out.
 */
function changedKeys<Kind extends KeyKind>(
  kind: Kind,
  range: SliceRange,
  { removed, added, numbers, zonesBefore, zones }: PatchSettings,
): KeyChange<Kind>[] {
  const byKey = new Map<KeyTypes[Kind], MaskChange[]>();
  const columns = new PostingColumns();
  const replaced = new Map(removed.map((one) => [numbers[one.document], one]));
  for (const { document, part } of added) {
    const before = replaced.get(document);
    const old: MasksByKey<Kind> = before
      ? masksByKey(kind, before.part, range, columns)
      : new Map();
    const own = masksByKey(kind, part, range, columns);
    // A mask is encoded by the document's number of zones, so it changes with that number.
    const isRewritten = before && zonesBefore[before.document] !== zones[document];
    for (const key of new Set([...old.keys(), ...own.keys()])) {
      const mask = own.get(key) ?? 0;
      if (mask !== (old.get(key) ?? 0) || isRewritten) addToGroup(byKey, key, { document, mask });
    }
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Keys and their masks in one document. */
type MasksByKey<Kind extends KeyKind> = ReadonlyMap<KeyTypes[Kind], number>;

/** The keys of a part in a range of slices. @param columns memory that is used again. */
function masksByKey<Kind extends KeyKind>(
  kind: Kind,
  { bytes, starts }: StoredPart,
  { start, end }: SliceRange,
  columns: PostingColumns,
): MasksByKey<Kind> {
  columns.clear();
  const keyOf = keyReaders[kind]((read) => {
    for (let slice = start; slice < end; slice++) {
      read(new ByteReader(bytes, starts[slice]), starts[slice + 1] as number, 0);
    }
  }, columns);
  return new Map(Array.from(columns.keys, (key, at) => [keyOf(key), columns.masks[at] as number]));
}
