import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMainModule, numberOption } from './command-line.ts';
import { generatePosts } from './corpus/corpus.ts';
import type { CorpusOptions } from './corpus/corpus.ts';

/** What was written. */
export interface CorpusSummary {
  readonly posts: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Writes a corpus to `directory`, which is emptied first. */
export function writeCorpus(options: CorpusOptions, directory: string): CorpusSummary {
  const started = performance.now();
  let bytes = 0;
  let posts = 0;
  rmSync(directory, { recursive: true, force: true });
  for (const folder of ['notes', 'posts', 'clippings', 'books']) {
    mkdirSync(path.join(directory, folder), { recursive: true });
  }
  for (const post of generatePosts(options)) {
    const content = Buffer.from(post.text);
    writeFileSync(path.join(directory, post.path), content);
    bytes += content.length;
    posts += 1;
  }
  return { posts, bytes, seconds: (performance.now() - started) / 1_000 };
}

const usage = `Makes a synthetic corpus with the statistics of the real one.

  node --import tsx bench/generate.ts --posts N --output DIR [options]

  --posts N             how many posts
  --output DIR          where to; the folder is emptied first
  --seed S              another corpus of the same kind (default 1)
  --scale X             factor on every file's size (default 1)
  --draft-share X       share of drafts, 0 to 1 (default 0)
`;

function main(): void {
  const { values } = parseArgs({
    options: {
      posts: { type: 'string' },
      output: { type: 'string' },
      seed: { type: 'string', default: '1' },
      scale: { type: 'string', default: '1' },
      'draft-share': { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.posts || !values.output) {
    process.stdout.write(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const summary = writeCorpus(
    {
      posts: numberOption('posts', values.posts, 1),
      seed: numberOption('seed', values.seed),
      scale: numberOption('scale', values.scale),
      draftShare: numberOption('draft-share', values['draft-share']),
    },
    path.resolve(values.output),
  );
  const megabytes = (summary.bytes / 1e6).toFixed(1);
  console.log(`${String(summary.posts)} posts, ${megabytes} MB in ${summary.seconds.toFixed(1)} s`);
}

if (isMainModule(import.meta.url)) main();
