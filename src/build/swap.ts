import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { markerFile } from './site-marker.ts';

/** Replaces the published site with a finished one. */
export interface Swap {
  /**
   * Publishes a finished site.
   * @param dir absolute path of the site, on the same file system as the output; it is moved.
   */
  readonly publish: (dir: string) => Promise<void>;
  /** Removes what killed builds left behind, and puts back a site that one had moved aside. */
  readonly recover: () => Promise<void>;
}

/**
 * Chooses how to replace an output: a symbolic link is changed in one step, a
 * folder in two renames.
 * @param output absolute path; it need not exist.
 */
export function swapOf(output: string): Swap {
  const isLink = lstatSync(output, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? linkSwap(output) : folderSwap(output);
}

/**
 * Node offers no system call that replaces a folder with files in it. If the process dies between
 * the two renames, `recover` of the next build puts the old site back.
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
      // The new site is published: what cannot be removed is left to the next build.
      if (existsSync(previous)) await discard(previous, output).catch(() => undefined);
    },
    recover: async () => {
      await removeDiscarded(output);
      if (!existsSync(previous)) return;
      if (existsSync(output)) await discard(previous, output);
      else await rename(previous, output);
    },
  };
}

/**
 * Sites lie in `OUTPUT.release-ID` beside the link. Renaming a link over another is one step
 * (https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html), so a server finds the
 * old or the new site at every moment.
 */
function linkSwap(output: string): Swap {
  const folder = path.dirname(output);
  const prefix = `${path.basename(output)}.release-`;
  const nextLink = `${output}.next`;
  const recover = async () => {
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
      // As above.
      await recover().catch(() => undefined);
    },
    recover,
  };
}

/**
 * Removes a site. It is renamed first, in one step: a half removed site would be put back as whole,
 * or, without its marker, be taken for somebody else's folder.
 */
async function discard(site: string, output: string): Promise<void> {
  const discarded = `${output}.removed-${randomUUID()}`;
  await rename(site, discarded);
  await rm(discarded, { recursive: true, force: true });
}

/** Removes sites that killed builds had begun to remove. */
async function removeDiscarded(output: string): Promise<void> {
  const folder = path.dirname(output);
  const prefix = `${path.basename(output)}.removed-`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !uuid.test(name.slice(prefix.length))) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
