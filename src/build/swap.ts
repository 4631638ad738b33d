import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * Marks a folder as written by Inkstone, so that a build never replaces a folder that holds
 * something else.
 */
export const markerFile = '.inkstone';

/** Puts finished sites in the place of the published one. */
export interface Swap {
  /**
   * @param dir absolute path of the finished site, on the file system of the output; it is moved.
   */
  readonly publish: (dir: string) => Promise<void>;
  /** Removes what killed builds left, and puts back what one had moved aside. */
  readonly mend: () => Promise<void>;
}

/**
 * The way to swap an output: a symbolic link is pointed at the new site in one step; a folder takes
 * two renames.
 * @param output absolute path; it need not exist.
 */
export function swapOf(output: string): Swap {
  const isLink = lstatSync(output, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? linkSwap(output) : folderSwap(output);
}

/**
 * No system call that Node offers replaces a folder that holds files; `mend` closes the gap if the
 * process dies in it.
 */
function folderSwap(output: string): Swap {
  const previous = `${output}.previous`;
  return {
    publish: async (dir) => {
      if (existsSync(output)) await rename(output, previous);
      try {
        await rename(dir, output);
      } catch (error) {
        if (existsSync(previous)) await rename(previous, output);
        throw error;
      }
      if (existsSync(previous)) await discard(previous, output);
    },
    mend: async () => {
      await removeDiscarded(output);
      if (!existsSync(previous)) return;
      if (existsSync(output)) await discard(previous, output);
      else await rename(previous, output);
    },
  };
}

/**
 * Sites lie in `OUTPUT.release-ID` beside the link. A rename replaces a link in one step
 * (https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html), so that a server finds
 * one site or the other at every moment.
 */
function linkSwap(output: string): Swap {
  const folder = path.dirname(output);
  const prefix = `${path.basename(output)}.release-`;
  const nextLink = `${output}.next`;
  const mend = async () => {
    await removeDiscarded(output);
    await rm(nextLink, { force: true });
    const current = path.resolve(folder, readlinkSync(output));
    for (const name of await readdir(folder)) {
      const release = path.join(folder, name);
      if (!name.startsWith(prefix) || release === current) continue;
      if (existsSync(path.join(release, markerFile))) await discard(release, output);
    }
  };
  return {
    publish: async (dir) => {
      const release = `${prefix}${randomUUID()}`;
      await rename(dir, path.join(folder, release));
      await symlink(release, nextLink);
      await rename(nextLink, output);
      await mend();
    },
    mend,
  };
}

/**
 * Removes a site. It is renamed first, which takes one step: one that is half removed is neither
 * put back nor, without its marker, taken for somebody else's.
 */
async function discard(site: string, output: string): Promise<void> {
  const discarded = `${output}.removed-${randomUUID()}`;
  await rename(site, discarded);
  await rm(discarded, { recursive: true, force: true });
}

/** Removes what builds that were killed while they removed a site have left of it. */
async function removeDiscarded(output: string): Promise<void> {
  const folder = path.dirname(output);
  const prefix = `${path.basename(output)}.removed-`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !uuid.test(name.slice(prefix.length))) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
