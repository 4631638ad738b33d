import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceVersion } from '../store/source-version.ts';
import type { Problem } from '../content/problem.ts';
import { startWorkers } from '../workers/worker-pool.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { BatchWatch, clockCell } from './post-clock.ts';
import type { IngestBatch, IngestedFile, WorkerSettings, WorkerTask } from './types.ts';

/** How often a post is looked after while its time runs. */
const ticksPerPost = 20;

/** What ends the work on one post: it took too long, or more memory than there is. */
type Fault = 'post-too-slow' | 'post-out-of-memory';

/** A batch that a worker is at or will be at. */
interface Running {
  readonly watch: BatchWatch;
  readonly abort: AbortController;
  /** Index of the post that has used up its time. */
  slow?: number;
}

export interface IngestPoolOptions {
  readonly threads: number;
  /** Whether the bodies of each batch can be read once it is done; otherwise the caller seals. */
  readonly sealsBatches: boolean;
}

/**
 * Worker threads that read, check and render posts. A post that uses up its time, or the memory of
 * its worker, is ended with the worker and costs itself alone: another worker takes that one's
 * place, and the rest of the batch.
 */
export class IngestPool {
  /** Begins the names of the segments that the workers write. */
  readonly build: string;
  readonly #workers: WorkerPool<IngestBatch, IngestedFile[]>;
  readonly #settings: WorkerSettings;
  readonly #running = new Set<Running>();
  readonly #timer: NodeJS.Timeout;
  /** Workers that were ended and may be in the middle of a write. */
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

  /** Starts the threads. Whoever does closes the pool. */
  static async start(
    settings: WorkerSettings,
    { threads, sealsBatches }: IngestPoolOptions,
  ): Promise<IngestPool> {
    await mkdir(settings.cacheDir, { recursive: true });
    const version = sourceVersion(fileURLToPath(new URL('./worker.ts', import.meta.url)));
    const task: WorkerTask = { settings, version, build: randomUUID(), sealsBatches };
    const workers = await startWorkers<IngestBatch, IngestedFile[]>('ingest', {
      threads,
      workerData: task,
      heapMegabytes: settings.workerMegabytes,
    });
    return new IngestPool(task.build, workers, settings);
  }

  /**
   * Has a worker read, check and render posts, one after another.
   * @param files paths below the posts folder.
   * @returns one result per file, in their order.
   * @throws what is no fault of a post: a disk that is full, a worker that cannot start.
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
      // What the batch had is lost with the worker.
      const before = await this.ingest(files.slice(0, index));
      const after = await this.ingest(files.slice(index + 1));
      return [...before, this.#refused(file, fault), ...after];
    } finally {
      this.#running.delete(running);
    }
  }

  /** Returns when no worker that was ended writes any more. */
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
      // Ends the worker too, and starts another.
      running.abort.abort();
      const ended = before.filter((thread) => !pool.threads.includes(thread));
      this.#endings.push(
        ...ended.map((thread) => new Promise((done) => thread.once('exit', done))),
      );
    }
  }

  #refused(file: string, fault: Fault): IngestedFile {
    const { postsLabel, postSeconds, workerMegabytes } = this.#settings;
    const place = { file: path.posix.join(postsLabel, file), line: 1, severity: 'error' } as const;
    const problem: Problem =
      fault === 'post-too-slow'
        ? {
            ...place,
            code: fault,
            message: `The post takes longer than ${postSeconds} s to read and render.`,
            hint: 'Look for marks over and over; or raise limits.postSeconds in site.config.ts.',
          }
        : {
            ...place,
            code: fault,
            message: `The post takes more than the ${workerMegabytes} MB of memory allowed.`,
            hint: 'Split the post, or raise limits.workerMegabytes in site.config.ts.',
          };
    return { file, outcome: 'rejected', problems: [problem] };
  }
}

/** What a worker was ended for; undefined for what no post is to blame for. */
function faultOf({ slow }: Running, error: unknown): Fault | undefined {
  if (slow !== undefined) return 'post-too-slow';
  // https://nodejs.org/api/errors.html#err_worker_out_of_memory
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'post-out-of-memory' : undefined;
}
