import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseCalendarDay } from '../content/dates.ts';
import { isInside } from '../shared/regular-file.ts';

const run = promisify(execFile);

/** Where git looks for a site's history, and the posts in question. Absolute paths. */
export interface PostHistory {
  /** The site's own folder; the repository is there or above. */
  readonly siteDir: string;
  readonly postsDir: string;
}

/**
 * Finds the day of the first commit of each file, for posts without a date of their own. A file
 * that the site's repository does not know is left out; without git or a repository, all are. An
 * undated post is better than one with the date of its checkout.
 *
 * Git runs programs that a repository's configuration names, and posts may come from strangers: a
 * repository within the posts folder is never used.
 * @param files paths below the posts folder.
 * @param zone the site's time zone: a commit has a time, a post a day.
 * @returns days by file.
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
      // A file that git fails on has no date; others may have one.
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
 * Lets git find the repository of a site, so that git checks its owner (`safe.directory`). Looking
 * for a repository runs no program of its configuration.
 * @param site absolute path without links.
 * @param posts absolute path without links.
 * @returns undefined if there is none, if it does not hold the posts or lies among them, and for a
 * shallow clone, as in CI, whose oldest commit is not the first.
 */
async function findRepository(site: string, posts: string): Promise<Repository | undefined> {
  // If the settings lie among the posts, git starts above the posts folder.
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

/** @returns time of the first commit in ISO 8601; '' for a file that was never committed. */
async function firstCommit({ workTree, gitDir }: Repository, file: string): Promise<string> {
  const output = await git(
    workTree,
    [
      `--git-dir=${gitDir}`,
      `--work-tree=${workTree}`,
      ...['log', '--follow', '--format=%aI'],
      ...['--no-show-signature', '--no-ext-diff', '--no-textconv', '--no-notes'],
      // `--follow` takes one file at a time, which is fast enough, as undated posts are rare.
      ...['--', path.relative(workTree, file)],
    ],
    // The repository is known here, so its own configuration is enough.
    { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull },
  );
  return output.trim().split('\n').at(-1) ?? '';
}

/**
 * Settings that override all configuration files (git-config(1)): no repository without a `.git`,
 * as ordinary files could form one; no program that watches files; no hooks.
 */
const settings = {
  'safe.bareRepository': 'explicit',
  'core.fsmonitor': 'false',
  'core.hooksPath': devNull,
  'core.attributesFile': devNull,
} as const;

/** Environment of git: it fetches, asks and writes nothing, and takes paths literally. */
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
  // Variables of git are removed: a build in a hook of another repository would use that one.
  const inherited = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  const { stdout } = await run('git', ['--no-pager', ...own, ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...variables, ...more },
  });
  return stdout;
}
