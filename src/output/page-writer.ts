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
  /** Removes written pages, and folders that are empty then. */
  readonly remove: (paths: readonly string[]) => void;
  /** From now on calls a listener with the number of all pages written so far. */
  readonly watch: (onProgress: (done: number) => void) => void;
  /**
   * Waits until all pages so far are on disk.
   * @returns paths of pages that could not be written: neither rendered nor whole in the cache.
   */
  readonly settle: () => Promise<readonly string[]>;
  /**
   * Ends the writer; nothing happens the second time. Pages that were settled stay in the cache for
   * other builds.
   */
  readonly close: () => Promise<void>;
}

/**
 * Creates a writer: a worker thread for large sites, the main thread for small ones.
 * @param pages number of pages that the site will have, about.
 */
export async function createPageWriter(folders: PageFolders, pages: number): Promise<PageWriter> {
  if (pages < threadMinimumPages) return directWriter(folders);
  // Cached pages are sent by name only, so all of them may wait at once without taking memory.
  const options = { threads: 1, workerData: folders, tasksAtOnce: Math.ceil(pages / batchSize) };
  return new ThreadWriter(await startWorkers('pages', options));
}

function directWriter(folders: PageFolders): PageWriter {
  const files = new PageFiles(folders);
  let onProgress: (done: number) => void = () => undefined;
  let missing: string[] = [];
  let done = 0;
  let isClosed = false;
  return {
    write: async (page, html) => {
      if (files.write(page, html === undefined ? undefined : encodeUtf8(html))) onProgress(++done);
      else missing.push(page.path);
      await Promise.resolve();
    },
    remove: (paths) => {
      files.remove(paths);
    },
    watch: (listener) => {
      onProgress = listener;
    },
    settle: () => {
      const all = missing;
      missing = [];
      return Promise.resolve(all);
    },
    close: () => {
      if (!isClosed) files.close();
      isClosed = true;
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
  #onProgress: (done: number) => void = () => undefined;
  /** Batches that are being written or wait. */
  readonly #running = new Set<Promise<void>>();
  /** The running batches that hold rendered pages. */
  readonly #rendered = new Set<Promise<void>>();
  readonly #broken: Promise<never>;
  #batch: PageToWrite[] = [];
  #missing: string[] = [];
  #failure: { readonly error: unknown } | undefined;
  #done = 0;
  #closed: Promise<void> | undefined;

  constructor({ pool, failure }: WorkerPool<PageTask, string[]>) {
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

  remove(paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#send();
    void this.#track(this.#pool.run({ remove: paths }).then(() => undefined));
  }

  watch(onProgress: (done: number) => void): void {
    this.#onProgress = onProgress;
  }

  async settle(): Promise<readonly string[]> {
    this.#send();
    await Promise.race([Promise.all(this.#running), this.#broken]);
    if (this.#failure) throw this.#failure.error;
    const missing = this.#missing;
    this.#missing = [];
    return missing;
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#end());
  }

  async #end(): Promise<void> {
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
    const sent = this.#pool.run(pages).then((missing) => {
      this.#missing.push(...missing);
      this.#onProgress((this.#done += pages.length - missing.length));
    });
    const work = this.#track(sent);
    if (pages.some(({ html }) => html !== undefined)) this.#rendered.add(work);
  }

  /** @returns the same work; its error is thrown by the next call. */
  #track(sent: Promise<void>): Promise<void> {
    const work = sent
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#running.delete(work);
        this.#rendered.delete(work);
      });
    this.#running.add(work);
    return work;
  }
}
