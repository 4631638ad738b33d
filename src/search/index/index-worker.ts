import { indexShare } from './index-share.ts';
import type { FinishedShare, IndexShare } from './index-share.ts';
import { writeTables } from './write-index.ts';
import type { IndexTables, InvertedIndex, SearchIndexStats } from './write-index.ts';

/** What a thread of the search index does. */
export type IndexTask =
  { readonly share: IndexShare } | { readonly tables: IndexTables; readonly index: InvertedIndex };

/** Makes a share of the index, or completes it; piscina calls it. */
export default function work(task: IndexTask): FinishedShare | SearchIndexStats {
  return 'share' in task ? indexShare(task.share) : writeTables(task.tables, task.index);
}
