/**
 * Takes the pages that need no rendering out of what a data file hands over: lists of views, alone, in a list, or as properties. All else
 * stays as it is.
 * @param wanted paths of the pages to keep; all when absent.
 */
export function wantedPages(data: unknown, wanted: ReadonlySet<string> | undefined): unknown {
  if (!wanted || typeof data !== 'object' || data === null) return data;
  const keep = (value: unknown): unknown =>
    isPageList(value) ? value.filter(({ path }) => wanted.has(path)) : value;
  if (isPageList(data)) return keep(data);
  const entries = Object.entries(data).map(([key, value]) => [key, keep(value)] as const);
  // A list may carry properties of its own: `tags` does (see `_data/tags.ts`).
  return Array.isArray(data)
    ? Object.assign([] as unknown[], Object.fromEntries(entries))
    : Object.fromEntries(entries);
}

interface Page {
  readonly path: string;
  readonly head: object;
}

function isPageList(value: unknown): value is readonly Page[] {
  return Array.isArray(value) && value.length > 0 && value.every(isPage);
}

function isPage(value: unknown): value is Page {
  return typeof value === 'object' && value !== null && 'path' in value && 'head' in value;
}
