import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseCalendarDay } from '../content/dates.ts';
import { isInside } from '../shared/regular-file.ts';

const run = promisify(execFile);

/** Where a site's history is looked for, and the posts it is asked about. Absolute paths. */
export interface PostHistory {
  /** The site's own folder. Its repository is found there or above. */
  readonly siteDir: string;
  readonly postsDir: string;
}

/**
 * Day of the first commit of each file, for posts without a date of their own. Files that the
 * site's repository does not know are absent, and so are all of them without a repository or
 * without git: an undated post is better than one dated by the machine that happens to build it.
 *
 * A repository's configuration names programs that git runs, and posts are written by strangers:
 * no repository that lies in the posts folder is ever asked.
 * @param files paths below the posts folder.
 * @param zone of the site: a commit has a time, a post a day.
 */
export async function firstCommitDays(
  { siteDir, postsDir }: PostHistory,
  files: readonly string[],
  zone: string,
): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>();
  if (files.length === 0) return days;
  const posts = realpathSync.native(postsDir);
  const repository = await findRepository(realpathSync.native(siteDir), posts);
  if (!repository) return days;
  for (const file of files) {
    try {
      const day = parseCalendarDay(await firstCommit(repository, path.join(posts, file)), zone);
      if (day !== undefined) days.set(file, day);
    } catch {
      // One that git cannot tell of has no date; others may.
    }
  }
  return days;
}

/** A repository with a work tree. Absolute paths without links. */
interface Repository {
  readonly workTree: string;
  readonly gitDir: string;
}

/**
 * Lets git find the repository of a site, so that its own rules hold for whom a repository belongs
 * to (`safe.directory`). Asking where one lies runs no program of its configuration.
 * @param site absolute path without links.
 * @param posts absolute path without links.
 * @returns undefined where there is none, where it does not hold the posts or lies among them, and
 * for a shallow clone, as CI makes them: the oldest commit that it knows is not the first.
 */
async function findRepository(site: string, posts: string): Promise<Repository | undefined> {
  // A site whose settings lie among its posts is searched from above them.
  const start = isInside(site, posts) ? path.dirname(posts) : site;
  const questions = [
    '--is-bare-repository',
    '--is-shallow-repository',
    '--absolute-git-dir',
    '--git-common-dir',
    '--show-toplevel',
  ];
  try {
    const lines = (await git(start, ['rev-parse', ...questions])).trimEnd().split('\n');
    const [bare, shallow, ...folders] = lines;
    if (bare !== 'false' || shallow !== 'false' || folders.length !== 3) return undefined;
    const [gitDir, commonDir, workTree] = folders.map((folder) =>
      realpathSync.native(path.resolve(start, folder)),
    );
    if (gitDir === undefined || commonDir === undefined || workTree === undefined) return undefined;
    if ([gitDir, commonDir, workTree].some((folder) => isInside(folder, posts))) return undefined;
    return isInside(posts, workTree) ? { workTree, gitDir } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns time of the commit in ISO 8601, '' for a file that was never committed. */
async function firstCommit({ workTree, gitDir }: Repository, file: string): Promise<string> {
  const output = await git(
    workTree,
    [
      `--git-dir=${gitDir}`,
      `--work-tree=${workTree}`,
      ...['log', '--follow', '--format=%aI'],
      ...['--no-show-signature', '--no-ext-diff', '--no-textconv', '--no-notes'],
      // --follow takes one file at a time; undated posts are rare.
      ...['--', path.relative(workTree, file)],
    ],
    // Where no repository is looked for, nothing but its own configuration counts.
    { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull },
  );
  return output.trim().split('\n').at(-1) ?? '';
}

/**
 * Settings that outrank those of any file (git-config(1)): no repository without a `.git`, which
 * may be made of ordinary files; no program to watch files, no hooks.
 */
const settings = {
  'safe.bareRepository': 'explicit',
  'core.fsmonitor': 'false',
  'core.hooksPath': devNull,
  'core.attributesFile': devNull,
} as const;

/** Variables that git obeys: nothing is fetched, asked or written, and names of files are names. */
const variables = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LITERAL_PATHSPECS: '1',
} as const;

async function git(
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const own = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  // A build that a hook of another repository starts has that repository in its environment.
  const inherited = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  const { stdout } = await run('git', ['--no-pager', ...own, ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...variables, ...more },
  });
  return stdout;
}
