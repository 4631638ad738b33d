import { indexShare, type FinishedShare, type IndexShare } from './index-share.ts';
import { completeIndex, type Completion, type SearchIndexStats } from './write-index.ts';

/** A task of a search thread. */
export type IndexTask = { readonly share: IndexShare } | { readonly completion: Completion };

/** Does a task. Piscina calls it. */
export default function work(task: IndexTask): FinishedShare | SearchIndexStats {
  return 'share' in task ? indexShare(task.share) : completeIndex(task.completion);
}
