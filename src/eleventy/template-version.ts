import { readFileSync } from 'node:fs';
import path from 'node:path';
import { shortChecksum } from '../store/segment.ts';
import { sourceVersion } from '../store/source-version.ts';
import { listFiles } from '../shared/list-files.ts';
import { dataFolder, includesFolder } from './folders.ts';

/** Inkstone itself reads these; their content is in the views. */
const notForTemplates: readonly string[] = ['aliases.yaml'];

/**
 * Hash of templates, data files and the code that runs them: what rendered pages depend on besides
 * their views and `sharedData`. Paths are seen from the project's folder.
 */
export function templateVersion(): string {
  const data = listFiles(dataFolder).filter(
    (file) => !notForTemplates.includes(path.relative(dataFolder, file)),
  );
  const texts = [...listFiles(includesFolder), ...data].map((file) => ({
    file,
    text: readFileSync(file, 'utf8'),
  }));
  return shortChecksum(sourceVersion(path.resolve('.eleventy.ts')), JSON.stringify(texts));
}
