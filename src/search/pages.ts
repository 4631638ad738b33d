/** How the manifest names a file. */
export interface FileEntry {
  /** CRC-32 of the content. */
  readonly checksum: number;
  /** Bytes of the content before compression; for packs, of the file. */
  readonly length: number;
}

/**
 * A file of pages. They are fetched one by one, or all together where the host answers no
 * range requests.
 */
export interface Pack extends FileEntry {
  /** Length of each page in bytes. */
  readonly pages: readonly number[];
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
