import { manifestName } from '../../search/format.ts';
import type { FetchBytes } from '../../search/query/types.ts';

/**
 * Fetches files of the index. Their names change with their content, so that the browser's cache
 * may keep them; only the manifest is asked for anew.
 * @param folder address with a slash at its end.
 * @param fresh pass over the browser's cache, which may hold what was damaged.
 */
export function fetchFrom(folder: string, fresh: boolean): FetchBytes {
  return async (name, { range, signal } = {}) => {
    const response = await fetch(folder + name, {
      cache: fresh ? 'reload' : name === manifestName ? 'no-cache' : 'default',
      ...(range && { headers: { range: `bytes=${range.start}-${range.end - 1}` } }),
      ...(signal && { signal }),
    });
    if (!response.ok) {
      throw Object.assign(new Error(`${name}: ${response.status}`), { status: response.status });
    }
    return new Uint8Array(await response.arrayBuffer());
  };
}
