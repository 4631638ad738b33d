import { ByteReader, ByteWriter } from './bytes.ts';
import { readFileEntry, readList, writeFileEntry, writeList } from './directory.ts';
import type { FileEntry } from './directory.ts';
import { readPack, writePack } from './pages.ts';
import type { Pack } from './pages.ts';
import { hanCodec, wordCodec } from './posting-page.ts';
import type { KeyCodec } from './posting-page.ts';

/** A pack of posting pages, with the first key of each page. */
export interface Shard<Key> extends Pack {
  readonly firsts: readonly Key[];
}

/**
 * The root of the index: the checksum and length of every other file, and where their pages begin.
 */
export interface Manifest {
  readonly documentCount: number;
  /** Documents per page of the document table. */
  readonly documentsPerPage: number;
  /** Han characters and pairs, ascending. */
  readonly han: readonly Shard<number>[];
  /** Words and filter terms, in code unit order. */
  readonly words: readonly Shard<string>[];
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
  const entry = (file: FileEntry) => {
    writeFileEntry(writer, file);
  };
  writer.varint(manifest.documentCount);
  writer.varint(manifest.documentsPerPage);
  writeShards(writer, manifest.han, hanCodec);
  writeShards(writer, manifest.words, wordCodec);
  writeList(writer, manifest.documents, (pack) => {
    writePack(writer, pack);
  });
  writeList(writer, manifest.texts, entry);
  entry(manifest.columns);
  writeList(writer, [...manifest.facets], ([type, file]) => {
    writer.text(type);
    entry(file);
  });
  writeList(writer, manifest.synonyms, (pack) => {
    writePack(writer, pack);
  });
  writeList(writer, manifest.variants ? [manifest.variants] : [], entry);
  return writer.view();
}

/** Decodes what {@link encodeManifest} returns. @throws {RangeError} when the bytes end early. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  const reader = new ByteReader(bytes);
  const entry = () => readFileEntry(reader);
  const manifest = {
    documentCount: reader.varint(),
    documentsPerPage: reader.varint(),
    han: readShards(reader, hanCodec),
    words: readShards(reader, wordCodec),
    documents: readList(reader, () => readPack(reader)),
    texts: readList(reader, entry),
    columns: entry(),
    facets: new Map(readList(reader, () => [reader.text(), entry()] as const)),
    synonyms: readList(reader, () => readPack(reader)),
  };
  const [variants] = readList(reader, entry);
  return variants ? { ...manifest, variants } : manifest;
}

function writeShards<Key>(
  writer: ByteWriter,
  shards: readonly Shard<Key>[],
  codec: KeyCodec<Key>,
): void {
  let previous: Key | undefined;
  writeList(writer, shards, (shard) => {
    writePack(writer, shard);
    for (const first of shard.firsts) {
      codec.write(writer, first, previous);
      previous = first;
    }
  });
}

function readShards<Key>(reader: ByteReader, codec: KeyCodec<Key>): Shard<Key>[] {
  let previous: Key | undefined;
  return readList(reader, () => {
    const pack = readPack(reader);
    const firsts = pack.pages.map(() => {
      const first = codec.read(reader, previous);
      previous = first;
      return first;
    });
    return { ...pack, firsts };
  });
}
