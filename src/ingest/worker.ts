import { threadId } from 'node:worker_threads';
import { workerData } from 'piscina';
import { createPostIngester } from './ingest-post.ts';
import { BatchClock } from './post-clock.ts';
import type { IngestBatch, IngestedFile, WorkerTask } from './types.ts';

// Module state is safe here: each thread loads this module anew.
const { settings, version, build, sealsBatches } = workerData as WorkerTask;
const clock = new BatchClock();
const { ingest, seal } = createPostIngester(settings, version, `${build}-${threadId}`, clock);

/** Reads and renders a batch of posts. Piscina calls the default export. */
export default async function ingestBatch({ files, cell }: IngestBatch): Promise<IngestedFile[]> {
  const results: IngestedFile[] = [];
  for (const [index, file] of files.entries()) {
    clock.turnTo(cell, index);
    const result = await ingest(file);
    results.push(result);
    if (result.stopsBuild) break;
  }
  if (sealsBatches) seal(results);
  return results;
}
