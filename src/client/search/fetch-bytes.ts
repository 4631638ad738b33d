import { manifestName } from '../../search/format.ts';
import type { FetchBytes } from '../../search/query/types.ts';

/**
 * Fetches files of the index. Their names change with their content, so browsers may cache them;
 * only the manifest is revalidated.
 * @param folder URL with a final slash.
 * @param fresh whether to bypass the browser's cache, which may hold damaged files.
 */
export function fetchFrom(folder: string, fresh: boolean): FetchBytes {
  return async (name, range) => {
    const response = await fetch(folder + name, {
      cache: fresh ? 'reload' : name === manifestName ? 'no-cache' : 'default',
      ...(range && { headers: { range: `bytes=${range.start}-${range.end - 1}` } }),
    });
    if (!response.ok) {
      throw Object.assign(new Error(`${name}: ${response.status}`), { status: response.status });
    }
    return new Uint8Array(await response.arrayBuffer());
  };
}
