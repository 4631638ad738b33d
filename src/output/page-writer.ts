import type { Piscina } from 'piscina';
import { encodeUtf8 } from '../content/utf8.ts';
import { startWorkers, type WorkerPool } from '../workers/worker-pool.ts';
import { PageFiles, type Page, type PageFolders } from './page-files.ts';
import type { PageTask, PageToWrite } from './page-worker.ts';

/** Pages in a message: enough to need few messages, few enough to be sent soon. */
const batchSize = 16;

/**
 * Maximum messages with rendered pages that wait: Eleventy may render faster than they are written.
 */
const maximumBatches = 8;

/** Fewer pages are written by the main thread, as a thread takes time to start. */
const threadMinimumPages = 1000;

/** Writes pages as they become ready. */
export interface PageWriter {
  /**
   * Writes a page. Resolves when there is room for the next one.
   * @param html the page as Eleventy rendered it, without its article; without it, the page is
   * taken from the cache.
   * @throws {Error} when an earlier page could not be written; see `PageFiles.write`.
   */
  readonly write: (page: Page, html?: string) => Promise<void>;
  /**
   * Waits until all pages so far are on disk.
   * @returns paths of pages that could not be written: neither rendered nor whole in the cache.
   */
  readonly settle: () => Promise<readonly string[]>;
  /** Ends the writer. Pages that were settled stay in the cache for other builds. */
  readonly close: () => Promise<void>;
}

/**
 * Creates a writer: a worker thread for large sites, the main thread for small ones.
 * @param pages number of pages that the site will have.
 * @param onProgress called with the number of pages written.
 */
export async function createPageWriter(
  folders: PageFolders,
  pages: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<PageWriter> {
  if (pages < threadMinimumPages) return directWriter(folders, onProgress);
  // Cached pages are sent by name only, so all of them may wait at once without taking memory.
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
 * Writes pages in a worker thread while Eleventy renders others in the main thread. A second thread
 * would only wait for the file system.
 */
class ThreadWriter implements PageWriter {
  readonly #pool: Piscina<PageTask, string[]>;
  readonly #onProgress: (done: number) => void;
  /** Batches that are being written or wait. */
  readonly #running = new Set<Promise<void>>();
  /** The running batches that hold rendered pages. */
  readonly #rendered = new Set<Promise<void>>();
  readonly #broken: Promise<never>;
  #batch: PageToWrite[] = [];
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
    this.#batch.push(html === undefined ? page : { ...page, html });
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

  #send(): void {
    const pages = this.#batch;
    if (pages.length === 0) return;
    this.#batch = [];
    const work = this.#pool
      .run(pages)
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
      });
    this.#running.add(work);
    if (pages.some(({ html }) => html !== undefined)) this.#rendered.add(work);
  }
}
