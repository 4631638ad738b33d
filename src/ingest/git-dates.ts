import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseCalendarDay } from '../content/dates.ts';

const run = promisify(execFile);

/**
 * Day of the first commit of each file, for posts without a date of their own. Files unknown to git, and all of them outside a
 * repository or without git, are absent: an undated post is better than one dated by the machine that happens to build it.
 */
export async function firstCommitDays(
  postsDir: string,
  files: readonly string[],
  zone: string,
): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>();
  if (files.length === 0 || (await isShallow(postsDir))) return days;
  for (const file of files) {
    try {
      // --follow takes one file at a time; undated posts are rare.
      const args = ['log', '--follow', '--format=%aI', '--', file];
      const { stdout } = await run('git', args, { cwd: postsDir });
      const day = parseCalendarDay(stdout.trim().split('\n').at(-1) ?? '', zone);
      if (day !== undefined) days.set(file, day);
    } catch {
      return days;
    }
  }
  return days;
}

/** In a shallow clone, as CI makes them, the oldest commit that is known is not the first. */
async function isShallow(folder: string): Promise<boolean> {
  try {
    const { stdout } = await run('git', ['rev-parse', '--is-shallow-repository'], { cwd: folder });
    return stdout.trim() !== 'false';
  } catch {
    return true;
  }
}
