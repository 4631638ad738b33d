import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cacheKey } from '../../store/segment.ts';
import { sourceVersion } from '../../store/source-version.ts';
import { workerCount } from '../../workers/worker-count.ts';
import { startWorkers } from '../../workers/worker-pool.ts';
import { encodeVariants } from '../fold.ts';
import type { VariantTable } from '../fold.ts';
import type { DocumentSource } from './collect-parts.ts';
import { indexShare, workCells } from './index-share.ts';
import type { FinishedShare } from './index-share.ts';
import type { IndexWork, RunSettings } from './index-work.ts';
import type { IndexTask } from './index-worker.ts';
import { runKey } from './run-cache.ts';
import { contentOf, findBase, keepPlan, markLatest, planKey } from './run-plan.ts';
import { sliceCount } from './slices.ts';
import { factTablesKey, hasKeptTables } from './fact-tables.ts';
import type { IndexFacts } from './fact-tables.ts';
import { completeIndex, zonesOf } from './write-index.ts';
import type { Completion, InvertedIndex, SearchDocument, SearchIndexStats } from './write-index.ts';

export interface InversionOptions {
  /** Absolute path of the index's own folder; made if absent. */
  readonly outputDir: string;
  /** Absolute path of the folder of the segments in which bodies lie. */
  readonly bodiesDir: string;
  /**
   * Absolute path of the folder of parts; made if absent. It may be kept from build to build: parts
   * that are there are not made again.
   */
  readonly partsDir: string;
  /** Absolute path of an existing folder for what only this index needs. */
  readonly workDir: string;
  /** In the order of documents: newest first. Only published and listed posts may be given. */
  readonly documents: readonly DocumentSource[];
  /** What texts are folded with. */
  readonly variants?: VariantTable;
  /**
   * Worker threads; 0 works in this thread, which is faster for small sites.
   * @default one per core but a busy caller's, above 100 documents
   */
  readonly threads?: number;
  /** Whether the caller only waits meanwhile. @default false */
  readonly isCallerIdle?: boolean;
  /**
   * Absolute path of a folder where inverted runs are kept from build to build; without one, none
   * is.
   */
  readonly runsDir?: string;
}

/** What is told of the documents of an index beside their words. */
export interface IndexTables {
  /** In the same order: that in which equal results are shown, newest first. */
  readonly documents: readonly SearchDocument[];
  readonly facts: () => IndexFacts;
  /**
   * Equal only where the facts are. With it, what is made of them is kept where runs are, and they
   * are not asked for where an earlier build has made it.
   */
  readonly factsKey?: string;
}

/** A search index that is being made while its caller does other things. */
export interface Inversion {
  /** Completes the index, where it is made; to be called once. */
  readonly complete: (tables: IndexTables) => Promise<SearchIndexStats>;
  /**
   * What was used of the folders that are kept, or put there: to be called when the index is
   * complete.
   */
  readonly usedKeys: () => Promise<UsedKeys>;
  /** Ends it early and waits until nothing is written any more. */
  readonly stop: () => Promise<void>;
}

export interface UsedKeys {
  readonly parts: ReadonlySet<string>;
  readonly runs: ReadonlySet<string>;
}

/** What threads have made together. */
interface Inverted extends Omit<InvertedIndex, 'outputDir'> {
  /** Bytes of each slice of keys over all documents. */
  readonly sizes: readonly number[];
}

/**
 * Begins the search index of documents: their parts, postings and packed texts. Threads take what
 * is next from counters, and wait for each other: whoever started them may be busy until the end,
 * as a build is that makes its pages meanwhile.
 */
export function startInversion(options: InversionOptions): Inversion {
  const { outputDir, partsDir, documents, runsDir, threads = threadsFor(options) } = options;
  for (const folder of [outputDir, partsDir]) mkdirSync(folder, { recursive: true });
  const variants = encodeVariants(options.variants ?? new Map());
  const code = sourceVersion(fileURLToPath(new URL('./index-worker.ts', import.meta.url)));
  const version = cacheKey(code, variants);
  const partKeys = documents.map(({ checksum }) => cacheKey(version, checksum));
  const { bodiesDir, workDir } = options;
  const work: IndexWork = {
    ...{ version, outputDir, bodiesDir, partsDir, workDir, documents, partKeys, variants },
    threads: Math.max(1, threads),
    cells: new Int32Array(new SharedArrayBuffer(workCells * Int32Array.BYTES_PER_ELEMENT)),
    ...(runsDir !== undefined && {
      runs: runSettings(runsDir, version, partKeys),
    }),
  };
  return threads === 0 ? indexHere(work) : indexInThreads(work);
}

function runSettings(folder: string, version: string, partKeys: readonly string[]): RunSettings {
  const base = findBase(folder, version, partKeys);
  return { folder, content: contentOf(partKeys), ...(base && { base }) };
}

/** Tells later builds of the runs that all threads have kept. */
function keepRuns({ version, runs, partKeys }: IndexWork, { sizes, blockLengths }: Inverted): void {
  if (!runs) return;
  const { folder, content, base } = runs;
  if (base?.content === content) markLatest(folder, content);
  else keepPlan(folder, version, { content, partKeys, sizes, blockLengths });
}

/** Up to so many documents are indexed before a thread has started. */
const fewDocuments = 100;

function threadsFor({ documents, isCallerIdle = false }: InversionOptions): number {
  if (documents.length <= fewDocuments) return 0;
  return Math.max(1, workerCount(sliceCount) - (isCallerIdle ? 0 : 1));
}

function indexHere(work: IndexWork): Inversion {
  const done = Promise.resolve().then(() => joinShares([indexShare({ work, thread: 0 })]));
  return goingOn(work, done, {
    complete: (completion) => Promise.resolve(completeIndex(completion)),
    stop: () => done.catch(() => undefined),
  });
}

function indexInThreads(work: IndexWork): Inversion {
  const { threads } = work;
  const starting = startWorkers<IndexTask, FinishedShare | SearchIndexStats | undefined>('search', {
    threads,
  });
  // Once: piscina takes a second call for the end of the first, and starts threads anew for those
  // that end then.
  let ended: Promise<void> | undefined;
  const stop = () => (ended ??= starting.then(({ pool }) => pool.destroy()).catch(() => undefined));
  const run = async <Result>(task: IndexTask): Promise<Result> => {
    const { pool, failure } = await starting;
    return (await Promise.race([pool.run(task), failure])) as Result;
  };
  const shares = Array.from({ length: threads }, (_, thread) =>
    run<FinishedShare>({ share: { work, thread } }),
  );
  const done = Promise.all(shares).then(joinShares);
  done.catch(stop);
  return goingOn(work, done, { complete: (completion) => run({ completion }), stop });
}

interface Threads {
  readonly complete: (completion: Completion) => Promise<SearchIndexStats | undefined>;
  readonly stop: () => Promise<unknown>;
}

/**
 * Whoever completes the index hears of a failure; until somebody does, it must not end the process.
 */
function goingOn(work: IndexWork, done: Promise<Inverted>, { complete, stop }: Threads): Inversion {
  done.catch(() => undefined);
  const { version, runs, outputDir } = work;
  let tablesKey: string | undefined;
  return {
    complete: async ({ documents, facts, factsKey }) => {
      try {
        const inverted = await done;
        const index = { ...inverted, outputDir };
        const { shardBytes } = index;
        if (factsKey !== undefined) {
          const layout = { zones: zonesOf(index.blockLengths), shardBytes };
          tablesKey = factTablesKey(`${version} ${factsKey}`, layout);
        }
        const kept =
          runs && tablesKey !== undefined ? { folder: runs.folder, key: tablesKey } : undefined;
        // Facts are large, and cross threads only when they are wanted.
        const isKept = kept !== undefined && hasKeptTables(kept);
        const stats = isKept ? await complete({ documents, kept, index }) : undefined;
        const made =
          stats ?? (await complete({ documents, facts: facts(), ...(kept && { kept }), index }));
        if (!made) throw new Error('The index was not completed.');
        keepRuns(work, inverted);
        return made;
      } finally {
        await stop();
      }
    },
    usedKeys: async () => {
      const { content } = runs ?? { content: '' };
      const plan = planKey(version, content);
      const own = (await done).slices.map((_, run) => runKey(content, run));
      const tables = tablesKey === undefined ? [] : [tablesKey];
      return {
        parts: new Set(work.partKeys),
        runs: new Set([plan, ...own, ...tables]),
      };
    },
    stop: async () => {
      await stop();
    },
  };
}

function joinShares(shares: readonly FinishedShare[]): Inverted {
  const [first] = shares;
  const texts = shares.find((share) => share.texts)?.texts;
  if (!first || !texts) throw new Error('No thread has packed the texts.');
  const slices = shares.flatMap((share) => share.slices).sort((a, b) => a.run - b.run);
  const { packs, places, parts } = texts;
  return {
    texts: { packs, places },
    blockLengths: parts.map(({ blockLengths }) => blockLengths),
    slices: slices.map(({ slice }) => slice),
    ...{ sizes: first.sizes, shardBytes: first.shardBytes },
  };
}
