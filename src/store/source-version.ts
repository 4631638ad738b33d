import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { programDir } from '../shared/program-dir.ts';
import { dependencyVersions } from './dependency-versions.ts';
import { shortChecksum } from './segment.ts';

/** Static and dynamic imports, and re-exports. `import type` matches too, which does no harm. */
const relativeImport = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/**
 * A hash of everything that modules' results depend on besides their input: their sources and those
 * of all modules that they import, the versions of dependencies, and the JavaScript engine.
 * Equal hashes mean equal results, so caches need no version number kept by hand.
 * An import that leads nowhere is skipped: whoever runs the module reports it.
 * @param entries absolute paths of the modules.
 */
export function sourceVersion(...entries: readonly string[]): string {
  const sources = [...sourcesOf(entries)]
    .map(([file, text]) => `${path.relative(programDir, file)}\n${shortChecksum(text)}`)
    .sort();
  return shortChecksum(
    sources.join('\n'),
    dependencyVersions(),
    `${process.versions.v8} ${process.versions.icu ?? ''} ${process.versions.unicode ?? ''}`,
  );
}

/**
 * Modules, and all that they import by relative paths.
 * @param entries absolute paths.
 * @returns the text of each by its absolute path.
 */
export function sourcesOf(entries: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const visit = (file: string) => {
    if (texts.has(file)) return;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, target = ''] of text.matchAll(relativeImport)) {
      const imported = moduleAt(path.resolve(path.dirname(file), target));
      if (imported !== undefined) visit(imported);
    }
  };
  entries.forEach(visit);
  return texts;
}

/** Endings that code of a site may leave out, or write as those of the compiled file. */
const leftOut = ['', '.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.js'] as const;

/** The file that an import means; undefined if there is none. @param target absolute path. */
function moduleAt(target: string): string | undefined {
  const names = [...leftOut.map((ending) => target + ending), target.replace(/\.js$/, '.ts')];
  return names.find((name) => statSync(name, { throwIfNoEntry: false })?.isFile());
}
