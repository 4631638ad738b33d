import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { sourceVersion } from '../store/source-version.ts';
import { problemAt } from '../content/problem.ts';
import { programModule } from '../shared/program-dir.ts';
import { startWorkers, type WorkerPool } from '../workers/worker-pool.ts';
import { BatchWatch, clockCell } from './post-clock.ts';
import type { IngestBatch, IngestedFile, WorkerSettings, WorkerTask } from './types.ts';

/** How often the time of a post is checked until it is used up. */
const ticksPerPost = 20;

/** Why the work on a post is ended: it took too much time or memory. */
type Fault = 'post-too-slow' | 'post-out-of-memory';

/** A batch that a worker has or waits for. */
interface Running {
  readonly watch: BatchWatch;
  readonly abort: AbortController;
  /** Index of the post that has used up its time. */
  slow?: number;
}

/** How the threads of a pool work. */
export interface IngestPoolOptions {
  readonly threads: number;
  /**
   * Whether workers make the bodies of a batch readable when it is done; otherwise the caller does.
   */
  readonly sealsBatches: boolean;
}

/**
 * Worker threads that read, check and render posts. A post that uses up its time or memory is
 * ended together with its worker, and only that post is lost: another worker takes over the
 * rest of the batch.
 */
export class IngestPool {
  /** Beginning of the names of segments that the workers write. */
  readonly build: string;
  readonly #workers: WorkerPool<IngestBatch, IngestedFile[]>;
  readonly #settings: WorkerSettings;
  readonly #running = new Set<Running>();
  readonly #timer: NodeJS.Timeout;
  /** Exits of ended workers, which may still be writing. */
  readonly #endings: Promise<unknown>[] = [];

  private constructor(
    build: string,
    workers: WorkerPool<IngestBatch, IngestedFile[]>,
    settings: WorkerSettings,
  ) {
    this.build = build;
    this.#workers = workers;
    this.#settings = settings;
    const interval = (settings.postSeconds * 1000) / ticksPerPost;
    this.#timer = setInterval(() => this.#tick(), interval).unref();
  }

  /** Starts the threads; the caller must close the pool. */
  static async start(
    settings: WorkerSettings,
    { threads, sealsBatches }: IngestPoolOptions,
  ): Promise<IngestPool> {
    await mkdir(settings.cacheDir, { recursive: true });
    const version = sourceVersion(programModule('ingest/worker'));
    const task: WorkerTask = { settings, version, build: randomUUID(), sealsBatches };
    const workers = await startWorkers<IngestBatch, IngestedFile[]>('ingest', {
      threads,
      workerData: task,
      heapMegabytes: settings.workerMegabytes,
    });
    return new IngestPool(task.build, workers, settings);
  }

  /**
   * Lets a worker read, check and render posts, one after another.
   * @param files paths below the posts folder.
   * @returns one result per file, in their order.
   * @throws {Error} for failures that are not a post's fault: a full disk, a worker
   * that cannot start.
   */
  async ingest(files: readonly string[]): Promise<IngestedFile[]> {
    if (files.length === 0) return [];
    const cell = clockCell();
    const abort = new AbortController();
    const running: Running = { watch: new BatchWatch(cell, ticksPerPost), abort };
    this.#running.add(running);
    try {
      const { pool, failure } = this.#workers;
      const work = pool.run({ files, cell }, { signal: abort.signal }).then(
        (results) => ({ results, error: undefined }),
        (error: unknown) => ({ results: undefined, error }),
      );
      const { results, error } = await Promise.race([work, failure]);
      if (results) return results;
      const fault = faultOf(running, error);
      const index = running.slow ?? running.watch.index;
      const file = files[index];
      if (fault === undefined || file === undefined) throw error;
      // The results so far are lost with the worker.
      const before = await this.ingest(files.slice(0, index));
      const after = await this.ingest(files.slice(index + 1));
      return [...before, this.#refused(file, fault), ...after];
    } finally {
      this.#running.delete(running);
    }
  }

  /** Resolves when ended workers have stopped writing. */
  async settled(): Promise<void> {
    await Promise.all(this.#endings);
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#workers.pool.destroy();
  }

  #tick(): void {
    for (const running of this.#running) {
      const slow = running.watch.tick();
      if (slow === undefined || running.slow !== undefined) continue;
      running.slow = slow;
      const { pool } = this.#workers;
      const before = pool.threads;
      // This ends the worker, and the pool starts another.
      running.abort.abort();
      const ended = before.filter((thread) => !pool.threads.includes(thread));
      this.#endings.push(
        ...ended.map((thread) => new Promise((done) => thread.once('exit', done))),
      );
    }
  }

  #refused(file: string, fault: Fault): IngestedFile {
    const { postsLabel, postSeconds, workerMegabytes, hooks } = this.#settings;
    const texts =
      fault === 'post-too-slow'
        ? {
            message: `The post takes longer than ${postSeconds} s to read and render.`,
            hint:
              `Look for a mark that repeats very often${hooks ? ' or a slow hook' : ''}, ` +
              'or raise limits.postSeconds.',
          }
        : {
            message: `The post takes more than the ${workerMegabytes} MB of memory allowed.`,
            hint: 'Split the post, or raise limits.workerMegabytes in site.config.ts.',
          };
    const problem = problemAt(path.posix.join(postsLabel, file), 1, { code: fault, ...texts });
    return { file, outcome: 'rejected', problems: [problem] };
  }
}

/** Why a worker was ended; undefined if no post is to blame. */
function faultOf({ slow }: Running, error: unknown): Fault | undefined {
  if (slow !== undefined) return 'post-too-slow';
  // https://nodejs.org/api/errors.html#err_worker_out_of_memory
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'post-out-of-memory' : undefined;
}
