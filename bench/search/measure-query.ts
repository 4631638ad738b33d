import { createSearch } from '../../src/search/query/search.ts';
import { bruteForce } from './brute-force.ts';
import { candidatesOf } from './candidates-of.ts';
import { countingFetch } from './counting-fetch.ts';
import type { PreparedIndex } from './prepare.ts';
import type { SampleQuery } from './sample-queries.ts';

/** Figures of one query, asked of a page that has loaded nothing yet. */
export interface QueryFigures {
  readonly sample: SampleQuery;
  readonly matching: number;
  /** Matching documents that are not among the candidates: must be none. */
  readonly missed: number;
  readonly candidatePrecision: number;
  /** Of the first 30 results, those that do not match: must be none. */
  readonly wrong: number;
  /** How many of the first 30 results are missing: must be 0. */
  readonly short: number;
  /** Whether an exact count is wrong, or an "at most" too low: must be false. */
  readonly miscounted: boolean;
  readonly exactCount: boolean;
  readonly files: number;
  readonly bytes: number;
  readonly textBytes: number;
  readonly rootBytes: number;
  /** Bytes of the same query from a host without range requests. */
  readonly bytesWithoutRanges: number;
  readonly firstMilliseconds: number;
  readonly finalMilliseconds: number;
}

const shown = 30;

export async function measureQuery(
  sample: SampleQuery,
  { indexDir, texts, variants }: PreparedIndex,
): Promise<QueryFigures> {
  const truth = bruteForce(texts, sample);
  const byHref = new Map(texts.map(({ href }, document) => [href, document]));

  // First page: what a reader waits for.
  const page = countingFetch(indexDir, true);
  const started = performance.now();
  let firstMilliseconds = 0;
  for await (const { results } of createSearch(page).search(sample.query)) {
    if (results.length > 0 && firstMilliseconds === 0) {
      firstMilliseconds = performance.now() - started;
    }
  }
  const finalMilliseconds = performance.now() - started;

  const plain = countingFetch(indexDir, false);
  await createSearch(plain).searchToEnd(sample.query);

  const all = countingFetch(indexDir, true);
  const { results, count } = await createSearch(all).searchToEnd(sample.query, { limit: shown });
  const found = results.map(({ href }) => byHref.get(href) ?? -1);
  const candidates = await candidatesOf(sample.query, all.fetchBytes, variants);
  const { kind, value } = count;
  return {
    sample,
    matching: truth.size,
    missed: [...truth].filter((document) => !candidates.has(document)).length,
    candidatePrecision: candidates.size === 0 ? 1 : truth.size / candidates.size,
    wrong: found.filter((document) => !truth.has(document)).length,
    short: Math.min(shown, truth.size) - found.length,
    miscounted: kind === 'exact' ? value !== truth.size : value < truth.size,
    exactCount: kind === 'exact',
    ...page.count,
    bytesWithoutRanges: plain.count.bytes,
    firstMilliseconds: firstMilliseconds || finalMilliseconds,
    finalMilliseconds,
  };
}
