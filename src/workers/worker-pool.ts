import { Piscina } from 'piscina';
import { workerCode } from './worker-code.ts';
import type { WorkerName } from './worker-code.ts';

export interface WorkerPool<Task, Result> {
  readonly pool: Piscina<Task, Result>;
  /**
   * Rejects when a worker cannot start, which fails outside any task: to be raced with the work.
   */
  readonly failure: Promise<never>;
}

export interface WorkerOptions {
  readonly threads: number;
  /** What each worker is given; plain data. */
  readonly workerData?: unknown;
  /**
   * Tasks that are sent to a worker before it is done with others, so that it need not wait for a
   * main thread that is busy.
   * @default 1
   */
  readonly tasksAtOnce?: number;
  /** JavaScript memory of each, in MB; one that needs more ends. @default what Node gives it */
  readonly heapMegabytes?: number;
}

/**
 * Starts worker threads, as many at all times. Whoever starts them destroys the pool.
 * @param name of the module whose functions are the tasks.
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
    // Bundles are plain JavaScript: the TypeScript loader that runs the program would only be
    // loaded once more. Profiles are wanted of all threads.
    execArgv: process.execArgv.filter((option) => option.startsWith('--cpu-prof')),
  });
  return { pool, failure: new Promise<never>((_, reject) => pool.on('error', reject)) };
}
