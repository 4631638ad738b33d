import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { IngestedFile, WorkerSettings } from './types.ts';

/** Files a worker takes at once: large enough to hide the cost of a message, small enough to share the work evenly. */
const batchSize = 16;

/**
 * Reads, checks and renders all posts in worker threads, one per core.
 * @param files paths below `settings.postsDir`.
 * @param onProgress called with the number of files done.
 * @returns one result per file, in the order of `files`.
 */
export async function ingestPosts(
  files: readonly string[],
  settings: WorkerSettings,
  onProgress: (done: number) => void = () => undefined,
): Promise<IngestedFile[]> {
  if (files.length === 0) return [];
  const batches: string[][] = [];
  for (let start = 0; start < files.length; start += batchSize) {
    batches.push(files.slice(start, start + batchSize));
  }
  const threads = Math.max(1, Math.min(availableParallelism(), batches.length));
  const pool = new Piscina<readonly string[], IngestedFile[]>({
    filename: new URL('./worker-entry.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    workerData: settings,
  });
  let done = 0;
  // A worker that cannot start fails outside any task.
  const failure = new Promise<never>((_, reject) => pool.on('error', reject));
  try {
    const work = Promise.all(
      batches.map(async (batch) => {
        const result = await pool.run(batch);
        done += batch.length;
        onProgress(done);
        return result;
      }),
    );
    return (await Promise.race([work, failure])).flat();
  } finally {
    await pool.destroy();
  }
}
