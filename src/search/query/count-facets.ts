import type { Columns } from '../columns.ts';
import type { FacetColumn } from '../facet-column.ts';
import type { Facets, FacetValue } from './types.ts';

/** Most values listed per facet. */
const shownValues = 50;

/**
 * Counts the years and the values of each column in some documents.
 * @param columns by type of term.
 */
export function countFacets(
  documents: readonly number[],
  years: Columns['years'],
  columns: ReadonlyMap<string, FacetColumn>,
): Facets {
  const byYear = new Map<number, number>();
  for (const document of documents) {
    const year = years[document] ?? 0;
    if (year > 0) byYear.set(year, (byYear.get(year) ?? 0) + 1);
  }
  const year = [...byYear]
    .sort((a, b) => b[0] - a[0])
    .map(([name, count]) => ({ name: String(name), count }));
  const others = [...columns].map(([type, column]) => [type, countColumn(documents, column)]);
  return { year, ...(Object.fromEntries(others) as Facets) };
}

function countColumn(
  documents: readonly number[],
  { names, starts, values }: FacetColumn,
): readonly FacetValue[] {
  const counts = new Uint32Array(names.length);
  for (const document of documents) {
    for (let at = starts[document] ?? 0; at < (starts[document + 1] ?? 0); at++) {
      const number = values[at] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  return names
    .map((name, number) => ({ name, count: counts[number] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, shownValues);
}

/** The values that a document has in a column. */
export function namesOf(column: FacetColumn | undefined, document: number): readonly string[] {
  if (!column) return [];
  const { names, starts, values } = column;
  return Array.from(
    values.subarray(starts[document], starts[document + 1]),
    (number) => names[number] ?? '',
  );
}
