import { startWorkers } from '../../workers/worker-pool.ts';
import { collectParts } from './collect-parts.ts';
import type { IndexTask } from './index-worker.ts';
import { partWorkOf, threadsFor, type PartOptions } from './inversion.ts';

/**
 * Makes the parts of documents that the cache lacks, and no index: that is made where the documents
 * of all machines come together.
 */
export async function keepParts(options: PartOptions): Promise<void> {
  const { documents } = options;
  // As if all documents were added to an index: then their keys are not sorted for one.
  const tier = { start: 0, end: documents.length, base: { added: [...documents.keys()] } };
  const work = { ...partWorkOf(options), tiers: [tier] };
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { threads = threadsFor({ ...options, isCallerIdle: true }) } = options;
  if (threads === 0) {
    collectParts(work, 0, next);
    return;
  }
  const { pool, failure } = await startWorkers<IndexTask, unknown>('search', { threads });
  try {
    const shares = Array.from({ length: threads }, (_, thread) =>
      pool.run({ parts: { work, thread, next } }),
    );
    await Promise.race([Promise.all(shares), failure]);
  } finally {
    await pool.destroy();
  }
}
