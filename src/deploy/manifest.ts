import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { markerFile } from '../build/site-marker.ts';
import { listFiles } from '../shared/list-files.ts';
import { shortChecksum } from '../store/segment.ts';

/** A file as it was read. */
export interface FileFact {
  readonly hash: string;
  readonly bytes: number;
}

/** Files by path below the site, with `/` separators, in code unit order. */
export type Manifest = ReadonlyMap<string, FileFact>;

/** The folders that a path lies in: `a/b/c` lies in `a` and `a/b`. */
export function foldersAbove(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Files that are read at the same time: the system answers while hashes are computed. */
const readTogether = 8;

/**
 * Reads all files of a built site but its marker.
 * @param output absolute path.
 */
export async function readManifest(output: string): Promise<Manifest> {
  // The output may be a link to a folder; names below it are what counts.
  const names = listFiles(path.join(output, path.sep))
    .map((file) => path.relative(output, file).split(path.sep).join('/'))
    .filter((name) => name !== markerFile);
  const facts = new Map(names.map((name): [string, FileFact] => [name, { hash: '', bytes: 0 }]));
  const queue = names.values();
  const work = async () => {
    for (const name of queue) {
      const bytes = await readFile(path.join(output, name));
      facts.set(name, { hash: shortChecksum(bytes), bytes: bytes.length });
    }
  };
  await Promise.all(Array.from({ length: readTogether }, work));
  return facts;
}
