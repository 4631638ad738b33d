import path from 'node:path';
import type { Problem } from '../content/problem.ts';
import type { Article } from '../ingest/types.ts';
import { problemsOfError } from '../report/build-error.ts';
import type { SiteOptions } from './read-posts.ts';
import { OutputError } from './staging.ts';
import { howToRun } from '../shared/how-to-run.ts';

/**
 * Turns an error that stopped a build into problems.
 * @param outputDir absolute path of the output folder.
 */
export function failedBuild(error: unknown, outputDir: string): readonly Problem[] {
  if (error instanceof OutputError) {
    const { message, hint } = error;
    return [{ file: outputDir, code: 'output-folder', message, hint, severity: 'error' }];
  }
  return problemsOfError(error, outputDir);
}

/** The problem of an empty posts folder. @param folder the folder as problems name it. */
export function noPosts(folder: string): Problem {
  return {
    file: folder,
    code: 'no-posts',
    message: 'There is no post in this folder.',
    hint:
      `Check its path, and that its disk is mounted; ${howToRun('new')}, with the same ` +
      '--config if any, writes a first post.',
    severity: 'error',
  };
}

/** Problems of articles whose files have changed since they were read. */
export function changedProblems(
  { postsLabel }: Pick<SiteOptions, 'postsLabel'>,
  changed: readonly Article[],
): readonly Problem[] {
  return changed.map(({ post }) => editionLeftOut(path.posix.join(postsLabel, post.file)));
}

/** The page is published; the next build makes it and its edition from the new version. */
function editionLeftOut(file: string): Problem {
  return {
    file,
    line: 1,
    code: 'post-changing',
    message: 'The file has changed since it was read; its Markdown edition is left out.',
    hint: 'Build again when the file is complete.',
    severity: 'warning',
  };
}
