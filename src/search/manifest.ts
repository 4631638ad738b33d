import { ByteReader, ByteWriter } from './bytes.ts';
import type { FileEntry, Pack } from './pages.ts';
import { keyCodecs, type KeyKind, type KeyTypes } from './posting-page.ts';

/** A pack of posting pages, with the first key of each page. */
export interface Shard<Key> extends Pack {
  readonly firsts: readonly Key[];
}

/** The shards of postings, by ascending key; words in code unit order. */
export type ShardsByKind = { readonly [Kind in KeyKind]: readonly Shard<KeyTypes[Kind]>[] };

/** The postings of consecutive documents. */
export interface TierEntry extends ShardsByKind {
  /** Number of its documents. In its postings, the first is 0. */
  readonly documentCount: number;
}

/**
 * The root of the index: the checksum and length of every other file, and where their pages begin.
 */
export interface Manifest {
  /** Together they hold all documents, in their order. */
  readonly tiers: readonly TierEntry[];
  /** Documents per page of the document table. */
  readonly documentsPerPage: number;
  readonly documents: readonly Pack[];
  /** The document table says where a text lies in its pack. */
  readonly texts: readonly FileEntry[];
  readonly columns: FileEntry;
  /** Files of facets that are fetched on demand, by type of term. */
  readonly facets: ReadonlyMap<string, FileEntry>;
  /** Each page is a bucket of wordings, see `synonymBucket`. */
  readonly synonyms: readonly Pack[];
  /** Absent when the index folds no variants. */
  readonly variants?: FileEntry;
}

/**
 * Encodes a manifest. Keys and texts are written as in posting pages and {@link ByteWriter}. It is
 * fetched before anything else, so checksums, lengths and keys stand apart, which deflates best.
 */
export function encodeManifest(manifest: Manifest): Uint8Array {
  const writer = new ByteWriter();
  const writeEntries = (files: readonly FileEntry[]) => {
    writer.list(files, ({ checksum }) => writer.uint32(checksum));
    writer.numbers(files.map(({ length }) => length));
  };
  const writePacks = (packs: readonly Pack[]) => {
    writer.list(packs, ({ checksum }) => writer.uint32(checksum));
    for (const { pages } of packs) writer.varint(pages.length);
    writer.numbers(packs.flatMap(({ pages }) => pages));
  };
  const writeShards = <Kind extends KeyKind>(
    kind: Kind,
    shards: readonly Shard<KeyTypes[Kind]>[],
  ) => {
    writePacks(shards);
    let previous: KeyTypes[Kind] | undefined;
    for (const first of shards.flatMap(({ firsts }) => firsts)) {
      keyCodecs[kind].write(writer, first, previous);
      previous = first;
    }
  };
  writer.list(manifest.tiers, ({ documentCount, han, word }) => {
    writer.varint(documentCount);
    writeShards('han', han);
    writeShards('word', word);
  });
  writer.varint(manifest.documentsPerPage);
  writePacks(manifest.documents);
  writeEntries(manifest.texts);
  writePacks(manifest.synonyms);
  writer.list([...manifest.facets.keys()], (type) => writer.text(type));
  writeEntries([
    ...manifest.facets.values(),
    manifest.columns,
    ...(manifest.variants ? [manifest.variants] : []),
  ]);
  return writer.view();
}

/** Decodes what {@link encodeManifest} returns. @throws {RangeError} when the bytes end early. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  const reader = new ByteReader(bytes);
  const entries = (): FileEntry[] => {
    const checksums = reader.list(() => reader.uint32());
    const lengths = reader.numbers(checksums.length);
    return checksums.map((checksum, at) => ({ checksum, length: lengths[at] ?? 0 }));
  };
  const packs = (): Pack[] => {
    const checksums = reader.list(() => reader.uint32());
    const counts = checksums.map(() => reader.varint());
    const lengths = reader.numbers(sum(counts));
    let next = 0;
    return checksums.map((checksum, at) => {
      const pages = lengths.slice(next, (next += counts[at] ?? 0));
      return { checksum, length: sum(pages), pages };
    });
  };
  const shards = <Kind extends KeyKind>(kind: Kind) => {
    let previous: KeyTypes[Kind] | undefined;
    return packs().map((own) => ({
      ...own,
      firsts: own.pages.map(() => (previous = keyCodecs[kind].read(reader, previous))),
    }));
  };
  const manifest = {
    tiers: reader.list(() => ({
      documentCount: reader.varint(),
      han: shards('han'),
      word: shards('word'),
    })),
    documentsPerPage: reader.varint(),
    documents: packs(),
    texts: entries(),
    synonyms: packs(),
  };
  const types = reader.list(() => reader.text());
  const files = entries();
  const [columns, variants] = files.slice(types.length);
  if (!columns) throw new RangeError('The data end too early.');
  const facets = new Map(types.map((type, at) => [type, files[at] as FileEntry]));
  return { ...manifest, facets, columns, ...(variants && { variants }) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
