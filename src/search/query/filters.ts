import { termKey } from '../term-key.ts';
import type { Columns } from '../columns.ts';
import type { FacetColumn } from '../facet-column.ts';
import type { IndexFiles } from './index-files.ts';
import { findPostings } from './key-lookup.ts';
import type { FilterTerm } from './types.ts';

/** Which documents pass all filters. @returns 1 for each that does, by document. */
export async function passFilters(
  filters: readonly FilterTerm[],
  columns: Columns,
  files: IndexFiles,
): Promise<Uint8Array> {
  const passing = new Uint8Array(columns.years.length).fill(1);
  for (const filter of filters) {
    const matching = await matchingDocuments(filter, columns, files);
    const wanted = filter.negative ? 0 : 1;
    for (let document = 0; document < passing.length; document++) {
      if (matching[document] !== wanted) passing[document] = 0;
    }
  }
  return passing;
}

async function matchingDocuments(
  { type, value }: FilterTerm,
  columns: Columns,
  files: IndexFiles,
): Promise<Uint8Array> {
  if (type === 'year') return inYears(columns.years, value);
  const prefix = value.endsWith('*');
  const key = termKey(type, prefix ? value.slice(0, -1) : value);
  const { documents } = await findPostings(files, { kind: prefix ? 'prefix' : 'word', key });
  const column = columns.facets.get(type);
  if (documents.length === 0 && column) return matchesByPartOfName(column, type, value);
  const matching = new Uint8Array(columns.years.length);
  for (const document of documents) matching[document] = 1;
  return matching;
}

/** Accepts `2024`, `2020..2024`, `2020-2024`, `2020..` and `..2020`. */
function inYears(years: Uint16Array, value: string): Uint8Array {
  const range = /^(\d{4})?(\.\.|-|–|~)?(\d{4})?$/.exec(value.normalize('NFKC'));
  const from = Number(range?.[1] ?? 1);
  const to = Number(range?.[3] ?? (range?.[2] === undefined ? from : 9999));
  const valid = range !== null && (range[1] !== undefined || range[3] !== undefined);
  return Uint8Array.from(years, (year) => Number(valid && year >= from && year <= to && year > 0));
}

/** Finds documents by part of a name: `speaker:fridman` is enough. */
function matchesByPartOfName(
  { names, starts, values }: FacetColumn,
  type: string,
  value: string,
): Uint8Array {
  const prefix = termKey(type, '').length;
  const wanted = termKey(type, value).slice(prefix);
  const chosen = names.map((name) => termKey(type, name).slice(prefix).includes(wanted));
  const matching = new Uint8Array(starts.length - 1);
  for (let document = 0; document < matching.length; document++) {
    const own = values.subarray(starts[document], starts[document + 1]);
    matching[document] = Number(own.some((number) => chosen[number]));
  }
  return matching;
}
