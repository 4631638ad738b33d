import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Article } from '../ingest/types.ts';
import type { ReadBody } from './finish-body.ts';

/** Stands in a written page where its article's body goes. Titles and the like cannot forge it: templates escape `<`. */
export const bodyMarker = '<!--inkstone:body-->';

const markerBytes = Buffer.from(bodyMarker);

/** Pages worked on at once: enough to keep the disk busy, few enough to bound memory. */
const concurrency = 16;

export interface PageBody {
  /** Relative to the output folder. */
  readonly path: string;
  readonly article: Article;
}

/**
 * Puts rendered bodies in the place of the markers of written pages, as bytes: no article is decoded again.
 * @throws {Error} when a page has no marker, which means that its layout does not print `content`.
 */
export async function spliceBodies(
  outputDir: string,
  pages: readonly PageBody[],
  readBody: ReadBody,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let page = pages[next++]; page; page = pages[next++]) {
      await splice(path.join(outputDir, page.path), await readBody(page.article));
      done++;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

async function splice(file: string, body: Buffer): Promise<void> {
  const page = await readFile(file);
  const at = page.indexOf(markerBytes);
  if (at < 0) {
    throw new Error(`${file} has no article: its layout must print {{ content | safe }} once.`);
  }
  const rest = page.subarray(at + markerBytes.length);
  await writeFile(file, Buffer.concat([page.subarray(0, at), body, rest]));
}
