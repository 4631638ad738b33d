import type { ByteReader, ByteWriter } from './bytes.ts';
import { readFileEntry, readList, writeFileEntry, writeList } from './directory.ts';
import type { FileEntry } from './directory.ts';

/**
 * A file of pages. They are fetched one by one, or all together where the host answers no
 * range requests.
 */
export interface Pack extends FileEntry {
  /** Length of each page in bytes. */
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

/** Where a page lies: bytes `start` to `end - 1` of its pack. */
export interface PagePlace {
  readonly pack: FileEntry;
  readonly start: number;
  readonly end: number;
}

/** The places of all pages, pack after pack. */
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
