import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { nameFailedFile } from '../shared/name-failed-file.ts';
import { readSealed, writeSealed } from './sealed-file.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A made file that no build has used for so long is made again should it come back. */
const keptDays = 30;

/**
 * Puts a file of a cache into the site, making it first when the cache has none that is whole.
 * @param cached absolute path in the cache; its name must say all that the file depends on.
 * @param target absolute path in the site.
 */
export async function placeCached(
  cached: string,
  target: string,
  make: () => Promise<Uint8Array>,
): Promise<void> {
  let bytes: Uint8Array | undefined = readSealed(cached);
  if (!bytes) {
    bytes = await make();
    writeSealed(cached, bytes);
  }
  const whole = bytes;
  mkdirSync(path.dirname(target), { recursive: true });
  nameFailedFile(target, () => writeFileSync(target, whole));
}

/**
 * Removes what no build has used for a month, and what killed builds left half made, so that a
 * cache does not grow for ever. A cache that cannot be pruned harms no build.
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
