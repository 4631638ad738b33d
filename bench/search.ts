import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMainModule } from './command-line.ts';
import { measureQuery } from './search/measure-query.ts';
import type { QueryFigures } from './search/measure-query.ts';
import { prepareIndex } from './search/prepare.ts';
import { sampleQueries } from './search/sample-queries.ts';
import { buildLines, figureTable } from './search/table.ts';

export interface SearchBenchArguments {
  /** Folder of posts. */
  readonly corpus: string;
  /** Queries of each kind. @default 50 */
  readonly queries?: number;
  /** @default 1 */
  readonly seed?: number;
  /** Where the figures go as JSON. */
  readonly json?: string;
}

/**
 * Indexes a corpus, asks it random queries and compares each answer with a scan of the same text.
 * @returns whether every answer was right: nothing missed, nothing wrong, no false count.
 */
export async function runSearchBench({
  corpus,
  queries = 50,
  seed = 1,
  json,
}: SearchBenchArguments): Promise<boolean> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'inkstone-search-'));
  try {
    const index = await prepareIndex(path.resolve(corpus), workDir);
    console.log(buildLines(index));
    const figures: QueryFigures[] = [];
    for (const sample of sampleQueries(index.texts, queries, seed)) {
      figures.push(await measureQuery(sample, index));
    }
    console.log(figureTable(figures));
    if (json !== undefined) {
      const build = { ...index, texts: index.texts.length };
      writeFileSync(json, JSON.stringify({ corpus, build, figures }, null, 1));
    }
    const failures = figures.filter(
      ({ missed, wrong, short, miscounted }) =>
        missed > 0 || wrong > 0 || short !== 0 || miscounted,
    );
    for (const { sample, ...rest } of failures.slice(0, 20)) console.log('WRONG', sample, rest);
    return failures.length === 0;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

if (isMainModule(import.meta.url)) {
  const [corpus = '../shared/corpus', queries = '50', json] = process.argv.slice(2);
  const right = await runSearchBench({
    corpus,
    queries: Number(queries),
    ...(json !== undefined && { json }),
  });
  if (!right) process.exitCode = 1;
}
