import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
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
      const before = await stat(file);
      if (before.size > maximumBytes) {
        return {
          ...problem,
          code: 'post-too-large',
          message: `The file has ${megabytes(before.size)} MB, more than the ${megabytes(maximumBytes)} MB allowed.`,
          hint: 'Split the post, or raise limits.postBytes in site.config.ts.',
        };
      }
      const bytes = await readFile(file);
      const after = await stat(file);
      const same =
        before.ino === after.ino &&
        before.mtimeMs === after.mtimeMs &&
        before.size === after.size &&
        bytes.length === after.size;
      if (same) return bytes;
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

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
