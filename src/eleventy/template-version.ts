import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { programModule } from '../shared/program-dir.ts';
import { cacheKey } from '../store/segment.ts';
import { sourceVersion } from '../store/source-version.ts';
import { dataFiles, eleventyFileIn, layoutFiles } from './folders.ts';
import type { FolderFile } from './folders.ts';

/** Inkstone itself reads these; their content is in the views. */
const notForTemplates: readonly string[] = ['aliases.yaml', 'labels.yaml'];

/** Where package managers say which plugins a site has. */
const lockFiles = [
  ...['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'],
  ...['bun.lock', 'bun.lockb'],
];

/** The lock files of the site, or of the nearest folder above that has any: absolute paths. */
function nearestLockFiles(folder = path.resolve()): readonly string[] {
  const found = lockFiles.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
  const above = path.dirname(folder);
  return found.length > 0 || above === folder ? found : nearestLockFiles(above);
}

/**
 * Hash of templates, data files and the code that runs them: what rendered pages depend on besides
 * their views and `sharedData`.
 */
export function templateVersion(): string {
  const data = dataFiles().filter(({ name }) => !notForTemplates.includes(name));
  const isCode = ({ name }: FolderFile) => /\.[cm]?[jt]s$/.test(name);
  const config = eleventyFileIn();
  const others = [...layoutFiles(), ...data.filter((file) => !isCode(file))];
  return cacheKey(
    sourceVersion(
      programModule('eleventy/plugin'),
      ...(config === undefined ? [] : [path.resolve(config)]),
      ...data.filter(isCode).map(({ file }) => file),
    ),
    ...others.flatMap(({ name, file }) => [name, readFileSync(file)]),
    ...nearestLockFiles().map((file) => readFileSync(file)),
  );
}
