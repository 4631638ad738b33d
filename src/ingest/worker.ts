import { threadId } from 'node:worker_threads';
import { workerData } from 'piscina';
import { createPostIngester } from './ingest-post.ts';
import type { IngestedFile, WorkerTask } from './types.ts';

// One worker thread: the state below is its own.
const { settings, version, build } = workerData as WorkerTask;
const { ingest } = createPostIngester(settings, version, `${build}-${threadId}`);

/** Reads and renders a batch of posts; piscina calls it with paths below the posts folder. */
export default async function ingestBatch(files: readonly string[]): Promise<IngestedFile[]> {
  const results: IngestedFile[] = [];
  for (const file of files) results.push(await ingest(file));
  return results;
}
