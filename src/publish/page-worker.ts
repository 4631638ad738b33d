import { workerData } from 'piscina';
import { PageFiles } from './page-files.ts';
import type { Page, PageFolders } from './page-files.ts';

/** What a writer asks of its thread. */
export type PageTask = { readonly pages: readonly Page[] } | 'close';

// One worker thread: the state below is its own.
const files = new PageFiles(workerData as PageFolders);

/** @returns paths of the pages that are neither rendered nor whole in the cache. */
export default function writeBatch(task: PageTask): string[] {
  if (task !== 'close') return task.pages.flatMap((page) => (files.write(page) ? [] : page.path));
  files.close();
  return [];
}
