import { watch } from 'chokidar';

/**
 * Time to wait for more changes: an editor that saves writes more than once, and a checkout touches many files. Longer than the 50 ms in which
 * chokidar drops a second change of a file: what was dropped is on disk when the first is looked at.
 */
const quietMilliseconds = 80;

export interface FileWatcher {
  readonly close: () => Promise<void>;
}

/**
 * Reports changed, new and deleted files in batches, one after another.
 * @param targets absolute paths of files and folders.
 * @param onChange called with absolute paths; the next call waits until it has ended.
 */
export async function watchFiles(
  targets: readonly string[],
  onChange: (files: readonly string[]) => Promise<void>,
): Promise<FileWatcher> {
  const watcher = watch([...targets], {
    ignoreInitial: true,
    ignored: (file) => /[/\\](?:\.[^/\\]+|node_modules)$/.test(file) || file.endsWith('~'),
  });
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
  watcher.on('all', (event, file) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(flush, quietMilliseconds);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}
