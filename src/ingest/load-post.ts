import { closeSync, fstatSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readAt } from '../cache/segment.ts';
import type { Problem } from '../content/problem.ts';

/** How often a file that changes under the reader's eyes is read before it is given up. */
const attempts = 3;
const pauseMs = 100;

/**
 * Reads a post as it stood at one moment: a file that is written to meanwhile is read again, so that no article is half one version and half the next. A
 * writer that pauses in the middle cannot be told from one that is done; only renaming a finished file into place is safe (docs/reliability.md).
 * @param file absolute path.
 * @param label the file as problems name it.
 * @param maximumBytes a larger file is refused.
 */
export async function loadPost(
  file: string,
  label: string,
  maximumBytes: number,
): Promise<Uint8Array | Problem> {
  const problem = { file: label, line: 1, severity: 'error' } as const;
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) await sleep(pauseMs);
      const reading = readOnce(file, maximumBytes);
      if (reading.size > maximumBytes) {
        return {
          ...problem,
          code: 'post-too-large',
          message: `The file has ${megabytes(reading.size)} MB, more than the ${megabytes(maximumBytes)} MB allowed.`,
          hint: 'Split the post, or raise limits.postBytes in site.config.ts.',
        };
      }
      if (reading.bytes) return reading.bytes;
    }
    return {
      ...problem,
      code: 'post-changing',
      message: 'The file changes while it is read.',
      hint: 'Build again when it is written. Pipelines should write under another name and rename the finished file.',
    };
  } catch (error) {
    return {
      ...problem,
      code: 'post-unreadable',
      message: `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Check that it exists and that the build may read it.',
    };
  }
}

/**
 * Reads a file without a pause for others: a worker has nothing else to do, and by way of the thread pool each file would cost four times as much.
 * @returns its size, and its bytes unless there are too many or it changed meanwhile.
 */
function readOnce(file: string, maximumBytes: number): { size: number; bytes?: Uint8Array } {
  const descriptor = openSync(file, 'r');
  try {
    const before = fstatSync(descriptor);
    if (before.size > maximumBytes) return { size: before.size };
    const bytes = readAt(descriptor, 0, before.size);
    const after = fstatSync(descriptor);
    const same = before.mtimeMs === after.mtimeMs && before.size === after.size;
    return same && bytes ? { size: after.size, bytes } : { size: after.size };
  } finally {
    closeSync(descriptor);
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
