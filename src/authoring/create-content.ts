import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../shared/make-folder.ts';
import { AuthoringError } from './authoring-error.ts';
import { contentTemplate, packageFile, type ContentTemplateOptions } from './content-template.ts';

/** Files that a fresh repository or project may have already; they are kept. */
const kept: ReadonlySet<string> = new Set(['README.md', '.gitignore', 'package.json']);

/**
 * Writes a new content folder. No file is overwritten: if one of them exists, nothing is written. A
 * `package.json` with nothing but dependencies, as `npm install inkstone` makes it, is completed.
 * @param folder absolute path; it need not exist.
 * @returns paths of the files that were written, relative to the folder.
 * @throws {AuthoringError} that names the existing file.
 */
export async function createContent(
  folder: string,
  options: ContentTemplateOptions,
): Promise<readonly string[]> {
  const exists = (name: string) => existsSync(path.join(folder, name));
  const files = Object.entries(contentTemplate(options));
  const wanted = files.filter(([name]) => !kept.has(name) || !exists(name));
  const rival = wanted.find(([name]) => exists(name));
  if (rival) {
    throw new AuthoringError(`There is a ${rival[0]} in the folder already. Nothing was written.`);
  }
  for (const [name, content] of wanted) {
    const file = path.join(folder, name);
    makeFolder(path.dirname(file));
    await writeFile(file, content, { flag: 'wx' });
  }
  const written = wanted.map(([name]) => name);
  if (written.includes('package.json')) return written;
  const manifest = path.join(folder, 'package.json');
  const dependencies = onlyDependencies(readFileSync(manifest, 'utf8'));
  if (!dependencies) return written;
  await writeFile(manifest, packageFile(options.dependency, dependencies));
  return [...written, 'package.json'];
}

/** The dependencies of a `package.json` that says nothing else; undefined of any other. */
function onlyDependencies(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const { dependencies = {}, ...more } = JSON.parse(text) as {
      readonly dependencies?: Readonly<Record<string, string>>;
    };
    return Object.keys(more).length === 0 ? dependencies : undefined;
  } catch {
    return undefined;
  }
}
