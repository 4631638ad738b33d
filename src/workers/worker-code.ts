import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { isPackage } from '../shared/is-package.ts';
import { modulesDir, programDir, programModule } from '../shared/program-dir.ts';
import { readSealed, writeSealed } from '../store/sealed-file.ts';
import { shortChecksum } from '../store/segment.ts';
import { sourceVersion } from '../store/source-version.ts';
import { derivedFiles } from '../store/cache-folders.ts';

/** Modules that run in worker threads. Their exported functions are the tasks. */
const entries = {
  ingest: 'ingest/worker',
  pages: 'output/page-worker',
  search: 'search/index/index-worker',
  check: 'check/inspection-worker',
} as const;

export type WorkerName = keyof typeof entries;

/**
 * Replaces package names by file URLs: from the folder of the bundle, Node would not find the
 * packages by name. https://esbuild.github.io/plugins/#on-resolve
 */
const packagesStayOutside: Plugin = {
  name: 'packages-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || name.startsWith('node:')
        ? undefined
        : { path: import.meta.resolve(name), external: true },
    );
  },
};

/**
 * Keeps `import.meta.url`, `dirname` and `filename` those of the source file, as modules find files
 * beside it. https://esbuild.github.io/plugins/#on-load
 */
export const modulesKeepTheirPlace: Plugin = {
  name: 'modules-keep-their-place',
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const url = JSON.stringify(pathToFileURL(file).href);
      const loader = file.endsWith('ts') ? 'ts' : 'js';
      const contents = text
        .replaceAll('import.meta.url', () => url)
        .replaceAll('import.meta.dirname', () => JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.filename', () => JSON.stringify(file));
      return { contents, loader };
    });
  },
};

/** A folder of bundles and the names of its files. */
interface Bundles {
  readonly folder: string;
  readonly names: readonly string[];
}

let bundled: Promise<Bundles> | undefined;

/** Errors of a folder that cannot be written to. */
const notWritable: readonly (string | undefined)[] = ['EACCES', 'EPERM', 'EROFS'];

/**
 * The JavaScript of a worker: its module in the package; in the repository a bundle of its sources,
 * made unless an earlier process has left the same one undamaged. Node 20 runs no TypeScript in
 * worker threads. With a loader in each, a build of 3,000 posts without changes takes 9.4 s of
 * processor time instead of 7.7 s, and tsx does not serve dynamic imports there. In a bundle these
 * are still loaded on demand.
 * @returns the URL of the file.
 */
export async function workerCode(name: WorkerName): Promise<URL> {
  if (isPackage) return pathToFileURL(programModule(entries[name]));
  const isKnown = bundled !== undefined;
  const bundles = await (bundled ??= inCodeFolder(bundleInto)).catch((error: unknown) => {
    bundled = undefined;
    throw error;
  });
  if (isKnown && !areUndamaged(bundles)) {
    bundled = undefined;
    return workerCode(name);
  }
  const file = bundles.names.find((bundle) => bundle.replace(/-[^-]*$/, '') === name);
  if (file === undefined) throw new Error(`esbuild wrote nothing for the worker "${name}".`);
  return pathToFileURL(path.join(bundles.folder, file));
}

/** Writes code into the cache; where that cannot be written to, into a folder of this process. */
export async function inCodeFolder<Result>(
  write: (folder: string) => Promise<Result>,
): Promise<Result> {
  try {
    return await write(derivedFiles());
  } catch (error) {
    if (!notWritable.includes((error as NodeJS.ErrnoException).code)) throw error;
    const folder = await mkdtemp(path.join(tmpdir(), 'inkstone-workers-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return write(folder);
  }
}

/**
 * Reuses bundles that an earlier process made of the same sources: running esbuild takes longer
 * than the rest of the start.
 */
async function bundleInto(folder: string): Promise<Bundles> {
  const bundled = [...Object.values(entries), 'workers/worker-code'];
  const version = shortChecksum(
    sourceVersion(...bundled.map((file) => programModule(file))),
    // Read by esbuild.
    await readFile(path.join(programDir, 'tsconfig.json')),
    // The bundle contains paths of sources and packages.
    ...[modulesDir, import.meta.resolve('piscina')],
  );
  const list = path.join(folder, `${version}.json`);
  const known = readSealed(list);
  if (known) {
    const bundles = { folder, names: JSON.parse(known.toString()) as readonly string[] };
    if (areUndamaged(bundles)) return bundles;
  }
  const names = await writeBundles(folder);
  writeSealed(list, Buffer.from(JSON.stringify(names)));
  return { folder, names };
}

function areUndamaged({ folder, names }: Bundles): boolean {
  return names.every((name) => readSealed(path.join(folder, name)) !== undefined);
}

/** @returns the names of the files. */
async function writeBundles(folder: string): Promise<readonly string[]> {
  const { outputFiles } = await build({
    absWorkingDir: modulesDir,
    entryPoints: Object.entries(entries).map(([out, file]) => ({ in: programModule(file), out })),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    write: false,
    outdir: folder,
    // Named by content, so that builds at the same time and of other versions share the folder.
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    plugins: [packagesStayOutside, modulesKeepTheirPlace],
    logLevel: 'silent',
  });
  for (const { path: file, contents } of outputFiles) writeSealed(file, contents);
  return outputFiles.map(({ path: file }) => path.basename(file));
}
