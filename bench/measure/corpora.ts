import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { writeCorpus } from '../generate.ts';
import { listFiles } from '../../src/shared/list-files.ts';
import type { CorpusOptions } from '../corpus/corpus.ts';
import { benchCacheDirectory, projectDirectory } from './contestants.ts';

/** A folder of posts that contestants build. */
export interface Corpus {
  /** How the report calls it. */
  readonly name: string;
  readonly directory: string;
  readonly posts: number;
  readonly bytes: number;
}

/**
 * The generated corpus for `options`, from the cache if the same generator made it. Those of other
 * versions of the generator are removed: 50,000 posts are 1.9 GB.
 */
export function generatedCorpus(options: CorpusOptions): Promise<Corpus> {
  const { posts, seed, scale = 1 } = options;
  const name = `generated-${String(posts)}-seed${String(seed)}-scale${String(scale)}`;
  const version = generatorVersion();
  const home = path.join(benchCacheDirectory, `${name}-${version}`);
  const directory = path.join(home, 'posts');
  const complete = path.join(home, 'complete');
  if (!existsSync(complete)) {
    removeOtherVersions(name);
    console.error(`Making ${String(posts)} posts …`);
    writeCorpus(options, directory);
    writeFileSync(complete, '');
  }
  return readCorpus(directory, name);
}

/**
 * The corpus in a folder. Reads every file once, so that all contestants find them in the page
 * cache and the disk is not measured.
 */
export async function readCorpus(directory: string, name: string): Promise<Corpus> {
  let posts = 0;
  let bytes = 0;
  for (const file of listFiles(directory)) {
    if (!file.endsWith('.md')) continue;
    posts += 1;
    for await (const chunk of createReadStream(file)) {
      bytes += (chunk as Buffer).length;
    }
  }
  if (posts === 0) throw new Error(`No .md file in ${directory}`);
  return { name, directory, posts, bytes };
}

function removeOtherVersions(name: string): void {
  if (!existsSync(benchCacheDirectory)) return;
  for (const folder of readdirSync(benchCacheDirectory)) {
    if (!folder.startsWith(`${name}-`)) continue;
    rmSync(path.join(benchCacheDirectory, folder), { recursive: true });
  }
}

/** A hash of the generator's sources, so that no corpus of another version is used. */
function generatorVersion(): string {
  const sources = path.join(projectDirectory, 'bench/corpus');
  const hash = createHash('sha256');
  for (const file of readdirSync(sources).sort())
    hash.update(readFileSync(path.join(sources, file)));
  return hash.digest('hex').slice(0, 8);
}
