import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseSiteConfig } from '../src/config/site-config.ts';
import { describeMachine } from './measure/machine.ts';
import { measureInBrowser } from './search/in-browser.ts';
import { measureQuery } from './search/measure-query.ts';
import type { QueryFigures } from './search/measure-query.ts';
import { prepareIndex } from './search/prepare.ts';
import { sampleQueries } from './search/sample-queries.ts';
import { browserLine, buildLines, figureTable } from './search/table.ts';

export interface SearchBenchOptions {
  /** Absolute path of a folder of posts. */
  readonly corpusDir: string;
  /** Queries of each kind. */
  readonly queries: number;
  readonly seed: number;
  /** How many of all queries are asked in Chromium too. */
  readonly browserQueries: number;
  /** Where the figures go as JSON. */
  readonly json: string;
}

/**
 * Indexes a corpus as a build does, asks it random queries and compares each answer with a scan of
 * the same text.
 * @returns whether every answer was right: nothing missed, nothing wrong, no false count.
 */
export async function runSearchBench(options: SearchBenchOptions): Promise<boolean> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'inkstone-search-'));
  try {
    const config = parseSiteConfig({ title: 'Bench', url: 'https://example.com' });
    const index = await prepareIndex(config, options.corpusDir, workDir);
    console.log(`\n${buildLines(index)}\n`);
    const samples = sampleQueries(index.texts, options.queries, options.seed);
    const figures: QueryFigures[] = [];
    for (const sample of samples) figures.push(await measureQuery(sample, index));
    console.log(figureTable(figures));
    const step = Math.max(1, Math.ceil(samples.length / options.browserQueries));
    const asked = samples.filter((_, at) => at % step === 0).map(({ query }) => query);
    const inBrowser = await measureInBrowser(index.indexDir, asked);
    console.log(`\n${browserLine(inBrowser)}`);

    const { texts, variants, ...build } = index;
    const machine = describeMachine();
    const report = { machine, options, documents: texts.length, build, figures, inBrowser };
    mkdirSync(path.dirname(options.json), { recursive: true });
    writeFileSync(options.json, JSON.stringify({ ...report, variants: variants.size }, null, 1));
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
