import path from 'node:path';
import type { Session } from './session.ts';

/** Folder of the site's own pages, relative to the project's folder. */
export const ownPagesFolder = 'pages';

/** Folder of data files, seen from the same. */
export const dataFolder = '_data';

/** Folder of layouts and partials, seen from the same. */
export const includesFolder = '_includes';

/** Eleventy needs an input folder that exists. This one has no templates. */
const noPagesFolder = 'src/eleventy';

/** Eleventy's folders for a session. Eleventy reads `includes` and `data` relative to `input`. */
export function foldersOf({ groups }: Session): {
  readonly input: string;
  readonly includes: string;
  readonly data: string;
} {
  const input = groups ? noPagesFolder : ownPagesFolder;
  return {
    input,
    includes: path.relative(input, includesFolder),
    data: path.relative(input, dataFolder),
  };
}
