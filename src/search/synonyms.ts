import { ByteReader, ByteWriter } from './bytes.ts';
import { crc32 } from './crc32.ts';
import { readList, writeList } from './directory.ts';

/** Other wordings by folded wording, best first. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

const encoder = new TextEncoder();

/** The bucket in which a folded wording would stand. */
export function synonymBucket(folded: string, bucketCount: number): number {
  return crc32(encoder.encode(folded)) % bucketCount;
}

export function encodeSynonyms(entries: readonly (readonly [string, readonly string[]])[]) {
  const writer = new ByteWriter();
  writeList(writer, entries, ([folded, alternatives]) => {
    writer.text(folded);
    writeList(writer, alternatives, (alternative) => {
      writer.text(alternative);
    });
  });
  return writer.view();
}

export function decodeSynonyms(bytes: Uint8Array): Synonyms {
  const reader = new ByteReader(bytes);
  return new Map(
    readList(reader, () => [reader.text(), readList(reader, () => reader.text())] as const),
  );
}
