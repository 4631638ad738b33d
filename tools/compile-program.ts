import { cpSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { listFiles } from '../src/shared/list-files.ts';
import { isInside } from '../src/shared/regular-file.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = path.join(root, 'src');
const client = path.join(sources, 'client');

/**
 * Compiles the program, as Node runs no TypeScript below `node_modules`: a JavaScript module for
 * each of `src/`; and in `browser/` the sources of what runs in browsers, which each site bundles.
 * @param folder absolute path of `dist/`, beside which the package has its other files.
 */
export async function compileProgram(folder: string): Promise<void> {
  const isModule = (file: string) => /(?<!\.d)\.ts$/.test(file);
  const files = listFiles(sources).filter((file) => path.basename(file) !== 'tsconfig.json');
  const forBrowsers = files.filter((file) => isInside(file, client));
  const forNode = files.filter((file) => !isInside(file, client));
  await compileModules(forNode.filter(isModule), folder);
  for (const file of [...forBrowsers, ...(await importsOf(forBrowsers.filter(isModule)))]) {
    cpSync(file, path.join(folder, 'browser', path.relative(sources, file)));
  }
}

/** The modules that scripts of browsers import, themselves included: absolute paths. */
async function importsOf(modules: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    ...{ entryPoints: [...modules], outdir: client, absWorkingDir: root },
    ...{ bundle: true, write: false, metafile: true, logLevel: 'warning' },
  });
  return Object.keys(metafile.inputs).map((file) => path.join(root, file));
}

async function compileModules(modules: readonly string[], folder: string): Promise<void> {
  const importsCompiled: Plugin = {
    name: 'imports-compiled',
    setup: (compiler) =>
      compiler.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path: name, kind }) =>
        kind === 'entry-point' ? undefined : { path: name.replace(/ts$/, 'js'), external: true },
      ),
  };
  await build({
    entryPoints: [...modules],
    outbase: sources,
    outdir: folder,
    // Only bundling asks plugins where imports lead; all are left where they are.
    bundle: true,
    packages: 'external',
    plugins: [importsCompiled],
    treeShaking: false,
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
    logLevel: 'warning',
  });
}
