import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runMeasured } from './command.ts';
import type { CommandResult, Cost } from './command.ts';
import { makeHugoProject } from './hugo-project.ts';
import { listOutput, siteChanges, sizeByPhase, sizeOf } from './output-tree.ts';
import type { FileTotals, OutputSize, SiteChanges, WrittenFile } from './output-tree.ts';
import { postChanges } from './post-changes.ts';

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
  /** Against the site of the same posts as they were, if a build of the bench has left one. */
  readonly changes?: SiteChanges;
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
 * What a build finds. `cold`: nothing of an earlier one. `warm`: no site, and the cache that a
 * build of the same posts has left, as CI restores it. `changed`, `added` and `hourly`: as `warm`,
 * with posts that have changed since (`postChanges`). `check` is no build: `npm run check` with the
 * cache of a build; `recheck`, that of a check too.
 */
export const buildModes = [
  'cold',
  'warm',
  'check',
  'recheck',
  'changed',
  'added',
  'hourly',
] as const;

export type BuildMode = (typeof buildModes)[number];

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
 * Inkstone as its users run it. Drafts and posts of the future are published and unsound posts left
 * out, so that every contestant has the same posts to write.
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
    if (mode === 'check' || mode === 'recheck') return checkOf(postsDirectory, cache);
    const hasSamePosts = mode === 'cold' || mode === 'warm';
    const restore = hasSamePosts ? () => undefined : postChanges[mode](postsDirectory);
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
    const changes =
      siteBefore === undefined || hasSamePosts ? undefined : await siteChanges(siteBefore, output);
    const { run, aside } = finish(result, files, output, {
      phases: phases.map((phase, index) => ({ ...phase, output: sizes[index] })),
      errors: errors.map(({ file, message }) => `${file}: ${message}`),
      ...(report?.posts !== undefined && { posts: report.posts }),
      ...(changes && { changes }),
    });
    if (hasSamePosts) siteBefore = aside;
    return run;
  },
};

/** Where the last site of the posts as they are has been set aside. */
let siteBefore: string | undefined;

/** A check of all posts. It fails if it prints no report; errors that it finds do not matter. */
async function checkOf(postsDirectory: string, cache: string): Promise<BuildRun> {
  const result = await runMeasured(
    [
      ...scriptCommand('check'),
      ...['--posts', postsDirectory, '--cache', cache, '--format', 'json'],
    ],
    { cwd: projectDirectory },
  );
  const report = reportShape.safeParse(parseJson(result.stdout)).data;
  const posts = report?.posts;
  return {
    cost: result.cost,
    output: { pages: 0, files: 0, bytes: 0 },
    phases: [],
    errors: [],
    ...(posts !== undefined && { posts }),
    ...(posts === undefined && {
      failure: `exit code ${String(result.exitCode)}: ${result.stderrEnd}`,
    }),
  };
}

/**
 * Gives a cold build the derived files of earlier builds: pictures in each size, icons, social
 * images, bundles of program code. All figures of cold builds leave the making of these out.
 */
function linkDerivedFiles(cache: string): void {
  const folder = path.join(projectDirectory, '.cache/files');
  for (const made of [cache, folder]) mkdirSync(made, { recursive: true });
  symlinkSync(folder, path.join(cache, 'files'));
}

/**
 * Heap that bare Eleventy may use: it holds all posts, and 50,000 of them need more than Node's
 * default.
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
    return finish(result, files, project).run;
  },
};

/**
 * How many posts give a term a page in Inkstone's build of 10,000 posts, where the limit of pages
 * decides that.
 */
const inkstonePostsForPage = 3;

/**
 * Hugo with a theme of the same kinds of pages (bench/hugo). It makes a page for every term,
 * Inkstone only for terms of several posts.
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
        // Hugo's cache would lie in the user's folder, and the next run would find it.
        env: { HUGO_CACHEDIR: path.join(project, 'cache') },
      });
      const files = await listOutput(path.join(project, 'out'));
      return finish(result, files, project).run;
    },
  };
}

export const hugo = hugoWith('hugo', 1);
export const hugoWithFewerTerms = hugoWith('hugo, same terms', inkstonePostsForPage);

/** Removes the caches that contestants keep from run to run, and the folders set aside. */
export function removeFolders(): void {
  for (const name of ['inkstone-cache', 'done']) {
    rmSync(folderOfThisRun(name), { recursive: true, force: true });
  }
}

/**
 * @param files what the build left.
 * @param folder set aside afterwards.
 * @returns the run, and where the folder is then.
 */
function finish(
  result: CommandResult,
  files: readonly WrittenFile[],
  folder: string,
  said: Pick<BuildRun, 'phases' | 'posts' | 'errors' | 'changes'> = { phases: [], errors: [] },
): { readonly run: BuildRun; readonly aside: string | undefined } {
  const reason = said.errors.slice(0, 5).join('\n') || result.stderrEnd.trim().slice(-600);
  const failure = `exit code ${String(result.exitCode)}: ${reason}`;
  const run = {
    ...said,
    cost: result.cost,
    output: sizeOf(files),
    ...(result.exitCode !== 0 && { failure }),
  };
  return { run, aside: setAside(folder) };
}

/** The process id keeps two benches apart. */
function folderOfThisRun(name: string): string {
  return path.join(benchCacheDirectory, `${name}-${String(process.pid)}`);
}

let foldersSetAside = 0;

/**
 * Moves a folder away; all of them are removed when nothing is measured any more. On ext4 without a
 * journal, a build after the removal of 20,000 files takes up to 10 s longer: the file system
 * passes one by one over inodes that were freed in the last minutes (`recently_deleted` in
 * fs/ext4/ialloc.c).
 * @returns where it is then; undefined if there is none.
 */
function setAside(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const done = folderOfThisRun('done');
  mkdirSync(done, { recursive: true });
  const aside = path.join(done, String(foldersSetAside++));
  renameSync(folder, aside);
  return aside;
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
