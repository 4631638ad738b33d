import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Stands in a rendered page where its article's body goes. Titles and the like cannot forge it: templates escape `<`. */
export const bodyMarker = '<!--inkstone:body-->';

const markerBytes = Buffer.from(bodyMarker);

/** Pages written at once: enough to keep the disk busy, few enough to bound memory. */
const concurrency = 16;

/** Gives the article that stands on a page; undefined for pages without one. */
export type BodyOfPage = (path: string) => Promise<Buffer> | undefined;

/**
 * Writes pages while others are still being rendered. The body of an article is put in the place of the marker as bytes: no article is decoded
 * again, and no page is written twice.
 */
export class PageWriter {
  readonly #outputDir: string;
  readonly #bodyOf: BodyOfPage;
  readonly #onProgress: (done: number) => void;
  readonly #running = new Set<Promise<void>>();
  /** Pages that wait for room, the first in front. Thousands may: Eleventy renders all pages of a template before it waits for one. */
  readonly #waiting: (() => void)[] = [];
  readonly #folders = new Set<string>();
  #failure: { readonly error: unknown } | undefined;
  #done = 0;

  constructor(
    outputDir: string,
    bodyOf: BodyOfPage,
    onProgress: (done: number) => void = () => undefined,
  ) {
    this.#outputDir = outputDir;
    this.#bodyOf = bodyOf;
    this.#onProgress = onProgress;
  }

  /**
   * Takes a page. Resolves when there is room for the next one.
   * @param page relative to the output folder.
   * @throws {Error} when a page lacks the marker, which means that its layout does not print `content`, or a page before it could not be
   * written.
   */
  async write(page: string, rendered: Buffer): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    if (this.#running.size >= concurrency) {
      // Each that is done lets one in: racing for the next to be done would wake all who wait, each time.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    // Read only now: the bodies of all who wait would fill the memory.
    const body = this.#bodyOf(page);
    const at = body ? rendered.indexOf(markerBytes) : -1;
    if (body && at < 0) {
      this.#waiting.shift()?.();
      throw new Error(`${page} has no article: its layout must print {{ content | safe }} once.`);
    }
    const work = this.#put(page, rendered, at, body)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#running.delete(work);
        this.#waiting.shift()?.();
      });
    this.#running.add(work);
  }

  /** Waits until every page is on disk. */
  async finish(): Promise<void> {
    await Promise.all(this.#running);
    if (this.#failure) throw this.#failure.error;
  }

  async #put(
    page: string,
    rendered: Buffer,
    at: number,
    body: Promise<Buffer> | undefined,
  ): Promise<void> {
    const bytes = body
      ? Buffer.concat([
          rendered.subarray(0, at),
          await body,
          rendered.subarray(at + markerBytes.length),
        ])
      : rendered;
    const file = path.join(this.#outputDir, page);
    const folder = path.dirname(file);
    if (!this.#folders.has(folder)) {
      await mkdir(folder, { recursive: true });
      this.#folders.add(folder);
    }
    await writeFile(file, bytes);
    this.#onProgress(++this.#done);
  }
}
