import { ByteReader, ByteWriter } from './bytes.ts';
import { crc32 } from './crc32.ts';

/** Other wordings of a folded wording, best first. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

const encoder = new TextEncoder();

/** The number of the bucket in which a folded wording stands, if it has other wordings. */
export function synonymBucket(folded: string, bucketCount: number): number {
  return crc32(encoder.encode(folded)) % bucketCount;
}

/** Encodes one bucket: folded wordings, each with its other wordings, best first. */
export function encodeSynonyms(entries: readonly (readonly [string, readonly string[]])[]) {
  const writer = new ByteWriter();
  writer.list(entries, ([folded, alternatives]) => {
    writer.text(folded);
    writer.list(alternatives, (alternative) => writer.text(alternative));
  });
  return writer.view();
}

/** Decodes a bucket. @throws {RangeError} when the bytes end early. */
export function decodeSynonyms(bytes: Uint8Array): Synonyms {
  const reader = new ByteReader(bytes);
  return new Map(reader.list(() => [reader.text(), reader.list(() => reader.text())] as const));
}
