import type { ByteReader, ByteWriter } from './bytes.ts';

/**
 * The values that each document has: its areas, speakers, people … Flat arrays, since there may be
 * 50,000 documents.
 */
export interface FacetColumn {
  /** All values; a value's number is its position. */
  readonly names: readonly string[];
  /** Document n has the values `values[starts[n]]` to `values[starts[n + 1] - 1]`. */
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

/**
 * Appends a column to a file.
 * @param documents the names of each.
 * @param minimum names of fewer documents are left out: a facet that leaves one result is no
 * choice.
 */
export function writeFacetColumn(
  writer: ByteWriter,
  documents: readonly (readonly string[])[],
  minimum: number,
): void {
  const counts = new Map<string, number>();
  for (const name of documents.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= minimum).sort((a, b) => b[1] - a[1]);
  const numbers = new Map(kept.map(([name], number) => [name, number]));
  writer.list(kept, ([name]) => writer.text(name));
  writer.list(documents, (names) => {
    const values = names.flatMap((name) => numbers.get(name) ?? []);
    writer.list(values, (value) => writer.varint(value));
  });
}

/** Reads a column. @throws {RangeError} when the bytes end early. */
export function readFacetColumn(reader: ByteReader): FacetColumn {
  const names = reader.list(() => reader.text());
  const starts = new Uint32Array(reader.varint() + 1);
  const values: number[] = [];
  for (let document = 0; document + 1 < starts.length; document++) {
    for (let count = reader.varint(); count > 0; count--) values.push(reader.varint());
    starts[document + 1] = values.length;
  }
  return { names, starts, values: Uint32Array.from(values) };
}
