import { collectParts, type PartWork } from './collect-parts.ts';
import { indexShare, type FinishedShare, type IndexShare } from './index-share.ts';
import { completeIndex, type Completion, type SearchIndexStats } from './write-index.ts';

/** A task of a search thread. */
export type IndexTask =
  | { readonly share: IndexShare }
  | { readonly completion: Completion }
  | { readonly parts: PartShare };

/** One thread's share of the parts that are to be kept. */
interface PartShare {
  readonly work: PartWork;
  readonly thread: number;
  /** See `collectParts`. */
  readonly next: Int32Array;
}

/** Does a task. Piscina calls it. */
export default function work(task: IndexTask): FinishedShare | SearchIndexStats | undefined {
  if ('parts' in task) {
    collectParts(task.parts.work, task.parts.thread, task.parts.next);
    return undefined;
  }
  return 'share' in task ? indexShare(task.share) : completeIndex(task.completion);
}
