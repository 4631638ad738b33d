import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cacheKey } from '../../store/segment.ts';
import { sourceVersion } from '../../store/source-version.ts';
import { workerCount } from '../../workers/worker-count.ts';
import { startWorkers } from '../../workers/worker-pool.ts';
import { encodeVariants } from '../fold.ts';
import type { VariantTable } from '../fold.ts';
import type { DocumentSource } from './collect-parts.ts';
import { indexShare, counterCount } from './index-share.ts';
import type { FinishedShare } from './index-share.ts';
import type { IndexWork, RunSettings } from './index-work.ts';
import type { IndexTask } from './index-worker.ts';
import { runKey } from './run-cache.ts';
import { hashOfParts, findBase, keepPlan, markLatest, planKey } from './run-plan.ts';
import { sliceCount } from './slices.ts';
import { factTablesKey, hasKeptTables } from './fact-tables.ts';
import type { IndexFacts } from './fact-tables.ts';
import { completeIndex, zonesOf } from './write-index.ts';
import type { Completion, InvertedIndex, SearchDocument, SearchIndexStats } from './write-index.ts';

/** What to index, and where. Paths are absolute. */
export interface InversionOptions {
  /** The index folder; made if absent. */
  readonly outputDir: string;
  /** Folder of segments that hold the HTML. */
  readonly bodiesDir: string;
  /** Cache of parts; made if absent. Parts that it holds are not made again. */
  readonly partsDir: string;
  /** An existing folder for files of this build. */
  readonly workDir: string;
  /** In the order of documents: newest first. Pass only published and listed posts. */
  readonly documents: readonly DocumentSource[];
  /** Table that texts are folded with. @default none */
  readonly variants?: VariantTable;
  /**
   * Worker threads; 0 works in the calling thread, which is faster for small sites.
   * @default above 100 documents, one per core, less one for a caller that is busy; else 0
   */
  readonly threads?: number;
  /** Whether the caller only waits. @default false */
  readonly isCallerIdle?: boolean;
  /** Folder where runs are kept between builds. @default runs are not kept */
  readonly runsDir?: string;
}

/** Facts of the documents that are known only when the corpus is complete. */
export interface IndexTables {
  /** In the same order as the options' documents: newest first, as equal results are shown. */
  readonly documents: readonly SearchDocument[];
  readonly facts: () => IndexFacts;
  /**
   * Equal only for equal facts. With it, tables made from facts are kept beside the runs, and
   * `facts` is not called when an earlier build has kept them.
   */
  readonly factsKey?: string;
}

/** A search index in the making, while its caller does other work. */
export interface Inversion {
  /** Waits for the threads, adds the tables and writes the manifest. Call it once. */
  readonly complete: (tables: IndexTables) => Promise<SearchIndexStats>;
  /** Keys of the caches that the index used or added. Call it after `complete`. */
  readonly usedKeys: () => Promise<UsedKeys>;
  /** Ends the work early and waits until nothing is written any more. */
  readonly stop: () => Promise<void>;
}

export interface UsedKeys {
  readonly parts: ReadonlySet<string>;
  readonly runs: ReadonlySet<string>;
}

/** What all threads have made. */
interface Inverted extends Omit<InvertedIndex, 'outputDir'> {
  /** Bytes of each slice, summed over all documents. */
  readonly sizes: readonly number[];
}

/**
 * Starts the search index: parts, postings and packed texts. Threads take work from shared counters
 * and wait for each other at a barrier, so the main thread can be busy until the end.
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
    counters: new Int32Array(new SharedArrayBuffer(counterCount * Int32Array.BYTES_PER_ELEMENT)),
    ...(runsDir !== undefined && {
      runs: runSettings(runsDir, version, partKeys),
    }),
  };
  return threads === 0 ? indexHere(work) : indexInThreads(work);
}

function runSettings(folder: string, version: string, partKeys: readonly string[]): RunSettings {
  const base = findBase(folder, version, partKeys);
  return { folder, contentHash: hashOfParts(partKeys), ...(base && { base }) };
}

/** Lets later builds find the runs that the threads have kept. */
function keepRuns({ version, runs, partKeys }: IndexWork, { sizes, blockLengths }: Inverted): void {
  if (!runs) return;
  const { folder, contentHash, base } = runs;
  if (base?.contentHash === contentHash) markLatest(folder, contentHash);
  else keepPlan(folder, version, { contentHash, partKeys, sizes, blockLengths });
}

/** Most documents that are indexed in less time than a thread takes to start. */
const fewDocuments = 100;

function threadsFor({ documents, isCallerIdle = false }: InversionOptions): number {
  if (documents.length <= fewDocuments) return 0;
  return Math.max(1, workerCount(sliceCount) - (isCallerIdle ? 0 : 1));
}

function indexHere(work: IndexWork): Inversion {
  const done = Promise.resolve().then(() => joinShares([indexShare({ work, thread: 0 })]));
  return inversionOf(work, done, {
    complete: (completion) => Promise.resolve(completeIndex(completion)),
    stop: () => done.catch(() => undefined),
  });
}

function indexInThreads(work: IndexWork): Inversion {
  const { threads } = work;
  const starting = startWorkers<IndexTask, FinishedShare | SearchIndexStats | undefined>('search', {
    threads,
  });
  // `destroy` only once: a second call makes piscina restart the threads that end meanwhile.
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
  return inversionOf(work, done, { complete: (completion) => run({ completion }), stop });
}

interface IndexTasks {
  readonly complete: (completion: Completion) => Promise<SearchIndexStats | undefined>;
  readonly stop: () => Promise<unknown>;
}

/**
 * Wraps the threads' work. Whoever calls `complete` gets their failure; until then it must not end
 * the process as an unhandled rejection.
 */
function inversionOf(
  work: IndexWork,
  done: Promise<Inverted>,
  { complete, stop }: IndexTasks,
): Inversion {
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
        // Facts are large: they are sent to a thread only when no tables are kept.
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
      const { contentHash } = runs ?? { contentHash: '' };
      const plan = planKey(version, contentHash);
      const own = (await done).runs.map((_, run) => runKey(contentHash, run));
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
  const runs = shares.flatMap((share) => share.runs).sort((a, b) => a.number - b.number);
  const { packs, places, parts } = texts;
  return {
    texts: { packs, places },
    blockLengths: parts.map(({ blockLengths }) => blockLengths),
    runs: runs.map(({ run }) => run),
    ...{ sizes: first.sizes, shardBytes: first.shardBytes },
  };
}
