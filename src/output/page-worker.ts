import { workerData } from 'piscina';
import { PageFiles } from './page-files.ts';
import type { Page, PageFolders } from './page-files.ts';
import { pageIn } from './page-slab.ts';
import type { Span } from './page-slab.ts';

/** Pages that are written in one go. */
export interface PageBatch {
  /** With the place of those that were rendered. */
  readonly pages: readonly (Page & { readonly span?: Span })[];
  /** Where these stand; see `PageSlab`. */
  readonly memory: SharedArrayBuffer | undefined;
}

/** What a writer asks of its thread. */
export type PageTask = PageBatch | 'close';

// One worker thread: the state below is its own.
const files = new PageFiles(workerData as PageFolders);

/** @returns paths of the pages that are neither rendered nor whole in the cache. */
export default function writeBatch(task: PageTask): string[] {
  if (task === 'close') {
    files.close();
    return [];
  }
  const { pages, memory } = task;
  return pages.flatMap(({ span, ...page }) => {
    const rendered = memory && span && pageIn(memory, span);
    return files.write(page, rendered) ? [] : page.path;
  });
}
