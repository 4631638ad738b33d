import { Piscina } from 'piscina';
import type { Page, PageFolders } from './page-files.ts';
import type { PageTask } from './page-worker.ts';

/** Pages in a message: few messages, but each soon. */
const batchSize = 16;

/** Messages that may wait. Each holds a megabyte, and Eleventy could be ahead by all pages. */
const maximumBatches = 8;

/**
 * Writes pages in a thread of its own, while Eleventy, which has one, renders others. File system, hashes and UTF-8 of 18,000 pages take 16 s.
 */
export class PageWriter {
  readonly #pool: Piscina<PageTask, string[]>;
  readonly #onProgress: (done: number) => void;
  readonly #running = new Set<Promise<void>>();
  readonly #broken: Promise<never>;
  #batch: Page[] = [];
  #missing: string[] = [];
  #failure: { readonly error: unknown } | undefined;
  #done = 0;

  /** @param onProgress called with the number of pages written. */
  constructor(folders: PageFolders, onProgress: (done: number) => void = () => undefined) {
    this.#onProgress = onProgress;
    this.#pool = new Piscina<PageTask, string[]>({
      filename: new URL('./page-worker-entry.js', import.meta.url).href,
      minThreads: 1,
      maxThreads: 1,
      workerData: folders,
    });
    // A worker that cannot start fails outside any task.
    this.#broken = new Promise<never>((_, reject) => this.#pool.on('error', reject));
    this.#broken.catch((error: unknown) => (this.#failure ??= { error }));
  }

  /**
   * Takes a page, rendered (its bytes are handed over) or by its key in the cache. Resolves when there is room for the next one.
   * @throws {Error} when a page before it could not be written; see `PageFiles.write`.
   */
  async write(page: Page): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    this.#batch.push(page);
    if (this.#batch.length >= batchSize) this.#send();
    while (this.#running.size > maximumBatches) {
      await Promise.race([...this.#running, this.#broken]);
    }
  }

  /**
   * Waits until all pages are on disk.
   * @returns paths of those that were not: neither rendered nor whole in the cache.
   */
  async settle(): Promise<readonly string[]> {
    this.#send();
    await Promise.race([Promise.all(this.#running), this.#broken]);
    if (this.#failure) throw this.#failure.error;
    const missing = this.#missing;
    this.#missing = [];
    return missing;
  }

  /** Ends the thread; pages that were settled are kept for other builds. */
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
      .run({ pages }, { transferList: pages.flatMap(({ rendered }) => rendered?.buffer ?? []) })
      .then((missing) => {
        this.#missing.push(...missing);
        this.#onProgress((this.#done += pages.length - missing.length));
      })
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }
}
