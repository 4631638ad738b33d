import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { cacheFolders } from '../config/cache-folders.ts';
import { ensureCached } from '../cache/place-cached.ts';

const sourceDir = fileURLToPath(new URL('../', import.meta.url));

/** Modules that run in worker threads, by name: their exported functions are the tasks. */
const entries = {
  ingest: 'ingest/worker.ts',
  pages: 'publish/page-worker.ts',
  search: 'search/index/index-worker.ts',
} as const;

export type WorkerName = keyof typeof entries;

/**
 * Keeps packages out of the bundle, by their place on disk: the bundle lies where Node would not find them by name.
 * https://esbuild.github.io/plugins/#on-resolve
 */
const packagesStayOutside: Plugin = {
  name: 'packages-stay-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || name.startsWith('node:')
        ? undefined
        : { path: import.meta.resolve(name), external: true },
    );
  },
};

/** Modules go on finding what lies beside their source. https://esbuild.github.io/plugins/#on-load */
const modulesKeepTheirPlace: Plugin = {
  name: 'modules-keep-their-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const url = JSON.stringify(pathToFileURL(file).href);
      return { contents: text.replaceAll('import.meta.url', () => url), loader: 'ts' };
    });
  },
};

let bundled: Promise<ReadonlyMap<string, URL>> | undefined;

/** What it means to have no place to write to. */
const notWritable: readonly (string | undefined)[] = ['EACCES', 'EPERM', 'EROFS'];

/**
 * The JavaScript of a worker, bundled from its sources once per process, and again should the files be gone. Node 20 reads no TypeScript in worker threads, and a loader in each takes twice as
 * long as all else that a thread does before its first task. What is imported dynamically is still loaded only when it is needed.
 */
export async function workerCode(name: WorkerName): Promise<URL> {
  const files = await (bundled ??= bundleWorkers()).catch((error: unknown) => {
    bundled = undefined;
    throw error;
  });
  const url = files.get(name);
  if (!url) throw new Error(`esbuild wrote nothing for the worker "${name}".`);
  if (existsSync(url)) return url;
  bundled = undefined;
  return workerCode(name);
}

async function bundleWorkers(): Promise<ReadonlyMap<string, URL>> {
  try {
    return await bundleInto(cacheFolders.workers());
  } catch (error) {
    if (!notWritable.includes((error as NodeJS.ErrnoException).code)) throw error;
    const folder = await mkdtemp(path.join(tmpdir(), 'inkstone-workers-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return bundleInto(folder);
  }
}

async function bundleInto(folder: string): Promise<ReadonlyMap<string, URL>> {
  const { outputFiles } = await build({
    absWorkingDir: sourceDir,
    entryPoints: Object.entries(entries).map(([out, file]) => ({ in: file, out })),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    write: false,
    outdir: folder,
    // Named by content: builds at the same time, and of other versions, share the folder.
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    plugins: [packagesStayOutside, modulesKeepTheirPlace],
    logLevel: 'silent',
  });
  await Promise.all(
    outputFiles.map(({ path: file, contents }) => ensureCached(file, () => contents)),
  );
  return new Map(
    outputFiles.map(({ path: file }) => [
      path.basename(file).replace(/-[^-]*$/, ''),
      pathToFileURL(file),
    ]),
  );
}
