import type { ByteReader, ByteWriter } from './bytes.ts';
import { readList, writeList } from './directory.ts';

/**
 * For each document the values it has: areas, speakers, people … Flat arrays, since there are
 * 50,000 of them.
 */
export interface FacetColumn {
  /** Names, by number. */
  readonly names: readonly string[];
  /** The values of document n are `values[starts[n]]` to before `values[starts[n + 1]]`. */
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

/**
 * @param minimum values with fewer documents are left out: a facet with one result is no choice.
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
