import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import matter from 'gray-matter';
import { z } from 'zod';
import { runMeasured } from './command.ts';
import type { CommandResult, Cost } from './command.ts';
import { makeHugoProject } from './hugo-project.ts';
import { listOutput, sizeByPhase, sizeOf } from './output-tree.ts';
import type { FileTotals, OutputSize, WrittenFile } from './output-tree.ts';

/** One build of a corpus by one contestant. */
export interface BuildRun {
  readonly cost: Cost;
  readonly output: OutputSize;
  /** Inkstone's own account of its parts. */
  readonly phases: readonly MeasuredPhase[];
  /** Errors it reports; posts with errors are left out of the site. */
  readonly errors: readonly string[];
  /** Posts that the contestant says it published; absent where it does not say. */
  readonly posts?: number;
  /** Why the build failed; absent when it did not. */
  readonly failure?: string;
}

export interface MeasuredPhase {
  readonly name: string;
  readonly seconds: number;
  readonly cpuSeconds?: number | undefined;
  /** Highest resident memory until the end of the phase. */
  readonly peakMemoryBytes?: number | undefined;
  /** Files of the site that it wrote. */
  readonly output?: FileTotals | undefined;
}

/**
 * What a build finds. `cold`: nothing of an earlier one. `warm`: the cache that a build of the same
 * posts has left, as CI restores it, and no site. `changed`: the same, and one post has a new
 * paragraph. `added`: the same, and there is one more post.
 */
export type BuildMode = 'cold' | 'warm' | 'changed' | 'added';

export const buildModes: readonly BuildMode[] = ['cold', 'warm', 'changed', 'added'];

/** A generator that is measured. */
export interface Contestant {
  readonly name: string;
  /** Builds that it is measured in; only `cold` for those without a cache. */
  readonly modes: readonly BuildMode[];
  build(postsDirectory: string, mode: BuildMode): Promise<BuildRun>;
}

export const projectDirectory = fileURLToPath(new URL('../..', import.meta.url));
export const benchCacheDirectory = path.join(projectDirectory, '.cache/bench');

/** Fields of Inkstone's JSON report that the bench reads; a report without them is not an error. */
const reportShape = z.object({
  posts: z.number().optional(),
  phases: z
    .array(
      z.object({
        name: z.string(),
        seconds: z.number(),
        endedAt: z.iso.datetime(),
        cpuSeconds: z.number().optional(),
        peakMemoryBytes: z.number().optional(),
      }),
    )
    .default([]),
  problems: z
    .array(z.object({ severity: z.string(), file: z.string(), message: z.string() }))
    .default([]),
});

/** What `npm run NAME` starts, without npm and the shell. */
export function scriptCommand(name: string): readonly string[] {
  const file = path.join(projectDirectory, 'package.json');
  const { scripts } = packageShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  const [program, ...args] = (scripts[name] ?? '').split(' ');
  if (program !== 'node') throw new Error(`The script "${name}" of package.json runs no node.`);
  return [process.execPath, ...args];
}

const packageShape = z.object({ scripts: z.record(z.string(), z.string()) });

/**
 * Inkstone as its users run it. Drafts and future posts are published and unsound ones left out, so
 * that every contestant has the same posts to write.
 */
export const inkstone: Contestant = {
  name: 'inkstone',
  modes: buildModes,
  async build(postsDirectory, mode) {
    const output = freshFolder('inkstone-site');
    const cache = folderOfThisRun('inkstone-cache');
    if (mode === 'cold') {
      setAside(cache);
      linkDerivedFiles(cache);
    }
    const restore = changes[mode]?.(postsDirectory) ?? (() => undefined);
    const result = await runMeasured(
      [
        ...scriptCommand('build'),
        ...['--posts', postsDirectory, '--output', output, '--cache', cache],
        ...['--drafts', '--future', '--keep-going', '--format', 'json'],
      ],
      { cwd: projectDirectory },
    );
    restore();
    const report = reportShape.safeParse(parseJson(result.stdout)).data;
    const errors = report?.problems.filter(({ severity }) => severity === 'error') ?? [];
    const phases = report?.phases ?? [];
    const ends = phases.map(({ endedAt }) => Date.parse(endedAt));
    const files = await listOutput(output);
    const sizes = sizeByPhase(files, ends);
    return finish(result, files, output, {
      phases: phases.map((phase, index) => ({ ...phase, output: sizes[index] })),
      errors: errors.map(({ file, message }) => `${file}: ${message}`),
      ...(report?.posts !== undefined && { posts: report.posts }),
    });
  },
};

/** A build that is called cold finds pictures, cards and bundled workers, as in all figures. */
function linkDerivedFiles(cache: string): void {
  const folder = path.join(projectDirectory, '.cache/files');
  for (const made of [cache, folder]) mkdirSync(made, { recursive: true });
  symlinkSync(folder, path.join(cache, 'files'));
}

/**
 * Heap that bare Eleventy may use: it holds all posts, which exceeds Node's default at 50,000 of
 * them.
 */
const bareHeapMegabytes = 12_000;

/** Bare Eleventy with the project in bench/bare-eleventy, run in a folder of its own. */
export const bareEleventy: Contestant = {
  name: 'bare eleventy',
  modes: ['cold'],
  async build(postsDirectory) {
    const project = freshFolder('bare-eleventy');
    cpSync(path.join(projectDirectory, 'bench/bare-eleventy'), project, { recursive: true });
    symlinkSync(postsDirectory, path.join(project, 'posts'));
    const command = path.join(projectDirectory, 'node_modules/@11ty/eleventy/cmd.cjs');
    const result = await runMeasured(
      [process.execPath, `--max-old-space-size=${String(bareHeapMegabytes)}`, command, '--quiet'],
      { cwd: project },
    );
    const files = await listOutput(path.join(project, 'out'));
    return finish(result, files, project);
  },
};

/**
 * Posts that a term needs for a page in Inkstone's build of 10,000 posts, where a limit of all
 * pages decides.
 */
const inkstonePostsForPage = 3;

/**
 * Hugo with a theme of the same kinds of pages (bench/hugo). It has a page for every term; Inkstone
 * only has pages for terms of several posts.
 * @param minimumPosts terms with fewer posts are left out of the corpus; 1 for Hugo as it is.
 */
function hugoWith(name: string, minimumPosts: number): Contestant {
  return {
    name,
    modes: ['cold'],
    async build(postsDirectory) {
      const project = freshFolder('hugo');
      const theme = path.join(projectDirectory, 'bench/hugo');
      makeHugoProject(theme, postsDirectory, project, minimumPosts);
      const command = ['hugo', '--quiet', '--destination', 'out'];
      const result = await runMeasured(command, {
        cwd: project,
        // Its cache would lie in the user's folder and be found by the next run.
        env: { HUGO_CACHEDIR: path.join(project, 'cache') },
      });
      const files = await listOutput(path.join(project, 'out'));
      return finish(result, files, project);
    },
  };
}

export const hugo = hugoWith('hugo', 1);
export const hugoWithFewerTerms = hugoWith('hugo, same terms', inkstonePostsForPage);

/** What happens to the posts before a build. Each returns what takes it away again. */
const changes: Partial<Record<BuildMode, (postsDirectory: string) => () => void>> = {
  changed: (postsDirectory) => {
    const file = middlePost(postsDirectory);
    const bytes = readFileSync(file);
    appendFileSync(file, '\n\nOne more paragraph.\n');
    return () => writeFileSync(file, bytes);
  },
  added: (postsDirectory) => {
    const slug = 'bench-added';
    const file = path.join(postsDirectory, `${slug}.md`);
    writeFileSync(file, postLikeMiddle(postsDirectory, slug));
    return () => rmSync(file);
  },
};

/** A post like the middle one, under an address of its own. */
export function postLikeMiddle(postsDirectory: string, slug: string): string {
  const { data, content } = matter(readFileSync(middlePost(postsDirectory), 'utf8'));
  return matter.stringify(content, { ...data, slug, draft: false });
}

/**
 * The post in the middle of a folder, by name, so that equal corpora give the same.
 * @returns its absolute path.
 */
function middlePost(postsDirectory: string): string {
  const names = readdirSync(postsDirectory, { recursive: true, encoding: 'utf8' });
  const posts = names.filter((name) => name.endsWith('.md')).sort();
  return path.join(postsDirectory, posts[posts.length >> 1] ?? '');
}

/** Removes what contestants keep from run to run, and what they have left. */
export function removeFolders(): void {
  for (const name of ['inkstone-cache', 'done']) {
    rmSync(folderOfThisRun(name), { recursive: true, force: true });
  }
}

/**
 * @param files what the build left.
 * @param folder is taken away.
 */
function finish(
  result: CommandResult,
  files: readonly WrittenFile[],
  folder: string,
  said: Pick<BuildRun, 'phases' | 'posts' | 'errors'> = { phases: [], errors: [] },
): BuildRun {
  setAside(folder);
  const reason = said.errors.slice(0, 5).join('\n') || result.stderrEnd.trim().slice(-600);
  const failure = `exit code ${String(result.exitCode)}: ${reason}`;
  return {
    ...said,
    cost: result.cost,
    output: sizeOf(files),
    ...(result.exitCode !== 0 && { failure }),
  };
}

/** The process id keeps two benches apart. */
function folderOfThisRun(name: string): string {
  return path.join(benchCacheDirectory, `${name}-${String(process.pid)}`);
}

let foldersSetAside = 0;

/**
 * Takes a folder away, to be removed with all others when nothing is measured any more: ext4
 * without a journal passes over inodes that were freed in the last minutes, one by one, so that a
 * build after the removal of 20,000 files takes up to 10 s longer (`recently_deleted` in
 * fs/ext4/ialloc.c).
 */
function setAside(folder: string): void {
  if (!existsSync(folder)) return;
  const aside = folderOfThisRun('done');
  mkdirSync(aside, { recursive: true });
  renameSync(folder, path.join(aside, String(foldersSetAside++)));
}

/** An empty folder for one run. */
function freshFolder(name: string): string {
  const folder = folderOfThisRun(name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'))) as unknown;
  } catch {
    return undefined;
  }
}
