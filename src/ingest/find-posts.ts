import { readdir, realpath, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { compareText } from '../content/problem.ts';
import type { Problem } from '../content/problem.ts';
import { isBelow } from '../content/real-paths.ts';

export interface FoundPosts {
  /** Paths below the folder with `/` separators, in code unit order. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Finds the Markdown files below a folder. Dot files and `node_modules` are passed over; links are followed, each folder once, as long as they lead
 * to something below the folder: a pipeline that can write a link must not publish the machine's other files.
 * @param root absolute path.
 * @param label how problems name the folder.
 */
export async function findPosts(root: string, label: string): Promise<FoundPosts> {
  const files: string[] = [];
  const problems: Problem[] = [];
  const visited = new Set<string>();
  const realRoot = await realpath(root);

  async function walk(folder: string): Promise<void> {
    const absolute = path.join(root, folder);
    const entries = await listFolder(absolute, visited);
    if (entries === undefined) {
      // Deleted since it was listed. Any other failure ends the build: a folder out of reach is no folder without posts.
      if (folder !== '') return;
      throw new Error(`The folder ${label} was deleted while it was read.`);
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const kind = entry.isSymbolicLink()
        ? await kindOfTarget(path.join(root, file), realRoot)
        : kindOf(entry);
      const markdown = /\.(?:md|markdown)$/i.test(entry.name);
      const place = { file: path.posix.join(label, file), line: 1, severity: 'error' } as const;
      if (kind === 'folder') {
        if (markdown) {
          problems.push({
            ...place,
            code: 'post-is-a-folder',
            message: 'A folder has a name like a post.',
            hint: 'Rename it without ".md"; the posts in it are read all the same.',
          });
        }
        await walk(file);
      } else if (markdown && kind === 'file') {
        files.push(file);
      } else if (kind === 'outside') {
        problems.push({
          ...place,
          code: 'post-outside',
          message: 'The link leads out of the posts folder.',
          hint: 'Copy what it points to into the folder, or build from a folder that holds both.',
        });
      } else if (markdown) {
        problems.push({
          ...place,
          code: 'post-unreadable',
          message: kind === 'broken' ? 'The link leads nowhere.' : 'This is not an ordinary file.',
          hint: 'Point the link to an existing post, or delete it.',
        });
      }
    }
  }

  await walk('');
  return { files: files.sort(compareText), problems };
}

/** Entries of a folder: none when it was listed before under another name, undefined when it is not there. */
async function listFolder(
  absolute: string,
  visited: Set<string>,
): Promise<readonly Dirent[] | undefined> {
  try {
    const real = await realpath(absolute);
    if (visited.has(real)) return [];
    visited.add(real);
    const entries = await readdir(absolute, { withFileTypes: true });
    // Which of two ways to one folder is taken must not depend on the file system's order.
    return entries.sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

type Kind = 'file' | 'folder' | 'broken' | 'outside' | 'other';

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): Kind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}

async function kindOfTarget(link: string, realRoot: string): Promise<Kind> {
  try {
    return (await isBelow(link, realRoot)) ? kindOf(await stat(link)) : 'outside';
  } catch {
    return 'broken';
  }
}
