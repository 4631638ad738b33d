import { readdirSync } from 'node:fs';
import { ProblemError } from '../content/problem.ts';
import { chunks } from '../shared/chunks.ts';
import { partialExtension, sealSegment, type SegmentEntry } from '../store/segment.ts';
import { workerCount } from '../workers/worker-count.ts';
import { IngestPool } from './ingest-pool.ts';
import { createStringSharing } from './share-strings.ts';
import type { IngestedFile, WorkerSettings } from './types.ts';

/**
 * Files that a worker takes at once: enough to hide the cost of a message, few enough to
 * share the work evenly.
 */
const batchSize = 16;

/**
 * Reads, checks and renders all posts in worker threads, one per core.
 * @param files paths below `settings.postsDir`.
 * @param onProgress called with the number of files done; first when all files are handed out.
 * @returns one result per file, in the order of `files`.
 * @throws {ProblemError} when a hook of the site's own does not work.
 */
export async function ingestPosts(
  files: readonly string[],
  settings: WorkerSettings,
  onProgress: (done: number) => void = () => undefined,
): Promise<IngestedFile[]> {
  if (files.length === 0) return [];
  const batches = chunks(files, batchSize);
  const threads = workerCount(batches.length);
  const pool = await IngestPool.start(settings, { threads, sealsBatches: false });
  const share = createStringSharing();
  let done = 0;
  try {
    const work = Promise.all(
      batches.map(async (batch) => {
        const result = await pool.ingest(batch);
        const stop = result.find(({ stopsBuild }) => stopsBuild);
        if (stop) throw new ProblemError(stop.problems);
        done += batch.length;
        onProgress(done);
        return share(result);
      }),
    );
    onProgress(0);
    const results = (await work).flat();
    await pool.settled();
    sealWritten(settings.cacheDir, pool.build, results);
    return results;
  } finally {
    await pool.close();
  }
}

/** Lets other builds find what the workers have written. */
function sealWritten(folder: string, build: string, results: readonly IngestedFile[]): void {
  const entries = new Map<string, SegmentEntry[]>();
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(build)) continue;
    entries.set(name.slice(0, -partialExtension.length), []);
  }
  for (const { entry } of results) if (entry) entries.get(entry.segment)?.push(entry);
  for (const [segment, own] of entries) sealSegment(folder, segment, own);
}
