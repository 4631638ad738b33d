import type { Piscina } from 'piscina';
import { encodeUtf8 } from '../content/utf8.ts';
import { startWorkers } from '../workers/worker-pool.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { PageFiles } from './page-files.ts';
import type { Page, PageFolders } from './page-files.ts';
import { bytesOf, PageSlab } from './page-slab.ts';
import type { Span } from './page-slab.ts';
import type { PageBatch, PageTask } from './page-worker.ts';

/** Pages in a message: few messages, but each soon. */
const batchSize = 16;

/**
 * Messages with rendered pages that may wait. Each has a slab, and Eleventy could be ahead by all
 * pages.
 */
const maximumBatches = 8;

/** Sites of fewer pages are written at once: a thread has to start first. */
const threadFrom = 1000;

/** Takes pages as they are ready. */
export interface PageWriter {
  /**
   * Writes a page. Resolves when there is room for the next one.
   * @param html as Eleventy rendered it, without its article; absent where the cache holds it.
   * @throws {Error} when a page before it could not be written; see `PageFiles.write`.
   */
  readonly write: (page: Page, html?: string) => Promise<void>;
  /**
   * Waits until all pages are on disk.
   * @returns paths of those that were not: neither rendered nor whole in the cache.
   */
  readonly settle: () => Promise<readonly string[]>;
  /** Ends the writing; pages that were settled are kept for other builds. */
  readonly close: () => Promise<void>;
}

/**
 * @param pages how many there will be.
 * @param onProgress called with the number of pages written.
 */
export async function createPageWriter(
  folders: PageFolders,
  pages: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<PageWriter> {
  if (pages < threadFrom) return directWriter(folders, onProgress);
  // Pages of the cache are named only: all of them are sent at once, however busy this thread is.
  const options = { threads: 1, workerData: folders, tasksAtOnce: Math.ceil(pages / batchSize) };
  return new ThreadWriter(await startWorkers('pages', options), onProgress);
}

function directWriter(folders: PageFolders, onProgress: (done: number) => void): PageWriter {
  const files = new PageFiles(folders);
  let missing: string[] = [];
  let done = 0;
  return {
    write: async (page, html) => {
      if (files.write(page, html === undefined ? undefined : encodeUtf8(html))) onProgress(++done);
      else missing.push(page.path);
      await Promise.resolve();
    },
    settle: () => {
      const all = missing;
      missing = [];
      return Promise.resolve(all);
    },
    close: () => {
      files.close();
      return Promise.resolve();
    },
  };
}

/**
 * Writes pages in a thread of its own, while Eleventy, which has one, renders others. A second
 * thread would only wait for the file system.
 */
class ThreadWriter implements PageWriter {
  readonly #pool: Piscina<PageTask, string[]>;
  readonly #onProgress: (done: number) => void;
  /** Batches that are not written yet. */
  readonly #running = new Set<Promise<void>>();
  /** Those of them that hold rendered pages. */
  readonly #rendered = new Set<Promise<void>>();
  readonly #broken: Promise<never>;
  #batch: PageBatch['pages'][number][] = [];
  /** Holds the rendered pages of the batch. */
  #slab = new PageSlab();
  readonly #written: PageSlab[] = [];
  #missing: string[] = [];
  #failure: { readonly error: unknown } | undefined;
  #done = 0;

  constructor(
    { pool, failure }: WorkerPool<PageTask, string[]>,
    onProgress: (done: number) => void,
  ) {
    this.#onProgress = onProgress;
    this.#pool = pool;
    this.#broken = failure;
    this.#broken.catch((error: unknown) => (this.#failure ??= { error }));
  }

  async write(page: Page, html?: string): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    // Finding room for it may send the batch.
    const span = html === undefined ? undefined : this.#place(html);
    this.#batch.push(span ? { ...page, span } : page);
    if (this.#batch.length >= batchSize) this.#send();
    while (this.#rendered.size > maximumBatches) {
      await Promise.race([...this.#rendered, this.#broken]);
    }
  }

  async settle(): Promise<readonly string[]> {
    this.#send();
    await Promise.race([Promise.all(this.#running), this.#broken]);
    if (this.#failure) throw this.#failure.error;
    const missing = this.#missing;
    this.#missing = [];
    return missing;
  }

  async close(): Promise<void> {
    try {
      if (!this.#failure) await this.#pool.run('close');
    } finally {
      await this.#pool.destroy();
    }
  }

  #place(html: string): Span {
    const span = this.#slab.put(html);
    if (span) return span;
    if (this.#slab.isEmpty) this.#slab = new PageSlab(bytesOf(html));
    else this.#send();
    return this.#place(html);
  }

  #send(): void {
    const pages = this.#batch;
    if (pages.length === 0) return;
    this.#batch = [];
    const slab = pages.some(({ span }) => span) ? this.#slab : undefined;
    if (slab) this.#slab = this.#written.pop() ?? new PageSlab();
    const work = this.#pool
      .run({ pages, memory: slab?.memory })
      .then((missing) => {
        this.#missing.push(...missing);
        this.#onProgress((this.#done += pages.length - missing.length));
      })
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#running.delete(work);
        this.#rendered.delete(work);
        slab?.clear();
        if (slab) this.#written.push(slab);
      });
    this.#running.add(work);
    if (slab) this.#rendered.add(work);
  }
}
