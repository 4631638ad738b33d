import { Piscina } from 'piscina';
import { workerCode } from './worker-code.ts';
import type { WorkerName } from './worker-code.ts';

export interface WorkerPool<Task, Result> {
  readonly pool: Piscina<Task, Result>;
  /** Rejects when a worker cannot start, which fails outside any task: to be raced with the work. */
  readonly failure: Promise<never>;
}

/**
 * Starts worker threads, as many at all times. Whoever starts them destroys the pool.
 * @param workerData what each worker is given; plain data.
 * @param youngGenerationMb space for young objects in each worker.
 */
export async function startWorkers<Task, Result>(
  name: WorkerName,
  threads: number,
  workerData: unknown,
  youngGenerationMb?: number,
): Promise<WorkerPool<Task, Result>> {
  const entry = await workerCode(name);
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
