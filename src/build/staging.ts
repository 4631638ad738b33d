import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { escapePattern } from '../shared/escape-pattern.ts';
import { makeFolder } from '../shared/make-folder.ts';
import { isInside } from '../shared/regular-file.ts';
import { removeLeftovers } from './leftovers.ts';
import { takeLock, type OutputLock } from './output-lock.ts';
import { markerFile, markerText, type Preview } from './site-marker.ts';
import { swapOf } from './swap.ts';

/**
 * A folder to build in. It lies beside the output folder, so that the swap is a rename
 * within one file system.
 */
export interface Staging {
  /** Absolute path of the folder to build in. */
  readonly dir: string;
  /** Absolute path of a folder for temporary files of the build. */
  readonly workDir: string;
  /** Replaces the published site with the built one. */
  readonly commit: () => Promise<void>;
  /** Removes the built site; the published one stays as it is. */
  readonly discard: () => Promise<void>;
}

/** An output folder that a build must not replace; the message and hint are for the user. */
export class OutputError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.name = 'OutputError';
    this.hint = hint;
  }
}

/**
 * Opens a staging folder for an output folder, which no other build can do until it is closed.
 * Removes what killed builds left behind, and puts back a site that one of them had moved aside.
 * @param output absolute path.
 * @param protectedDirs folders that the output must neither be nor contain.
 * @param preview what the site holds that is not for everybody.
 * @throws {OutputError} when the output folder holds files of anyone else, or another
 * build is writing to it.
 */
export async function openStaging(
  output: string,
  protectedDirs: readonly string[],
  preview: Preview = { drafts: false, future: false },
): Promise<Staging> {
  await checkOutput(output, protectedDirs);
  const id = `${output}.staging-${process.pid}`;
  const swap = swapOf(output);
  makeFolder(path.dirname(output));
  const lock = await lockOutput(output);
  const dir = path.join(id, 'site');
  const workDir = path.join(id, 'work');
  try {
    await swap.recover();
    await removeLeftovers(path.dirname(output), namesOfBuilds(output));
    // A killed build may have had the same process id, as happens in containers.
    await rm(id, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    await mkdir(workDir, { recursive: true });
  } catch (error) {
    await lock.release();
    throw error;
  }
  const discard = async () => {
    // The next build removes what cannot be removed now.
    await rm(id, { recursive: true, force: true }).catch(() => undefined);
    await lock.release().catch(() => undefined);
  };
  return {
    dir,
    workDir,
    commit: async () => {
      if (!(await lock.isHeld())) {
        throw new OutputError(
          `The lock of ${output} is gone.`,
          'Something deleted it while the site was built; build again.',
        );
      }
      await writeFile(path.join(dir, markerFile), markerText(preview));
      await swap.publish(dir);
      await discard();
    },
    discard,
  };
}

/**
 * Locks an output folder against builds and deploys.
 * @param output absolute path; the folder it lies in exists.
 * @throws {OutputError} when one of these is at work on it.
 */
export async function lockOutput(output: string): Promise<OutputLock> {
  const lock = await takeLock(`${output}.lock`);
  if (typeof lock !== 'number') return lock;
  throw new OutputError(
    `Another build or deploy (process ${lock}) is at work on ${output}.`,
    'Wait until it has ended, or give this one an --output of its own.',
  );
}

async function checkOutput(output: string, protectedDirs: readonly string[]): Promise<void> {
  for (const folder of protectedDirs) {
    if (isInside(folder, output)) {
      throw new OutputError(
        `The output folder ${output} would replace ${folder}.`,
        'Choose a folder of its own with --output.',
      );
    }
  }
  if (!existsSync(output)) return;
  if (!statSync(output).isDirectory()) {
    throw new OutputError(
      `The output folder ${output} is a file.`,
      'Choose a folder with --output.',
    );
  }
  const entries = await readdir(output);
  if (entries.length > 0 && !entries.includes(markerFile)) {
    throw new OutputError(
      `The output folder ${output} holds files that Inkstone has not written.`,
      'Choose another folder with --output, or empty this one.',
    );
  }
}

/** The folders and unfinished locks of builds of an output folder. */
function namesOfBuilds(output: string): RegExp {
  const base = escapePattern(path.basename(output));
  // Who takes over a dead lock holds one for it, `.lock.takeover`, with drafts of its own.
  return new RegExp(`^${base}\\.(?:staging-|lock\\.(?:takeover\\.)*)(\\d+)`);
}
