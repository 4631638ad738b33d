import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Puts a file of a cache into the site, making it first when the cache has none. Its name must say all that it depends on. A build that is killed
 * leaves no half file: it is renamed when whole.
 * @param cached absolute path in the cache.
 * @param target absolute path in the site.
 */
export async function placeCached(
  cached: string,
  target: string,
  make: () => Promise<Uint8Array>,
): Promise<void> {
  if (!existsSync(cached)) {
    await mkdir(path.dirname(cached), { recursive: true });
    const partial = `${cached}.${process.pid}-${Math.random().toString(36).slice(2)}`;
    await writeFile(partial, await make());
    await rename(partial, cached);
  }
  await mkdir(path.dirname(target), { recursive: true });
  await copyFile(cached, target);
}
