import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';
import { listFiles } from '../src/shared/list-files.ts';
import { isInside } from '../src/shared/regular-file.ts';

/**
 * Compiles the program for the npm package, into `dist/`: a JavaScript module for each of `src/`,
 * as Node runs no TypeScript below `node_modules`; the sources of what runs in browsers, which each
 * site bundles, in `dist/browser/`; and the types that `index.ts` leads to.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const sources = path.join(root, 'src');
const compiled = path.join(root, 'dist');

/** What follows `from` and `import(` in a declaration, of a source and of what is made of it. */
const importedSource = /((?:from |import\()['"]\.{1,2}\/[^'"]+)\.ts(['"])/g;
const importedModule = /(?:from |import\()['"](\.{1,2}\/[^'"]+\.js)['"]/g;

rmSync(compiled, { recursive: true, force: true });
const isModule = (file: string) => /(?<!\.d)\.ts$/.test(file);
const client = path.join(sources, 'client');
const files = listFiles(sources).filter((file) => path.basename(file) !== 'tsconfig.json');
const [forBrowsers, forNode] = [true, false].map((isClient) =>
  files.filter((file) => isInside(file, client) === isClient),
) as [string[], string[]];
await compileModules(forNode.filter(isModule));
for (const file of [...forBrowsers, ...(await importsOf(forBrowsers.filter(isModule)))]) {
  cpSync(file, path.join(compiled, 'browser', path.relative(sources, file)));
}
writeTypes();

/** The modules that scripts of browsers import, themselves included: absolute paths. */
async function importsOf(modules: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    ...{ entryPoints: [...modules], outdir: compiled, absWorkingDir: root },
    ...{ bundle: true, write: false, metafile: true, logLevel: 'warning' },
  });
  return Object.keys(metafile.inputs).map((file) => path.join(root, file));
}

async function compileModules(modules: readonly string[]): Promise<void> {
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
    outdir: compiled,
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

/** Writes the declarations that `index.ts` leads to; nobody else's can be imported. */
function writeTypes(): void {
  const readFile = (file: string) => ts.sys.readFile(file);
  const { options } = ts.parseJsonSourceFileConfigFileContent(
    ts.readJsonConfigFile(path.join(root, 'tsconfig.json'), readFile),
    ts.sys,
    root,
  );
  const program = ts.createProgram([path.join(sources, 'index.ts')], {
    ...{ ...options, declaration: true, emitDeclarationOnly: true, noEmit: false },
    // `npm run lint` checks.
    ...{ noCheck: true, rootDir: sources, outDir: compiled },
  });
  const declarations = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (file, text) => {
    declarations.set(path.normalize(file), text.replace(importedSource, '$1.js$2'));
  });
  const [wrong] = diagnostics;
  if (wrong) throw new Error(ts.flattenDiagnosticMessageText(wrong.messageText, '\n'));
  const write = (file: string) => {
    const text = declarations.get(file);
    if (text === undefined || !declarations.delete(file)) return;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    for (const [, name = ''] of text.matchAll(importedModule)) {
      write(path.resolve(path.dirname(file), name.replace(/js$/, 'd.ts')));
    }
  };
  write(path.join(compiled, 'index.d.ts'));
}
