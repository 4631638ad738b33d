import type { ByteReader, ByteWriter } from './bytes.ts';
import { readList, writeList } from './directory.ts';

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
 * Makes a column. @param minimum values of fewer documents are left out: a facet that leaves one
 * result is no choice.
 */
export function makeFacetColumn(
  documents: readonly (readonly string[])[],
  minimum: number,
): FacetColumn {
  const counts = new Map<string, number>();
  for (const names of documents) {
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= minimum).sort((a, b) => b[1] - a[1]);
  const numbers = new Map(kept.map(([name], number) => [name, number]));
  const values: number[] = [];
  const starts = [0];
  for (const names of documents) {
    for (const name of names) {
      const number = numbers.get(name);
      if (number !== undefined) values.push(number);
    }
    starts.push(values.length);
  }
  return {
    names: kept.map(([name]) => name),
    starts: Uint32Array.from(starts),
    values: Uint32Array.from(values),
  };
}

/** Appends a column to a file. */
export function writeFacetColumn(writer: ByteWriter, { names, starts, values }: FacetColumn): void {
  writeList(writer, names, (name) => {
    writer.text(name);
  });
  writer.varint(starts.length - 1);
  for (let document = 0; document + 1 < starts.length; document++) {
    const start = starts[document] as number;
    const end = starts[document + 1] as number;
    writer.varint(end - start);
    for (let at = start; at < end; at++) writer.varint(values[at] as number);
  }
}

/** Reads a column. @throws {RangeError} when the bytes end early. */
export function readFacetColumn(reader: ByteReader): FacetColumn {
  const names = readList(reader, () => reader.text());
  const starts = new Uint32Array(reader.varint() + 1);
  const values: number[] = [];
  for (let document = 0; document + 1 < starts.length; document++) {
    for (let count = reader.varint(); count > 0; count--) values.push(reader.varint());
    starts[document + 1] = values.length;
  }
  return { names, starts, values: Uint32Array.from(values) };
}
