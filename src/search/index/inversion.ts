import { mkdirSync } from 'node:fs';
import { cacheKey } from '../../store/segment.ts';
import { sourceVersion } from '../../store/source-version.ts';
import { programModule } from '../../shared/program-dir.ts';
import { workerCount } from '../../workers/worker-count.ts';
import { startWorkers } from '../../workers/worker-pool.ts';
import { encodeVariants, type VariantTable } from '../fold.ts';
import type { SearchDocument } from '../document-table.ts';
import type { DocumentSource, IndexWork, PartWork, TierWork } from './collect-parts.ts';
import { indexShare, counterCount, type FinishedShare } from './index-share.ts';
import type { IndexTask } from './index-worker.ts';
import { hashOfParts, findBase, keepPlan, markLatest, planKey, runKey } from './run-plan.ts';
import { sliceCount } from './slices.ts';
import { divideIntoTiers } from './tiers.ts';
import { factTablesKey, restoreFactTables } from './fact-tables.ts';
import type { IndexFacts, KeptTables } from './fact-tables.ts';
import { layoutOf } from './shard-writer.ts';
import { completeIndex } from './write-index.ts';
import type { Completion, InvertedIndex, SearchIndexStats } from './write-index.ts';

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
  /**
   * In the order of documents: oldest first, so that a new one does not change the numbers of the
   * others. Pass only published and listed posts.
   */
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
  /** See `divideIntoTiers`. */
  readonly tierDocuments?: number;
  /** See `divideIntoRuns`. */
  readonly runBytes?: number;
}

/** Facts of the documents that are known only when the corpus is complete. */
export interface IndexTables {
  /** In the same order as the options' documents. */
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
interface Inverted extends InvertedIndex {
  /** Bytes of each slice, summed over all documents of a tier; by tier. */
  readonly sizes: readonly (readonly number[])[];
}

/**
 * Starts the search index: parts, postings and packed texts. Threads take work from shared counters
 * and wait for each other at a barrier, so the main thread can be busy until the end.
 */
export function startInversion(options: InversionOptions): Inversion {
  const { outputDir, runsDir, runBytes, threads = threadsFor(options) } = options;
  mkdirSync(outputDir, { recursive: true });
  const partWork = partWorkOf(options);
  const { version, partKeys } = partWork;
  const work: IndexWork = {
    ...{ ...partWork, outputDir },
    tiers: tiersOf(options, version, partKeys),
    threads: Math.max(1, threads),
    counters: new Int32Array(new SharedArrayBuffer(counterCount * Int32Array.BYTES_PER_ELEMENT)),
    ...(runsDir !== undefined && { runsDir }),
    ...(runBytes !== undefined && { runBytes }),
  };
  return threads === 0 ? indexHere(work) : indexInThreads(work);
}

/** Divides the documents into tiers, and looks for what is kept of each. */
function tiersOf(
  { runsDir, documents, tierDocuments }: InversionOptions,
  version: string,
  partKeys: readonly string[],
): readonly TierWork[] {
  const days = documents.map(({ day }) => day);
  return divideIntoTiers(days, tierDocuments).map(({ start, end }, number) => {
    const keys = partKeys.slice(start, end);
    const base = runsDir === undefined ? undefined : findBase(runsDir, version, number, keys);
    return { start, end, contentHash: hashOfParts(version, keys), ...(base && { base }) };
  });
}

/** What is needed to make the parts of documents. */
export type PartOptions = Pick<
  InversionOptions,
  'bodiesDir' | 'partsDir' | 'workDir' | 'documents' | 'variants' | 'threads'
>;

/** Opens the cache of parts, and finds out under which keys they are kept. */
export function partWorkOf(
  options: PartOptions,
): Omit<PartWork, 'tiers'> & Pick<IndexWork, 'version'> {
  const { bodiesDir, partsDir, workDir, documents } = options;
  mkdirSync(partsDir, { recursive: true });
  const variants = encodeVariants(options.variants ?? new Map());
  const code = sourceVersion(programModule('search/index/index-worker'));
  const version = cacheKey(code, variants);
  const partKeys = documents.map(({ checksum }) => cacheKey(version, checksum));
  return { version, bodiesDir, partsDir, workDir, documents, partKeys, variants };
}

/** Lets later builds find the runs that the threads have kept. */
function keepRuns({ version, runsDir, tiers, partKeys }: IndexWork, index: Inverted): void {
  if (runsDir === undefined) return;
  for (const [number, { start, end, contentHash, base }] of tiers.entries()) {
    if (base?.contentHash === contentHash) markLatest(runsDir, number, contentHash);
    else {
      const places = index.texts.places.slice(start, end);
      keepPlan(runsDir, version, number, {
        contentHash,
        partKeys: partKeys.slice(start, end),
        sizes: index.sizes[number] ?? [],
        blockLengths: places.map(({ blockLengths }) => blockLengths),
      });
    }
  }
}

/** Most documents that are indexed in less time than a thread takes to start. */
const fewDocuments = 100;

/** Number of worker threads where nothing else is asked for; see `InversionOptions`. */
export function threadsFor({
  documents,
  isCallerIdle = false,
}: Pick<InversionOptions, 'documents' | 'isCallerIdle'>): number {
  if (documents.length <= fewDocuments) return 0;
  return Math.max(1, workerCount(sliceCount) - (isCallerIdle ? 0 : 1));
}

function indexHere(work: IndexWork): Inversion {
  const done = Promise.resolve().then(() => joinShares(work, [indexShare({ work, thread: 0 })]));
  return inversionOf(work, done, {
    complete: (completion) => Promise.resolve(completeIndex(completion)),
    stop: () => done.catch(() => undefined),
  });
}

function indexInThreads(work: IndexWork): Inversion {
  const { threads } = work;
  const starting = startWorkers<IndexTask, FinishedShare | SearchIndexStats>('search', { threads });
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
  const done = Promise.all(shares).then((finished) => joinShares(work, finished));
  done.catch(stop);
  return inversionOf(work, done, { complete: (completion) => run({ completion }), stop });
}

interface IndexTasks {
  readonly complete: (completion: Completion) => Promise<SearchIndexStats>;
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
  const { version, runsDir, tiers, outputDir } = work;
  let kept: KeptTables | undefined;
  return {
    complete: async ({ documents, facts, factsKey }) => {
      try {
        const index = await done;
        if (runsDir !== undefined && factsKey !== undefined) {
          kept = { folder: runsDir, key: factTablesKey(`${version} ${factsKey}`, index) };
        }
        // Facts are large: they are sent to a thread only when no tables are kept.
        const restored = kept && restoreFactTables(kept, outputDir);
        const tables = restored ?? { facts: facts(), ...(kept && { kept }) };
        const stats = await complete({ documents, tables, index });
        keepRuns(work, index);
        return stats;
      } finally {
        await stop();
      }
    },
    usedKeys: async () => {
      const made = (await done).tiers;
      const runs = tiers.flatMap(({ contentHash }, tier) => [
        planKey(version, contentHash),
        ...(made[tier]?.runs ?? []).map((_, run) => runKey(contentHash, run)),
      ]);
      return {
        parts: new Set(work.partKeys),
        runs: new Set([...runs, ...(kept ? [kept.key] : [])]),
      };
    },
    stop: async () => {
      await stop();
    },
  };
}

function joinShares({ outputDir, tiers }: IndexWork, shares: readonly FinishedShare[]): Inverted {
  const [first] = shares;
  const texts = shares.find((share) => share.texts)?.texts;
  if (!first || !texts) throw new Error('No thread has packed the texts.');
  const { sizes } = first;
  const runs = shares.flatMap((share) => share.runs).sort((a, b) => a.number - b.number);
  return {
    ...{ outputDir, sizes, texts },
    tiers: tiers.map(({ start, end }, number) => {
      const lengths = texts.places.slice(start, end).map(({ blockLengths }) => blockLengths);
      return {
        ...layoutOf(outputDir, lengths, sizes[number] ?? []),
        runs: runs.filter(({ tier }) => tier === number).map(({ run }) => run),
      };
    }),
  };
}
