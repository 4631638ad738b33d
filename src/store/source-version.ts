import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shortChecksum } from './segment.ts';

const projectDir = fileURLToPath(new URL('../..', import.meta.url));
/** Static and dynamic imports, and re-exports. `import type` matches too, which does no harm. */
const relativeImport = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/**
 * A hash of everything that a module's results depend on besides its input: its source and those of
 * all modules that it imports, the locked versions of dependencies, and the JavaScript engine.
 * Equal hashes mean equal results, so caches need no version number kept by hand.
 * @param entry absolute path of the module.
 */
export function sourceVersion(entry: string): string {
  const texts = new Map<string, string>();
  const visit = (file: string) => {
    if (texts.has(file)) return;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, target = ''] of text.matchAll(relativeImport)) {
      visit(path.resolve(path.dirname(file), target));
    }
  };
  visit(entry);
  const sources = [...texts]
    .map(([file, text]) => `${path.relative(projectDir, file)}\n${shortChecksum(text)}`)
    .sort();
  return shortChecksum(
    sources.join('\n'),
    readFileSync(path.join(projectDir, 'package-lock.json')),
    `${process.versions.v8} ${process.versions.icu ?? ''} ${process.versions.unicode ?? ''}`,
  );
}
