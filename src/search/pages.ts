import type { ByteReader, ByteWriter } from './bytes.ts';
import { readFileEntry, readList, writeFileEntry, writeList } from './directory.ts';
import type { FileEntry } from './directory.ts';

/**
 * A file of pages that are fetched one by one, or all at once from hosts without range requests.
 */
export interface Pack extends FileEntry {
  /** Lengths of its pages in bytes. */
  readonly pages: readonly number[];
}

export function writePack(writer: ByteWriter, pack: Pack): void {
  writeFileEntry(writer, pack);
  writeList(writer, pack.pages, (length) => {
    writer.varint(length);
  });
}

export function readPack(reader: ByteReader): Pack {
  return { ...readFileEntry(reader), pages: readList(reader, () => reader.varint()) };
}

/** Where a page lies. */
export interface PagePlace {
  readonly pack: FileEntry;
  readonly start: number;
  readonly end: number;
}

/** All pages of some packs in their order. */
export function pagePlaces(packs: readonly Pack[]): readonly PagePlace[] {
  return packs.flatMap((pack) => {
    let start = 0;
    return pack.pages.map((length) => {
      const place = { pack, start, end: start + length };
      start += length;
      return place;
    });
  });
}
