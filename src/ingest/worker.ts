import { threadId } from 'node:worker_threads';
import { workerData } from 'piscina';
import { createPostIngester } from './ingest-post.ts';
import { BatchClock } from './post-clock.ts';
import type { IngestBatch, IngestedFile, WorkerTask } from './types.ts';

// One worker thread: the state below is its own.
const { settings, version, build, sealsBatches } = workerData as WorkerTask;
const clock = new BatchClock();
const { ingest, seal } = createPostIngester(settings, version, `${build}-${threadId}`, clock);

/** Reads and renders a batch of posts; piscina calls it. */
export default async function ingestBatch({ files, cell }: IngestBatch): Promise<IngestedFile[]> {
  const results: IngestedFile[] = [];
  for (const [index, file] of files.entries()) {
    clock.turnTo(cell, index);
    results.push(await ingest(file));
  }
  if (sealsBatches) seal(results);
  return results;
}
