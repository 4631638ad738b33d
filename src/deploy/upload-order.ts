import { cacheControl } from '../output/host-files.ts';
import { manifestName } from '../search/format.ts';
import { contentTypeOf } from '../serve/content-types.ts';
import { groupBy } from '../shared/group-by.ts';
import type { Changes } from './changes.ts';

/** Headers that storages keep with a file. */
export interface FileHeaders {
  readonly contentType: string;
  readonly cacheControl: string;
}

/** Files that are uploaded together, before those of the next step. */
export interface UploadStep {
  /** What they are, for people. */
  readonly name: string;
  readonly paths: readonly string[];
}

/** What leads to other files: lists for machines, the search, the copy on readers' devices. */
const leading = new RegExp(
  '(?:^|/)feed\\.(?:xml|json)$|^(?:feeds\\.opml|sitemap[-\\d]*\\.xml|llms\\.txt|sw\\.js)$|' +
    '^(?:llms|search-index)/',
);

/**
 * Puts uploads in an order in which a reader, at every moment, finds what a page needs: first what
 * pages load, then new pages, then those that may link to them, then what leads to all of these.
 * Deletions follow when everything is there.
 */
export function uploadSteps({ added, changed }: Changes): readonly UploadStep[] {
  const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
  const all = [...paths(added), ...paths(changed)];
  const isPage = (path: string) => !isImmutable(path) && !leading.test(path);
  return [
    { name: 'what pages load', paths: all.filter(isImmutable) },
    { name: 'new pages', paths: paths(added).filter(isPage) },
    { name: 'changed pages', paths: paths(changed).filter(isPage) },
    {
      name: 'feeds, maps and search',
      paths: all.filter((path) => !isImmutable(path) && leading.test(path)),
    },
  ].filter(({ paths }) => paths.length > 0);
}

/** Whether a name changes with the content (`_headers`): no older page asks for the file. */
function isImmutable(path: string): boolean {
  if (path.startsWith('assets/')) return true;
  return path.startsWith('search-index/') && path !== `search-index/${manifestName}`;
}

/** Parts files by the headers that they need. */
export function byHeaders(
  paths: readonly string[],
): readonly (readonly [FileHeaders, readonly string[]])[] {
  const headersOf = (path: string): FileHeaders => ({
    contentType: contentTypeOf(path).type,
    cacheControl: cacheControl[isImmutable(path) ? 'immutable' : 'revalidate'],
  });
  const groups = groupBy(paths, (path) => JSON.stringify(headersOf(path)));
  return [...groups].map(([key, own]) => [JSON.parse(key) as FileHeaders, own]);
}
