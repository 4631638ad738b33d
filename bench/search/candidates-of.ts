import type { VariantTable } from '../../src/search/fold.ts';
import { gatherCandidates } from '../../src/search/query/candidates.ts';
import { passFilters } from '../../src/search/query/filters.ts';
import { findTerm } from '../../src/search/query/find-term.ts';
import { IndexFiles } from '../../src/search/query/index-files.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';
import type { FetchBytes } from '../../src/search/query/types.ts';

/** The unverified candidates of a query, which the engine keeps to itself. */
export async function candidatesOf(
  query: string,
  fetchBytes: FetchBytes,
  variants: VariantTable,
): Promise<ReadonlySet<number>> {
  const files = new IndexFiles(fetchBytes);
  const { terms, filters } = parseQuery(query, { variants });
  const passing = await passFilters(filters, await files.columns(), files);
  const found = await Promise.all(terms.map((term) => findTerm(term, files, 6)));
  return new Set(gatherCandidates(found, passing).documents);
}
