import type { ByteReader, ByteWriter } from './bytes.ts';

/** How the manifest names a file. */
export interface FileEntry {
  /** CRC-32 of the content. */
  readonly checksum: number;
  /** Bytes of the content before compression; for packs, of the file. */
  readonly length: number;
}

export function writeFileEntry(writer: ByteWriter, { checksum, length }: FileEntry): void {
  writer.uint32(checksum);
  writer.varint(length);
}

export function readFileEntry(reader: ByteReader): FileEntry {
  return { checksum: reader.uint32(), length: reader.varint() };
}

export function writeList<Item>(
  writer: ByteWriter,
  items: readonly Item[],
  write: (item: Item) => void,
): void {
  writer.varint(items.length);
  for (const item of items) write(item);
}

export function readList<Item>(reader: ByteReader, read: (index: number) => Item): Item[] {
  const length = reader.varint();
  const items: Item[] = [];
  for (let index = 0; index < length; index++) items.push(read(index));
  return items;
}
