import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Marks a folder as written by Inkstone, so that a build never replaces a folder that holds something else. */
const markerFile = '.inkstone';
const markerText = 'This folder is written by Inkstone; each build replaces it as a whole.\n';

/** A place to build in, beside the output folder, so that the swap is a rename on one file system. */
export interface Staging {
  /** Absolute path of the folder to build in. */
  readonly dir: string;
  /** Absolute path for what the build needs but does not publish. */
  readonly workDir: string;
  /** Puts the built site in the place of the published one. */
  readonly commit: () => Promise<void>;
  /** Removes what the build wrote; the published site stays as it was. */
  readonly discard: () => Promise<void>;
}

/** An output folder that must not be replaced. */
export class OutputError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.name = 'OutputError';
    this.hint = hint;
  }
}

/**
 * Opens a staging folder for an output folder. Leftovers of builds that were killed are removed; a site that a killed build had moved
 * aside is put back.
 * @param output absolute path.
 * @param protectedDirs folders that the output must neither be nor contain.
 * @throws {OutputError} when the output folder holds something that no build has written.
 */
export async function openStaging(
  output: string,
  protectedDirs: readonly string[],
): Promise<Staging> {
  await checkOutput(output, protectedDirs);
  const id = `${output}.staging-${process.pid}`;
  const previous = `${output}.previous`;
  await mkdir(path.dirname(output), { recursive: true });
  await cleanUp(output, previous);
  // In containers, a killed build may have had the same process id.
  await rm(id, { recursive: true, force: true });
  const dir = path.join(id, 'site');
  const workDir = path.join(id, 'work');
  await mkdir(dir, { recursive: true });
  await mkdir(workDir, { recursive: true });
  return {
    dir,
    workDir,
    commit: async () => {
      await writeFile(path.join(dir, markerFile), markerText);
      // A folder cannot replace another in one step; cleanUp mends the gap if the process dies in it.
      if (existsSync(output)) await rename(output, previous);
      await rename(dir, output);
      await rm(previous, { recursive: true, force: true });
      await rm(id, { recursive: true, force: true });
    },
    discard: () => rm(id, { recursive: true, force: true }),
  };
}

async function checkOutput(output: string, protectedDirs: readonly string[]): Promise<void> {
  for (const folder of protectedDirs) {
    if (folder === output || folder.startsWith(output + path.sep)) {
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

async function cleanUp(output: string, previous: string): Promise<void> {
  if (existsSync(previous)) {
    if (existsSync(output)) await rm(previous, { recursive: true, force: true });
    else await rename(previous, output);
  }
  const prefix = `${path.basename(output)}.staging-`;
  for (const name of await readdir(path.dirname(output))) {
    if (!name.startsWith(prefix)) continue;
    if (isRunning(Number(name.slice(prefix.length)))) continue;
    await rm(path.join(path.dirname(output), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
