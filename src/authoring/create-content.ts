import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contentTemplate } from './content-template.ts';
import type { ContentTemplateOptions } from './content-template.ts';

/** A content folder that cannot be created; the message is for the user. */
export class ContentExistsError extends Error {}

/**
 * Writes a new content folder. No file is overwritten: if one of them exists, nothing is written.
 * @param folder absolute path; it need not exist.
 * @returns paths of the new files, relative to the folder.
 * @throws {ContentExistsError} that names the existing file.
 */
export async function createContent(
  folder: string,
  options: ContentTemplateOptions,
): Promise<readonly string[]> {
  const files = Object.entries(contentTemplate(options));
  // A fresh repository may have these two already; they are kept.
  const kept = new Set(['README.md', '.gitignore']);
  const wanted = files.filter(([name]) => !kept.has(name) || !existsSync(path.join(folder, name)));
  const rival = wanted.find(([name]) => existsSync(path.join(folder, name)));
  if (rival) throw new ContentExistsError(`There is a ${rival[0]} in the folder already.`);
  for (const [name, content] of wanted) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
  }
  return wanted.map(([name]) => name);
}
