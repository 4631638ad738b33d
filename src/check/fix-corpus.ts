import path from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { readPostIfSound, type PostFile } from '../authoring/post-file.ts';
import { findPosts } from '../ingest/find-posts.ts';
import { fixFrontMatter, type Fix } from './fix-front-matter.ts';

/** Fixes for one file, which are not written yet. */
export interface FileFix {
  /** Absolute path. */
  readonly file: string;
  /** The file as problems name it. */
  readonly label: string;
  readonly before: PostFile;
  readonly after: string;
  readonly fixes: readonly Fix[];
}

/**
 * Finds safe fixes in all posts of a folder, drafts included.
 * @param postsDir absolute path.
 * @param postsLabel the folder as problems name it.
 */
export async function findFixes(postsDir: string, postsLabel: string): Promise<readonly FileFix[]> {
  const { files } = await findPosts(postsDir, postsLabel);
  const found: FileFix[] = [];
  for (const name of files) {
    const file = path.join(postsDir, name);
    const before = readPostIfSound({ file, root: postsDir });
    if (!before) continue;
    const { text, fixes } = fixFrontMatter(before.text);
    if (fixes.length === 0) continue;
    found.push({ file, label: path.posix.join(postsLabel, name), before, after: text, fixes });
  }
  return found;
}

/**
 * Formats the change of one file as a unified diff, for `patch -p1` and `git apply`.
 * @param label path of the file with `/` separators.
 */
export function unifiedDiff(label: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${label}`, `b/${label}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
