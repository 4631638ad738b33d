import { realpathSync } from 'node:fs';
import { watch } from 'chokidar';
import type { FSWatcher } from 'chokidar';

/**
 * Time to wait for more changes: an editor that saves writes more than once, and a checkout touches
 * many files. Longer than the 50 ms in which chokidar drops a second change of a file: what was
 * dropped is on disk when the first is looked at.
 */
const quietMilliseconds = 80;

export interface FileWatcher {
  readonly close: () => Promise<void>;
}

/** What is watched: absolute paths of files and folders. */
export interface WatchTargets {
  /** Links in them are followed. */
  readonly trusted: readonly string[];
  /**
   * Links in them are reported, and not followed: they may lead to the whole machine, or round in
   * circles.
   */
  readonly untrusted: readonly string[];
}

/**
 * Reports changed, new and deleted files in batches, one after another.
 * @param onChange called with absolute paths; the next call waits until it has ended.
 * @param onError hears of what cannot be watched; the rest still is.
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
    // Of nothing to watch, chokidar never says that it is ready.
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
