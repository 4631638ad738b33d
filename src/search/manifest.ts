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

/** Encodes a manifest. Keys and texts are written as in posting pages and {@link ByteWriter}. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  const writer = new ByteWriter();
  const writeEntry = ({ checksum, length }: FileEntry) => {
    writer.uint32(checksum);
    writer.varint(length);
  };
  const writePack = (pack: Pack) => {
    writeEntry(pack);
    writer.list(pack.pages, (length) => writer.varint(length));
  };
  const writeShards = <Kind extends KeyKind>(
    kind: Kind,
    shards: readonly Shard<KeyTypes[Kind]>[],
  ) => {
    let previous: KeyTypes[Kind] | undefined;
    writer.list(shards, (shard) => {
      writePack(shard);
      for (const first of shard.firsts) {
        keyCodecs[kind].write(writer, first, previous);
        previous = first;
      }
    });
  };
  writer.list(manifest.tiers, ({ documentCount, han, word }) => {
    writer.varint(documentCount);
    writeShards('han', han);
    writeShards('word', word);
  });
  writer.varint(manifest.documentsPerPage);
  writer.list(manifest.documents, writePack);
  writer.list(manifest.texts, writeEntry);
  writeEntry(manifest.columns);
  writer.list([...manifest.facets], ([type, file]) => {
    writer.text(type);
    writeEntry(file);
  });
  writer.list(manifest.synonyms, writePack);
  writer.list(manifest.variants ? [manifest.variants] : [], writeEntry);
  return writer.view();
}

/** Decodes what {@link encodeManifest} returns. @throws {RangeError} when the bytes end early. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  const reader = new ByteReader(bytes);
  const entry = () => ({ checksum: reader.uint32(), length: reader.varint() });
  const pack = () => ({ ...entry(), pages: reader.list(() => reader.varint()) });
  const shards = <Kind extends KeyKind>(kind: Kind) => {
    let previous: KeyTypes[Kind] | undefined;
    return reader.list(() => {
      const own = pack();
      const firsts = own.pages.map(() => (previous = keyCodecs[kind].read(reader, previous)));
      return { ...own, firsts };
    });
  };
  const manifest = {
    tiers: reader.list(() => ({
      documentCount: reader.varint(),
      han: shards('han'),
      word: shards('word'),
    })),
    documentsPerPage: reader.varint(),
    documents: reader.list(pack),
    texts: reader.list(entry),
    columns: entry(),
    facets: new Map(reader.list(() => [reader.text(), entry()] as const)),
    synonyms: reader.list(pack),
  };
  const [variants] = reader.list(entry);
  return variants ? { ...manifest, variants } : manifest;
}
