import type { ProgressListener, ProgressStage } from '../report/types.ts';

const stageNames: Readonly<Record<ProgressStage, string>> = {
  read: 'Reading and rendering posts',
  index: 'Preparing posts for search',
  gather: 'Gathering terms, lists and links',
  write: 'Writing pages',
};

/** Minimum time between two updates of the line. */
const intervalMs = 100;

/** Shows progress until it is ended. */
export interface ProgressDisplay {
  readonly listener: ProgressListener;
  /** Clears the line for the report. */
  readonly end: () => void;
}

/**
 * Shows progress: on a terminal as one line that is overwritten, elsewhere (CI logs)
 * as one line a stage.
 */
export function createProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  let lastStage: ProgressStage | undefined;
  let lastDraw = 0;
  const listener: ProgressListener = (stage, done, total) => {
    const started = stage !== lastStage;
    lastStage = stage;
    if (!stream.isTTY) {
      if (started) stream.write(`${stageNames[stage]}${total > 0 ? ` (${total})` : ''} …\n`);
      return;
    }
    const now = Date.now();
    if (!started && done < total && now - lastDraw < intervalMs) return;
    lastDraw = now;
    const count = done > 0 ? ` ${done} of ${total}` : ' …';
    stream.write(`\r\u001B[K${stageNames[stage]}${count}`);
  };
  return { listener, end: () => stream.isTTY && stream.write('\r\u001B[K') };
}
