import { deserialize, serialize } from 'node:v8';
import type { IngestedFile } from '../ingest/types.ts';
import { programModule } from '../shared/program-dir.ts';
import { KeyedCache } from '../store/keyed-cache.ts';
import { cacheKey } from '../store/segment.ts';
import { sourceVersion } from '../store/source-version.ts';
import { tidyCache } from '../store/tidy-cache.ts';
import { startWorkers } from '../workers/worker-pool.ts';
import { workerCount } from '../workers/worker-count.ts';
import type { PostFindings } from './inspect-post.ts';
import type { InspectionSettings, PostToInspect } from './inspection-worker.ts';
import { chunks } from '../shared/chunks.ts';

/** Posts that a thread takes at once. */
const batchSize = 16;

/** Batches sent to a thread at once, as the main thread may be busy with the site's views. */
const batchesAtOnce = 8;

/** Findings by the path of the post below the posts folder. */
export type FindingsByFile = ReadonlyMap<string, PostFindings>;

/**
 * Inspects posts in threads, or takes what an earlier check has found in the same file and HTML.
 * @param results of reading; posts that are held back are left out.
 * @param cacheDir absolute path of a folder for findings.
 */
export async function inspectPosts(
  results: readonly IngestedFile[],
  settings: InspectionSettings,
  cacheDir: string,
): Promise<FindingsByFile> {
  const cache = new KeyedCache(cacheDir);
  const keyOf = findingsKeys(settings.postsLabel);
  const found = new Map<string, PostFindings>();
  const used = new Set<string>();
  const missing: IngestedFile[] = [];
  for (const result of results) {
    if (result.outcome === 'draft' || result.outcome === 'future') continue;
    const key = keyOf(result);
    const bytes = key === undefined ? undefined : cache.get(key);
    if (bytes) found.set(result.file, deserialize(bytes) as PostFindings);
    else missing.push(result);
    if (key !== undefined) used.add(key);
  }
  try {
    const findings = await inspectInThreads(missing.map(postToInspect), settings);
    for (const [index, result] of missing.entries()) {
      const own = findings[index];
      if (!own) continue;
      found.set(result.file, own);
      const key = keyOf(result);
      if (key !== undefined) cache.put(key, serialize(own));
    }
  } finally {
    cache.close();
  }
  await tidyCache(cacheDir, used);
  return found;
}

/** Makes the keys of findings: of all that they depend on. A refused post has none. */
function findingsKeys(postsLabel: string): (result: IngestedFile) => string | undefined {
  const version = sourceVersion(programModule('check/inspection-worker'));
  return ({ file, article }) =>
    article && cacheKey(version, postsLabel, file, article.fileChecksum, article.checksum);
}

function postToInspect({ file, article }: IngestedFile): PostToInspect {
  if (!article) return { file };
  const { fileChecksum, body, glosses, post } = article;
  return {
    file,
    rendered: {
      fileChecksum,
      body,
      glossed: glosses.map(({ term }) => term),
      hasSummary: post.summary !== undefined,
    },
  };
}

async function inspectInThreads(
  posts: readonly PostToInspect[],
  settings: InspectionSettings,
): Promise<readonly (PostFindings | undefined)[]> {
  if (posts.length === 0) return [];
  const batches = chunks(posts, batchSize);
  const { pool, failure } = await startWorkers<
    readonly PostToInspect[],
    readonly (PostFindings | undefined)[]
  >('check', {
    threads: workerCount(batches.length),
    workerData: settings,
    tasksAtOnce: batchesAtOnce,
  });
  try {
    const work = Promise.all(batches.map((batch) => pool.run(batch)));
    return (await Promise.race([work, failure])).flat();
  } finally {
    await pool.destroy();
  }
}
