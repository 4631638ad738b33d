import { Piscina } from 'piscina';
import { workerCode, type WorkerName } from './worker-code.ts';

/** Running worker threads. */
export interface WorkerPool<Task, Result> {
  readonly pool: Piscina<Task, Result>;
  /** Rejects when a worker cannot start. No task reports that, so race tasks against it. */
  readonly failure: Promise<never>;
}

export interface WorkerOptions {
  readonly threads: number;
  /** Passed to each worker. Plain data. */
  readonly workerData?: unknown;
  /**
   * Tasks sent to a worker at once: with more than one, it need not wait for a busy main thread.
   * @default 1
   */
  readonly tasksAtOnce?: number;
  /**
   * JavaScript memory per worker in MB; a worker that needs more ends. @default Node's own limit
   */
  readonly heapMegabytes?: number;
}

/**
 * Starts a fixed number of worker threads. The caller destroys the pool.
 * @param name module whose functions are the tasks.
 */
export async function startWorkers<Task, Result>(
  name: WorkerName,
  { threads, workerData, tasksAtOnce = 1, heapMegabytes }: WorkerOptions,
): Promise<WorkerPool<Task, Result>> {
  const entry = await workerCode(name);
  const pool = new Piscina<Task, Result>({
    filename: entry.href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: tasksAtOnce,
    workerData,
    ...(heapMegabytes !== undefined && {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    }),
    // Bundles are JavaScript, so workers need no TypeScript loader. CPU profiles cover all threads.
    execArgv: process.execArgv.filter((option) => option.startsWith('--cpu-prof')),
  });
  return { pool, failure: new Promise<never>((_, reject) => pool.on('error', reject)) };
}
