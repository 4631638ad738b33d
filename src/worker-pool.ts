import { Piscina } from 'piscina';

export interface WorkerPool<Task, Result> {
  readonly pool: Piscina<Task, Result>;
  /** Rejects when a worker cannot start, which fails outside any task: to be raced with the work. */
  readonly failure: Promise<never>;
}

/**
 * Starts worker threads, as many at all times. Whoever starts them destroys the pool.
 * @param entry JavaScript module whose functions are the tasks.
 * @param workerData what each worker is given; plain data.
 * @param youngGenerationMb space for young objects in each worker.
 */
export function startWorkers<Task, Result>(
  entry: URL,
  threads: number,
  workerData: unknown,
  youngGenerationMb?: number,
): WorkerPool<Task, Result> {
  const pool = new Piscina<Task, Result>({
    filename: entry.href,
    minThreads: threads,
    maxThreads: threads,
    workerData,
    ...(youngGenerationMb !== undefined && {
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    }),
  });
  return { pool, failure: new Promise<never>((_, reject) => pool.on('error', reject)) };
}
