import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { problemAt, type Problem, type ProblemTexts } from '../content/problem.ts';
import { FileRefused, readRegularFile } from '../shared/regular-file.ts';
import { asError } from '../shared/as-error.ts';

/** Attempts to read a file that changes while it is read. */
const attempts = 3;
const pauseMs = 100;

/**
 * Reads a post in one consistent version: a file that changes meanwhile is read again. A writer
 * that pauses in the middle looks finished, so only renaming a finished file into place is safe
 * (docs/reliability.md). Reading is synchronous: a worker has no other work, and asynchronous
 * reading takes four times as long.
 * @param postsDir absolute path; only ordinary files within it are read.
 * @param file path below it.
 * @param label the file as problems name it.
 * @param maximumBytes a larger file is refused.
 */
export async function loadPost(
  postsDir: string,
  file: string,
  label: string,
  maximumBytes: number,
): Promise<Uint8Array | Problem> {
  for (let attempt = 1; ; attempt++) {
    try {
      return readRegularFile(path.join(postsDir, file), postsDir, maximumBytes);
    } catch (error) {
      const isChanging = error instanceof FileRefused && error.reason === 'changing';
      if (!isChanging || attempt === attempts) return problemOf(error, label, maximumBytes);
      await sleep(pauseMs);
    }
  }
}

function problemOf(error: unknown, file: string, maximumBytes: number): Problem {
  const reason = error instanceof FileRefused ? error.reason : 'failed';
  const megabytes = (maximumBytes / 1024 / 1024).toFixed(1);
  const cause = asError(error).message;
  const texts: Readonly<Record<typeof reason, ProblemTexts>> = {
    'too-large': {
      code: 'post-too-large',
      message: `The file has more than the ${megabytes} MB allowed.`,
      hint: 'Split the post, or raise limits.postBytes in site.config.ts.',
    },
    changing: {
      code: 'post-changing',
      message: 'The file changes while it is read.',
      hint:
        'Build again when the file is complete. Pipelines should rename finished files into ' +
        'place.',
    },
    outside: {
      code: 'post-outside',
      message: 'The link leads out of the posts folder.',
      hint: 'Copy what it points to into the folder, or build from a folder that holds both.',
    },
    'not-regular': {
      code: 'post-unreadable',
      message: 'This is not an ordinary file.',
      hint: 'Put the post itself in its place, or delete it.',
    },
    failed: {
      code: 'post-unreadable',
      message: `The file cannot be read: ${cause}.`,
      hint: 'Check that it exists and that the build may read it.',
    },
  };
  return problemAt(file, 1, texts[reason]);
}
