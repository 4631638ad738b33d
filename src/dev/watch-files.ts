import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import { asError } from '../shared/as-error.ts';

/**
 * Pause that ends a batch of changes: an editor writes more than once to save a file, and a
 * checkout touches many files. It is longer than the 50 ms in which chokidar drops a second change
 * of a file, so that the file is read after the second change.
 */
const quietMilliseconds = 80;

/** A running watcher. */
export interface FileWatcher {
  /** Watches more: absolute paths as `WatchTargets.trusted`. Resolves when it does. */
  readonly add: (trusted: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Absolute paths of watched files and folders. */
export interface WatchTargets {
  /** Links in these are followed. They need not exist yet. */
  readonly trusted: readonly string[];
  /**
   * Links in these are reported but not followed: they may lead to any file of the
   * machine, or in circles.
   */
  readonly untrusted: readonly string[];
  /** Single files; their folders need not exist yet. @default none */
  readonly files?: readonly string[];
}

/**
 * Reports changed, new and deleted files in batches, one at a time.
 * @param onChange called with absolute paths; not called again until its promise is settled.
 * @param onError called when something cannot be watched; the rest is still watched.
 */
export async function watchFiles(
  { trusted, untrusted, files: single = [] }: WatchTargets,
  onChange: (files: readonly string[]) => Promise<void>,
  onError: (error: Error) => void = () => undefined,
): Promise<FileWatcher> {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const flush = () => {
    running = running.then(async () => {
      const files = [...changed];
      changed.clear();
      if (files.length > 0) await onChange(files);
    });
  };
  const start = async (
    targets: readonly string[],
    followSymlinks: boolean,
    nameOf: (file: string) => string = (file) => file,
    ignored: (file: string) => boolean = (file) => !targets.includes(file) && isHidden(file),
  ): Promise<FSWatcher> => {
    const watcher = watch([...targets], {
      ignoreInitial: true,
      followSymlinks,
      ignored,
    });
    watcher.on('all', (event, file) => {
      if (event === 'addDir' || event === 'unlinkDir') return;
      changed.add(nameOf(file));
      clearTimeout(timer);
      timer = setTimeout(flush, quietMilliseconds);
    });
    watcher.on('error', (error) => {
      onError(asError(error));
    });
    await new Promise<void>((resolve) => watcher.once('ready', resolve));
    return watcher;
  };
  const follow = (trusted: readonly string[], single: readonly string[] = []) => {
    const there = trusted.filter((target) => existsSync(target));
    const missing = [...single, ...trusted.filter((target) => !existsSync(target))];
    return [
      // With nothing to watch, chokidar never becomes ready.
      ...(there.length > 0 ? [start(there, true)] : []),
      ...missing.map((target) =>
        start([nearestFolder(target)], true, undefined, (other) => isApart(other, target)),
      ),
    ];
  };
  const watchers = await Promise.all([
    ...follow(trusted, single),
    ...untrusted.map((folder) => {
      // The folder itself may be a link.
      const real = realpathSync(folder);
      return start([real], false, (file) => folder + file.slice(real.length));
    }),
  ]);
  return {
    add: async (more) => {
      watchers.push(...(await Promise.all(follow(more))));
    },
    close: async () => {
      clearTimeout(timer);
      for (const watcher of watchers) await watcher.close();
      await running;
    },
  };
}

/** Whether a file is none of the author's: chokidar asks for each folder on the way, too. */
function isHidden(file: string): boolean {
  return /[/\\](?:\.[^/\\]+|node_modules)$/.test(file) || file.endsWith('~');
}

/** Whether a path need not be watched: it is no folder above the target, nor in it. */
function isApart(other: string, target: string): boolean {
  if (other.startsWith(`${target}/`)) return isHidden(other);
  return !`${target}/`.startsWith(`${other}/`);
}

/** The nearest folder above a file that exists. */
function nearestFolder(file: string): string {
  const folder = path.dirname(file);
  return existsSync(folder) ? folder : nearestFolder(folder);
}
