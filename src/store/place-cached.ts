import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../shared/write-whole.ts';
import { readSealed, writeSealed } from './sealed-file.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Days without use after which a cached file is removed. */
const keptDays = 30;

/**
 * Puts a cached file into the site. Makes it first if the cache has no sound copy.
 * @param cached absolute path in the cache; the name must tell all that the file depends on.
 * @param target absolute path in the site; undefined to fill the cache alone.
 */
export async function placeCached(
  cached: string,
  target: string | undefined,
  make: () => Promise<Uint8Array>,
): Promise<void> {
  let bytes: Uint8Array | undefined = readSealed(cached);
  if (!bytes) {
    bytes = await make();
    writeSealed(cached, bytes);
  }
  // The dev server may be reading it.
  if (target !== undefined) writeWhole(target, bytes);
}

/**
 * Removes files that no build has used for a month, and unfinished files of killed builds. Failures
 * are ignored: an unpruned cache harms no build.
 * @param folder absolute path; may be missing.
 */
export async function pruneCache(folder: string): Promise<void> {
  const oldest = Date.now() - keptDays * dayMs;
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const info = await stat(file).catch(() => undefined);
    if (info?.isFile() && info.mtimeMs < oldest)
      await rm(file, { force: true }).catch(() => undefined);
  }
}
