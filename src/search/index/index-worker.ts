import { invertShare } from './invert-share.ts';
import type { FinishedShare, InversionShare } from './invert-share.ts';
import { writeTables } from './write-index.ts';
import type { IndexTables, InvertedIndex, SearchIndexStats } from './write-index.ts';

/** What a thread of the search index does. */
export type IndexTask =
  | { readonly share: InversionShare }
  | { readonly tables: IndexTables; readonly index: InvertedIndex };

/** Inverts a share of the index, or completes it; piscina calls it. */
export default function work(task: IndexTask): FinishedShare | SearchIndexStats {
  return 'share' in task ? invertShare(task.share) : writeTables(task.tables, task.index);
}
