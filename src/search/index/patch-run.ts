import { inflateRawSync } from 'node:zlib';
import { addToGroup } from '../../shared/group-by.ts';
import { ByteReader } from '../bytes.ts';
import { immutableName } from '../format.ts';
import { keyCodecs, PostingPage, type KeyKind, type KeyTypes } from '../posting-page.ts';
import { emptyPostings, isFlagList, type Postings } from '../postings.ts';
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
 * pages without changes are copied; else each list is numbered anew.
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
  const inPlace = isInPlace(settings);
  const changes = changedKeys(kind, range, settings, inPlace);
  const writer = new ShardWriter(kind, settings);
  /** Writes a changed list, unless it is empty. @returns false if its masks are missing. */
  const addPatched = (
    key: KeyTypes[Kind],
    list: Postings,
    own: readonly MaskChange[],
    isFlags: boolean,
  ): boolean => {
    let patched: Postings | undefined = patchPostings(list, own);
    const { length } = patched.documents;
    if (length === 0) return true;
    if (isFlags && !isFlagList(key, length, zones.length)) {
      patched = withMasks(key as number, patched, partOf);
    }
    if (patched) writer.add(key, patched, 0, length);
    return patched !== undefined;
  };
  let next = 0;
  /** Adds the changed keys before `end`, which the earlier build does not have. */
  const addNew = (end?: KeyTypes[Kind]) => {
    for (let change = changes[next]; change; change = changes[++next]) {
      if (end !== undefined && change[0] >= end) return;
      addPatched(change[0], emptyPostings, change[1], false);
    }
  };
  for (const { page, isInside, end } of pagesIn(kind, range, earlier)) {
    const change = changes[next]?.[0];
    const isUnchanged = change === undefined || (end !== undefined && change >= end);
    // The last page of a run is always rebuilt: it may not be full, and new keys may follow.
    const isWhole = isInside && end !== undefined;
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
      else {
        const before = open.read(known);
        const list = inPlace ? before : renumber(before, numbers);
        if (!addPatched(known.key, list, own, known.isFlags)) return undefined;
      }
    }
  }
  addNew();
  return { kind, ...writer.close() };
}

/** Whether every document that has not changed has kept its number. */
function isInPlace({ numbers, zones }: PatchSettings): boolean {
  return (
    numbers.length === zones.length &&
    numbers.every((document, before) => document < 0 || document === before)
  );
}

function renumber({ documents, masks }: Postings, numbers: Int32Array): Postings {
  let count = 0;
  for (let at = 0; at < documents.length; at++) {
    const number = numbers[documents[at] as number] as number;
    if (number < 0) continue;
    documents[count] = number;
    masks[count++] = masks[at] as number;
  }
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
    return pagesOf(kind, run).map((page) => ({ page, isInside }));
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

/**
 * The keys in a range whose lists change, ascending.
 * @param inPlace whether each removed document is an added one too. Then keys that stay as they
 * were are left out.
 */
function changedKeys<Kind extends KeyKind>(
  kind: Kind,
  range: SliceRange,
  { removed, added, zonesBefore, zones }: PatchSettings,
  inPlace: boolean,
): KeyChange<Kind>[] {
  const byKey = new Map<KeyTypes[Kind], MaskChange[]>();
  for (const [at, { document, part }] of added.entries()) {
    const before = removed[at];
    const old: MasksByKey<Kind> =
      inPlace && before ? masksByKey(kind, before.part, range) : new Map();
    const own = masksByKey(kind, part, range);
    // A mask is encoded by the document's number of zones, so it changes with that number.
    const isRewritten = zonesBefore[document] !== zones[document];
    for (const key of new Set([...old.keys(), ...own.keys()])) {
      const mask = own.get(key) ?? 0;
      if (mask !== (old.get(key) ?? 0) || isRewritten) addToGroup(byKey, key, { document, mask });
    }
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Keys and their masks in one document. */
type MasksByKey<Kind extends KeyKind> = ReadonlyMap<KeyTypes[Kind], number>;

/** The keys of a part in a range of slices. */
function masksByKey<Kind extends KeyKind>(
  kind: Kind,
  { bytes, starts }: StoredPart,
  { start, end }: SliceRange,
): MasksByKey<Kind> {
  const columns = new PostingColumns();
  const keyOf = keyReaders[kind]((read) => {
    for (let slice = start; slice < end; slice++) {
      read(new ByteReader(bytes, starts[slice]), starts[slice + 1] as number, 0);
    }
  }, columns);
  return new Map(Array.from(columns.keys, (key, at) => [keyOf(key), columns.masks[at] as number]));
}
