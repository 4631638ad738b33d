import { copyFile, mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;
/** A made file that no build has used for so long is made again should it come back. */
const keptDays = 30;

/**
 * Puts a file of a cache into the site, making it first when the cache has none.
 * @param cached absolute path in the cache; see {@link ensureCached}.
 * @param target absolute path in the site.
 */
export async function placeCached(
  cached: string,
  target: string,
  make: () => Promise<Uint8Array>,
): Promise<void> {
  await ensureCached(cached, make);
  await mkdir(path.dirname(target), { recursive: true });
  await copyFile(cached, target);
}

/**
 * Makes a file of a cache unless it is there. Its name must say all that it depends on. A build that is killed leaves no half file: it is renamed
 * when whole.
 * @param cached absolute path.
 */
export async function ensureCached(
  cached: string,
  make: () => Promise<Uint8Array> | Uint8Array,
): Promise<void> {
  const made = await stat(cached).catch(() => undefined);
  if (!made) {
    await mkdir(path.dirname(cached), { recursive: true });
    const partial = `${cached}.${process.pid}-${Math.random().toString(36).slice(2)}`;
    await writeFile(partial, await make());
    await rename(partial, cached);
  } else if (Date.now() - made.mtimeMs > dayMs) {
    // Says that it is in use, once a day.
    await utimes(cached, new Date(), new Date()).catch(() => undefined);
  }
}

/**
 * Removes what no build has used for a month, and what killed builds left half made, so that a cache does not grow for ever. A cache that cannot be
 * pruned harms no build.
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
