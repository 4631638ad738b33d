import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { compileProgram } from './compile-program.ts';

/**
 * Makes `dist/` for the npm package: the compiled program, and the types that `index.ts` leads to.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const sources = path.join(root, 'src');
const compiled = path.join(root, 'dist');

/** What follows `from` and `import(` in a declaration, of a source and of what is made of it. */
const importedSource = /((?:from |import\()['"]\.{1,2}\/[^'"]+)\.ts(['"])/g;
const importedModule = /(?:from |import\()['"](\.{1,2}\/[^'"]+\.js)['"]/g;

rmSync(compiled, { recursive: true, force: true });
await compileProgram(compiled);
writeTypes();

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
