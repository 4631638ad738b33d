import { workerData } from 'piscina';
import { PageFiles } from './page-files.ts';
import type { Page, PageFolders } from './page-files.ts';
import { pageIn } from './page-slab.ts';
import type { Span } from './page-slab.ts';

/** Pages that one message asks to write. */
export interface PageBatch {
  /** A rendered page has its range of `memory`; other pages come from the cache. */
  readonly pages: readonly (Page & { readonly span?: Span })[];
  /** Memory of a `PageSlab`; undefined if no page was rendered. */
  readonly memory: SharedArrayBuffer | undefined;
}

/** A message to the thread that writes pages. */
export type PageTask = PageBatch | 'close';

// Module state is safe here: only one worker thread runs this module.
const files = new PageFiles(workerData as PageFolders);

/**
 * Writes the pages of a message.
 * @returns paths of pages that are neither rendered nor whole in the cache.
 */
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
