import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { workerData } from 'piscina';
import type { Problem } from '../content/problem.ts';
import { readPost } from '../content/read-post.ts';
import { excerpt } from '../content/text.ts';
import { publishImages } from '../images/image-publisher.ts';
import { createRenderer } from '../markdown/index.ts';
import { decodeVariants } from '../search/fold.ts';
import { createPartMaker } from '../search/index/make-part.ts';
import { PartStoreWriter } from '../search/index/part-store.ts';
import { BodyWriter } from './body-store.ts';
import type { IngestedFile, WorkerSettings } from './types.ts';

// One worker thread: the state below is its own.
const settings = workerData as WorkerSettings;
const render = await createRenderer();
const writer = new BodyWriter(settings.storeDir, `bodies-${threadId}.html`);
const search =
  settings.searchVariants === undefined ? undefined : openSearch(settings.searchVariants);

/** Reads and renders a batch of posts; piscina calls it with paths below the posts folder. */
export default async function ingestBatch(files: readonly string[]): Promise<IngestedFile[]> {
  const results: IngestedFile[] = [];
  for (const file of files) {
    results.push(await ingest(file).catch((error: unknown) => crashed(file, error)));
  }
  search?.store.flush();
  return results;
}

/** One post that no rule foresaw must not take the others with it. */
function crashed(file: string, error: unknown): IngestedFile {
  // A disk that is full or out of reach is no fault of the post.
  if (error instanceof Error && 'syscall' in error) throw error;
  const problem: Problem = {
    file: path.posix.join(settings.postsLabel, file),
    line: 1,
    code: 'post-unforeseen',
    message: `The post cannot be rendered: ${excerpt(String(error), 200)}.`,
    hint: 'This is a fault of Inkstone: report it with the file. Until then, leave the post out.',
    severity: 'error',
  };
  return { file, outcome: 'rejected', problems: [problem] };
}

async function ingest(file: string): Promise<IngestedFile> {
  const label = path.posix.join(settings.postsLabel, file);
  const bytes = await load(path.join(settings.postsDir, file), label);
  if (!(bytes instanceof Uint8Array)) return { file, outcome: 'rejected', problems: [bytes] };

  const { outcome, post, body, bodyLine, problems } = readPost(bytes, file, label, settings.policy);
  if (!post) return { file, outcome, problems };
  const { images, problems: imageProblems } = await publishImages(body, bodyLine, file, label, {
    postsDir: settings.postsDir,
    outputDir: settings.outputDir,
    cacheDir: settings.imageCacheDir,
    pathPrefix: settings.pathPrefix,
  });
  const rendered = render(body, {
    file: label,
    bodyLine,
    lang: post.lang,
    title: post.title,
    ...(post.source !== undefined && { source: post.source }),
    pathPrefix: settings.pathPrefix,
    siteUrl: settings.siteUrl,
    images,
    labels: settings.labels,
  });
  const { html, toc, links, glosses, words, originals } = rendered;
  const article = {
    ...{ post, body: writer.append(html), toc, links, glosses, words, originals },
    ...(search &&
      post.visibility === 'listed' && { search: search.store.add(search.makePart(post, html)) }),
  };
  return {
    file,
    outcome,
    article,
    problems: [...problems, ...imageProblems, ...rendered.problems],
  };
}

function openSearch(variants: string) {
  return {
    makePart: createPartMaker(decodeVariants(variants)),
    store: new PartStoreWriter(settings.storeDir, `search-${threadId}`),
  };
}

async function load(file: string, label: string): Promise<Uint8Array | Problem> {
  const problem = { file: label, line: 1, severity: 'error' } as const;
  try {
    const { size } = await stat(file);
    if (size <= settings.maximumBytes) return await readFile(file);
    const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
    return {
      ...problem,
      code: 'post-too-large',
      message: `The file has ${megabytes(size)} MB, more than the ${megabytes(settings.maximumBytes)} MB allowed.`,
      hint: 'Split the post, or raise limits.postBytes in site.config.ts.',
    };
  } catch (error) {
    return {
      ...problem,
      code: 'post-unreadable',
      message: `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Check that it exists and that the build may read it.',
    };
  }
}
