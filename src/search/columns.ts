import { ByteReader, ByteWriter } from './bytes.ts';
import { readFacetColumn, writeFacetColumn, type FacetColumn } from './facet-column.ts';

/**
 * Facts of all documents in one file, fetched with the first query: enough to filter and count by
 * year, area and speaker without another request.
 */
export interface Columns {
  /** Year of each document; 0 when undated. */
  readonly years: Uint16Array;
  /** Number of zones of each document. Decoding postings needs it. */
  readonly zones: Uint8Array;
  /** By type of term: `area` and `speaker`. */
  readonly facets: ReadonlyMap<string, FacetColumn>;
}

/** Types of terms that are counted in every search; each other type has a file of its own. */
export const columnTypes = ['area', 'speaker'] as const;

/** Shown names of a document's terms, by type. */
export type DocumentTerms = Readonly<Partial<Record<string, readonly string[]>>>;

/** The facts of one document. */
export interface DocumentFacts {
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly terms: DocumentTerms;
}

/**
 * Encodes the columns of all documents.
 * @param documents in the order of their numbers.
 * @param zones number of zones of each document.
 */
export function encodeColumns(documents: readonly DocumentFacts[], zones: Uint8Array): Uint8Array {
  const writer = new ByteWriter(documents.length * 6);
  writer.varint(documents.length);
  for (const { date } of documents) writer.varint(yearOf(date));
  for (const count of zones) writer.varint(count);
  for (const type of columnTypes) writeFacetColumn(writer, namesIn(documents, type), 1);
  return writer.view();
}

/** The names of a type of term, by document. */
export function namesIn(
  documents: readonly DocumentFacts[],
  type: string,
): readonly (readonly string[])[] {
  return documents.map(({ terms }) => terms[type] ?? []);
}

function yearOf(date: string | undefined): number {
  return date === undefined ? 0 : Number.parseInt(date.slice(0, 4), 10) || 0;
}

/** Decodes what {@link encodeColumns} returns. @throws {RangeError} when the bytes end early. */
export function decodeColumns(bytes: Uint8Array): Columns {
  const reader = new ByteReader(bytes);
  const years = new Uint16Array(reader.varint());
  for (let document = 0; document < years.length; document++) years[document] = reader.varint();
  const zones = new Uint8Array(years.length);
  for (let document = 0; document < zones.length; document++) zones[document] = reader.varint();
  return {
    years,
    zones,
    facets: new Map(columnTypes.map((type) => [type, readFacetColumn(reader)] as const)),
  };
}
