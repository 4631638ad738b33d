import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { numberOption } from './command-line.ts';
import { runDevBench } from './dev.ts';
import { charts } from './measure/chart.ts';
import {
  bareEleventy,
  buildModes,
  hugo,
  hugoWithFewerTerms,
  inkstone,
  projectDirectory,
  removeFolders,
} from './measure/contestants.ts';
import type { BuildMode, Contestant } from './measure/contestants.ts';
import { generatedCorpus, readCorpus } from './measure/corpora.ts';
import type { Corpus } from './measure/corpora.ts';
import { describeMachine } from './measure/machine.ts';
import { measureAll, ratios } from './measure/summary.ts';
import type { Result } from './measure/summary.ts';
import { runSearchBench } from './search.ts';
import { ratioLine, resultTable, scalingTable } from './measure/table.ts';

const usage = `Measures builds of Inkstone against bare Eleventy and Hugo, each in a process of \
its own.

  npm run bench -- --posts N            a generated corpus of N posts
  npm run bench -- --corpus DIR         the posts in a folder
  npm run bench -- --search …           search on either corpus instead of builds
  npm run bench -- --dev …              the dev server on either corpus: from a save to the \
reloaded page
  npm run bench -- --scaling 5000,20000 time per post at several sizes

  --seed S       seed of the generated corpus (default 1)
  --scale X      factor on every generated file's size (default 1)
  --runs K       measure K times, report medians (default 1)
  --modes LIST   builds of Inkstone: ${buildModes.join(', ')} (default cold); \
the last three write to the posts and restore them
  --skip-bare    without bare Eleventy
  --hugo         with Hugo (must be installed), as it is and with Inkstone's terms only
  --hugo-up-to N no Hugo above N posts (default 10000: it needs 8 GB there)
  --charts DIR   with --scaling: draw time.svg and memory.svg
  --queries N    with --search: random queries of each kind (default 50)
  --edits N      with --dev: saves (default 200)
  --json FILE    where the figures go (default bench/results/…)
`;

const { values } = parseArgs({
  options: {
    posts: { type: 'string' },
    corpus: { type: 'string' },
    scaling: { type: 'string' },
    seed: { type: 'string', default: '1' },
    scale: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    search: { type: 'boolean', default: false },
    dev: { type: 'boolean', default: false },
    edits: { type: 'string', default: '200' },
    queries: { type: 'string', default: '50' },
    modes: { type: 'string', default: 'cold' },
    'skip-bare': { type: 'boolean', default: false },
    hugo: { type: 'boolean', default: false },
    'hugo-up-to': { type: 'string', default: '10000' },
    charts: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** Measures one corpus and prints the comparison. */
async function compare(corpus: Corpus): Promise<Result[]> {
  const results = await measureAll(contestantsFor(corpus.posts), corpus, runs, modes);
  console.log(`\n${corpus.name}: ${(corpus.bytes / 1e6).toFixed(1)} MB\n\n${resultTable(results)}`);
  const [one, ...others] = results;
  if (one) for (const other of others) console.log(`\n${ratioLine(one, other)}`);
  return results;
}

/** Measures several sizes and prints how the time per post grows. */
async function compareSizes(sizes: readonly number[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const posts of sizes) {
    results.push(...(await measureAll(contestantsFor(posts), await corpusOf(posts), runs, modes)));
  }
  console.log(`\n${scalingTable(results)}`);
  if (values.charts !== undefined) {
    mkdirSync(values.charts, { recursive: true });
    for (const [name, svg] of charts(results)) writeFileSync(path.join(values.charts, name), svg);
  }
  return results;
}

function contestantsFor(posts: number): readonly Contestant[] {
  const withHugo = values.hugo && posts <= numberOption('hugo-up-to', values['hugo-up-to']);
  return [
    inkstone,
    ...(values['skip-bare'] ? [] : [bareEleventy]),
    ...(withHugo ? [hugo, hugoWithFewerTerms] : []),
  ];
}

function modesOf(list: string): readonly BuildMode[] {
  const names = list.split(',');
  const unknown = names.find((name) => !buildModes.some((mode) => mode === name));
  if (unknown !== undefined) throw new Error(`--modes knows no "${unknown}"`);
  // All need what "cold" leaves, and "recheck" what "check" does: name both.
  return buildModes.filter((mode) => mode === 'cold' || names.includes(mode));
}

function corpusOf(posts: number): Promise<Corpus> {
  const seed = numberOption('seed', values.seed);
  return generatedCorpus({ posts, seed, scale: numberOption('scale', values.scale) });
}

/** Writes all figures, and for two contestants on one corpus their ratios. */
function writeResults(results: readonly Result[]): void {
  const label = (results[0]?.corpus.name ?? 'none').replace(/[^\w.-]+/g, '-');
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const file = values.json ?? path.join(projectDirectory, 'bench/results', `${time}-${label}.json`);
  const [one, other] = results;
  const report = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    ...(one && other?.corpus.name === one.corpus.name && { ratios: ratios(one, other) }),
    results,
  };
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\nFigures in ${path.relative(process.cwd(), file)}`);
}

/** The corpus that the options name. */
async function namedCorpus(): Promise<Corpus | undefined> {
  const { posts, corpus } = values;
  if (corpus) return readCorpus(path.resolve(corpus), path.basename(corpus));
  return posts ? corpusOf(numberOption('posts', posts, 1)) : undefined;
}

async function measure(): Promise<Result[] | undefined> {
  const { scaling } = values;
  if (scaling) {
    return compareSizes(scaling.split(',').map((size) => numberOption('scaling', size, 1)));
  }
  const corpus = await namedCorpus();
  return corpus && compare(corpus);
}

/** @returns undefined when no corpus is named. */
async function measureSearch(): Promise<boolean | undefined> {
  const corpus = await namedCorpus();
  return (
    corpus &&
    runSearchBench({
      corpusDir: corpus.directory,
      queries: numberOption('queries', values.queries, 1),
      seed: numberOption('seed', values.seed),
      browserQueries: 200,
      json: path.resolve(values.json ?? `bench/results/search-${corpus.name}.json`),
    })
  );
}

/** @returns undefined when no corpus is named. */
async function measureDev(): Promise<boolean | undefined> {
  const corpus = await namedCorpus();
  if (!corpus) return undefined;
  await runDevBench({
    postsDirectory: corpus.directory,
    edits: numberOption('edits', values.edits, 1),
    seed: numberOption('seed', values.seed),
    json: path.resolve(values.json ?? `bench/results/dev-${corpus.name}.json`),
  });
  return true;
}

/** @returns whether all went well; undefined when no corpus is named. */
async function measureBuilds(): Promise<boolean | undefined> {
  try {
    const results = await measure();
    if (!results) return undefined;
    writeResults(results);
    return results.every(({ failure }) => failure === undefined);
  } finally {
    removeFolders();
  }
}

const runs = numberOption('runs', values.runs, 1);
const modes = modesOf(values.modes);
const bench = values.search ? measureSearch : values.dev ? measureDev : measureBuilds;
const isGood = values.help ? undefined : await bench();
if (isGood === undefined) process.stdout.write(usage);
if (isGood !== true) process.exitCode = values.help ? 0 : isGood === undefined ? 2 : 1;
