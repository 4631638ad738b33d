import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import matter from 'gray-matter';
import { launchBrowser } from '../tests/support/browser.ts';
import { Random } from './corpus/random.ts';
import { projectDirectory, scriptCommand } from './measure/contestants.ts';
import { postLikeMiddle } from './measure/post-changes.ts';
import { describeMachine } from './measure/machine.ts';
import { percentile } from './measure/percentile.ts';
import { residentBytesOf } from './measure/process-tree.ts';

export interface DevBenchOptions {
  /** Absolute path of the posts; one is added and taken away again. */
  readonly postsDirectory: string;
  readonly edits: number;
  readonly seed: number;
  /** Absolute path of the file for the figures. */
  readonly json: string;
}

/** File name and address of the post that is saved; no generated one is called so. */
const slug = 'bench-dev';
/** Longest pause between a change that is seen and the next save, as authors make them. */
const longestPauseMilliseconds = 8_000;
/** A save that is not seen by then has failed. */
const patienceMilliseconds = 60_000;

/**
 * What a save changes beside words of the body: nothing, which no other page shows; the title,
 * which lists show; or the tags, whose pages come and go with them.
 */
const kinds = ['words', 'title', 'tags'] as const;

interface Save {
  readonly kind: (typeof kinds)[number];
  /** From the save to the page that shows it. */
  readonly milliseconds: number;
}

/**
 * Starts `npm run dev` in a process of its own, opens a post in Chromium and saves it again and
 * again. Random pauses let some saves come while the rest of the site is being made. Measures the
 * time from the save until the reloaded page shows the new words, and the memory of the server.
 */
export async function runDevBench(options: DevBenchOptions): Promise<void> {
  const { postsDirectory, edits, seed, json } = options;
  const file = path.join(postsDirectory, `${slug}.md`);
  // A killed run may have left it.
  rmSync(file, { force: true });
  const text = postLikeMiddle(postsDirectory, slug);
  writeFileSync(file, text);
  const { data, content } = matter(text);
  const ownTags: unknown = data['tags'];
  const saves: Save[] = [];
  const residentBytes: number[] = [];
  const started = performance.now();
  const server = await startServer(postsDirectory).catch((error: unknown) => {
    rmSync(file);
    throw error;
  });
  const readySeconds = (performance.now() - started) / 1000;
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}posts/${slug}/`);
    const random = new Random(seed, 'dev');
    for (let edit = 1; edit <= edits; edit++) {
      await sleep(random.below(longestPauseMilliseconds));
      const kind = kinds[random.below(kinds.length)] ?? 'words';
      if (kind === 'title') data['title'] = `Title ${String(edit)}`;
      if (kind === 'tags') data['tags'] = data['tags'] === ownTags ? [] : ownTags;
      const words = `Saved for the ${String(edit)}. time.`;
      const fresh = matter.stringify(`${content}\n\n${words}\n`, data);
      const saved = performance.now();
      writeFileSync(file, fresh);
      // Looks in each frame; a locator would look every half second only.
      await page.waitForFunction(shows, words, { polling: 'raf', timeout: patienceMilliseconds });
      saves.push({ kind, milliseconds: performance.now() - saved });
      residentBytes.push(residentBytesOf(server.pid));
    }
  } finally {
    await browser.close();
    await server.stop();
    rmSync(file, { force: true });
  }
  const machine = describeMachine();
  const figures = { date: new Date().toISOString(), machine, readySeconds };
  mkdirSync(path.dirname(json), { recursive: true });
  writeFileSync(json, `${JSON.stringify({ ...figures, saves, residentBytes }, null, 1)}\n`);
  console.log(`ready after ${readySeconds.toFixed(1)} s; ${String(edits)} saves`);
  for (const kind of kinds) {
    const own = saves.filter((save) => save.kind === kind);
    if (own.length === 0) continue;
    const times = own.map(({ milliseconds }) => milliseconds);
    console.log(
      `save to reloaded page, ${kind} (${String(own.length)}): ${spread(times, 1, 'ms')}`,
    );
  }
  const tenth = Math.max(1, Math.floor(edits / 10));
  console.log(
    `memory, first tenth of the saves: ${spread(residentBytes.slice(0, tenth), 1e6, 'MB')}`,
  );
  console.log(`memory, last tenth: ${spread(residentBytes.slice(-tenth), 1e6, 'MB')}`);
  console.log(`memory, all: ${spread(residentBytes, 1e6, 'MB')}`);
}

/** Runs in the browser. */
function shows(words: string): boolean {
  return document.querySelector('main')?.textContent.includes(words) ?? false;
}

interface RunningServer {
  /** With a slash at the end. */
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

function startServer(postsDirectory: string): Promise<RunningServer> {
  const [node = '', ...args] = scriptCommand('dev');
  const child = spawn(node, [...args, '--posts', postsDirectory, '--port', '0'], {
    cwd: projectDirectory,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`The dev server ended with ${String(code)}.`)));
    createInterface(child.stdout).on('line', (line) => {
      const url = /^Serving at (\S+)/.exec(line)?.[1];
      if (url === undefined) return;
      const stop = () => {
        child.kill();
        return ended;
      };
      resolve({ url, pid: child.pid ?? 0, stop });
    });
  });
}

/** Median, 95th percentile and largest. */
function spread(values: readonly number[], unit: number, name: string): string {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.5, 0.95, 1]
    .map(
      (share, index) =>
        `${['p50', 'p95', 'most'][index] ?? ''} ` +
        `${(percentile(sorted, share) / unit).toFixed(0)} ${name}`,
    )
    .join(', ');
}
