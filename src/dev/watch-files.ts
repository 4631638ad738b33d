import { realpathSync } from 'node:fs';
import { watch } from 'chokidar';
import type { FSWatcher } from 'chokidar';

/**
 * Pause that ends a batch of changes: an editor writes more than once to save a file, and a
 * checkout touches many files. It is longer than the 50 ms in which chokidar drops a second change
 * of a file, so that the file is read after the second change.
 */
const quietMilliseconds = 80;

/** A running watcher. */
export interface FileWatcher {
  readonly close: () => Promise<void>;
}

/** Absolute paths of watched files and folders. */
export interface WatchTargets {
  /** Links in these are followed. */
  readonly trusted: readonly string[];
  /**
   * Links in these are reported but not followed: they may lead to any file of the
   * machine, or in circles.
   */
  readonly untrusted: readonly string[];
}

/**
 * Reports changed, new and deleted files in batches, one at a time.
 * @param onChange called with absolute paths; not called again until its promise is settled.
 * @param onError called when something cannot be watched; the rest is still watched.
 */
export async function watchFiles(
  { trusted, untrusted }: WatchTargets,
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
  ): Promise<FSWatcher> => {
    const watcher = watch([...targets], {
      ignoreInitial: true,
      followSymlinks,
      ignored: (file) => /[/\\](?:\.[^/\\]+|node_modules)$/.test(file) || file.endsWith('~'),
    });
    watcher.on('all', (event, file) => {
      if (event === 'addDir' || event === 'unlinkDir') return;
      changed.add(nameOf(file));
      clearTimeout(timer);
      timer = setTimeout(flush, quietMilliseconds);
    });
    watcher.on('error', (error) => {
      onError(error instanceof Error ? error : new Error(String(error)));
    });
    await new Promise<void>((resolve) => watcher.once('ready', resolve));
    return watcher;
  };
  const watchers = await Promise.all([
    // With nothing to watch, chokidar never becomes ready.
    ...(trusted.length > 0 ? [start(trusted, true)] : []),
    ...untrusted.map((folder) => {
      // The folder itself may be a link.
      const real = realpathSync(folder);
      return start([real], false, (file) => folder + file.slice(real.length));
    }),
  ]);
  return {
    close: async () => {
      clearTimeout(timer);
      for (const watcher of watchers) await watcher.close();
      await running;
    },
  };
}
