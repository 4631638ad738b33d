import { indexShare } from './index-share.ts';
import type { FinishedShare, IndexShare } from './index-share.ts';
import { completeIndex } from './write-index.ts';
import type { Completion, SearchIndexStats } from './write-index.ts';

/** A task of a search thread. */
export type IndexTask = { readonly share: IndexShare } | { readonly completion: Completion };

/** Does a task. Piscina calls it. */
export default function work(task: IndexTask): FinishedShare | SearchIndexStats | undefined {
  return 'share' in task ? indexShare(task.share) : completeIndex(task.completion);
}
