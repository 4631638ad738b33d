import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '../shared/compare-text.ts';
import { problemAt, type Problem } from '../content/problem.ts';
import { isInside } from '../shared/regular-file.ts';

/** The Markdown files below a folder, and what could not be listed. */
export interface FoundPosts {
  /** Paths below the folder with `/` separators, in code unit order. */
  readonly files: readonly string[];
  /** The files that are links, or lie in a folder that is a link. */
  readonly linked: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Finds the Markdown files below a folder. Dot files and `node_modules` are skipped. Links are
 * followed, each folder once, but only to places below the folder: a pipeline that can write a link
 * must not publish other files of the machine.
 * @param root absolute path.
 * @param label the folder as problems name it.
 * @throws {Error} when a folder cannot be listed, as it must not pass for an empty one.
 */
export async function findPosts(root: string, label: string): Promise<FoundPosts> {
  const files: string[] = [];
  const linked: string[] = [];
  const problems: Problem[] = [];
  const visited = new Set<string>();
  const realRoot = await realpath(root);

  async function walk(folder: string, isLinked: boolean): Promise<void> {
    const entries = await listFolder(path.join(root, folder), realRoot, visited);
    if (entries === 'gone' && folder === '') {
      throw new Error(`The folder ${label} was deleted while it was read.`);
    }
    if (typeof entries === 'string') {
      if (entries !== 'gone') problems.push(problemOf(entries, path.posix.join(label, folder)));
      return;
    }
    for (const { name, entry } of entries) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const file = folder === '' ? name : `${folder}/${name}`;
      const isLink = entry.isSymbolicLink();
      const isNamed = isUtf8(entry.name);
      const kind =
        isLink && isNamed ? await kindOfTarget(path.join(root, file), realRoot) : kindOf(entry);
      const isMarkdown = /\.(?:md|markdown)$/i.test(name);
      const tell = (trouble: Trouble) => {
        problems.push(problemOf(trouble, path.posix.join(label, file)));
      };
      if (!isNamed) {
        // Node cannot open such a name by a string. Other files with such names are
        // of no use to posts.
        if (isMarkdown || isLink || kind === 'folder') tell('not-utf8');
      } else if (kind === 'folder') {
        if (isMarkdown) tell('folder');
        await walk(file, isLinked || isLink);
      } else if (isMarkdown && kind === 'file') {
        files.push(file);
        if (isLinked || isLink) linked.push(file);
      } else if (kind === 'outside') {
        tell('outside');
      } else if (isMarkdown) {
        tell(kind === 'broken' ? 'broken' : 'other');
      }
    }
  }

  await walk('', false);
  return { files: files.sort(compareText), linked, problems };
}

type Trouble = 'not-utf8' | 'folder' | 'outside' | 'broken' | 'other' | 'too-long';

const troubles: Readonly<Record<Trouble, readonly [code: string, message: string, hint: string]>> =
  {
    'not-utf8': [
      'name-not-utf8',
      'The name is not UTF-8, so that nothing below it can be read.',
      'Rename it; convmv changes the names of a whole folder.',
    ],
    folder: [
      'post-is-a-folder',
      'A folder has a name like a post.',
      'Rename it without ".md"; the posts in it are read all the same.',
    ],
    outside: [
      'post-outside',
      'The link leads out of the posts folder.',
      'Copy what it points to into the folder, or build from a folder that holds both.',
    ],
    broken: [
      'post-unreadable',
      'The link leads nowhere.',
      'Point the link to an existing post, or delete it.',
    ],
    other: [
      'post-unreadable',
      'This is not an ordinary file.',
      'Put the post itself in its place, or delete it.',
    ],
    'too-long': [
      'path-too-long',
      'The path of the folder is too long for the system, so that nothing in it can be read.',
      'Move its posts up, or shorten the names of the folders above.',
    ],
  };

function problemOf(trouble: Trouble, file: string): Problem {
  const [code, message, hint] = troubles[trouble];
  return problemAt(file, 1, { code, message, hint });
}

interface Entry {
  /** Bytes that are not UTF-8 are written as `\xE9`. */
  readonly name: string;
  readonly entry: Dirent<Buffer>;
}

/** Lists a folder; no entries if it was listed before by another path. */
async function listFolder(
  absolute: string,
  realRoot: string,
  visited: Set<string>,
): Promise<readonly Entry[] | 'gone' | 'outside' | 'too-long'> {
  try {
    const real = await realpath(absolute);
    // It may have become a link since its name was read.
    if (!isInside(real, realRoot)) return 'outside';
    if (visited.has(real)) return [];
    visited.add(real);
    const entries = await readdir(real, { withFileTypes: true, encoding: 'buffer' });
    // Sorted, so that of two paths to one folder the same is taken on each file system.
    return entries
      .map((entry) => ({ name: textOf(entry.name), entry }))
      .sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code)) return 'gone';
    if (code === 'ENAMETOOLONG') return 'too-long';
    throw error;
  }
}

function textOf(name: Buffer): string {
  if (isUtf8(name)) return name.toString();
  return name.toString('latin1').replace(/[^\x20-\x7e]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

type Kind = 'file' | 'folder' | 'broken' | 'outside' | 'other';

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): Kind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}

async function kindOfTarget(link: string, realRoot: string): Promise<Kind> {
  try {
    return isInside(await realpath(link), realRoot) ? kindOf(await stat(link)) : 'outside';
  } catch {
    return 'broken';
  }
}
