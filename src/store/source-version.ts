import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shortChecksum } from './segment.ts';

const projectDir = fileURLToPath(new URL('../..', import.meta.url));
/** Static and dynamic imports, re-exports; `import type` counts too, which costs nothing. */
const relativeImport = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/**
 * What a module's results depend on besides its input: the sources of the module and of all it
 * imports, the locked versions of all dependencies, and the JavaScript engine. Equal versions give
 * equal results, so nobody has to remember to raise a number.
 * @param entry absolute path of a module.
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
