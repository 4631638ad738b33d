import { workerData } from 'piscina';
import { encodeUtf8 } from '../content/utf8.ts';
import { PageFiles, type Page, type PageFolders } from './page-files.ts';

/** A page, with its text if it was rendered; others come from the cache. */
export type PageToWrite = Page & { readonly html?: string };

/** A message to the thread that writes pages: pages to write, paths to remove, or to end. */
export type PageTask = readonly PageToWrite[] | { readonly remove: readonly string[] } | 'close';

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
  if ('remove' in task) {
    files.remove(task.remove);
    return [];
  }
  return task.flatMap(({ html, ...page }) => {
    const rendered = html === undefined ? undefined : encodeUtf8(html);
    return files.write(page, rendered) ? [] : page.path;
  });
}
