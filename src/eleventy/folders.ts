import path from 'node:path';
import type { Session } from './session.ts';

/** Folder of the site's own pages, relative to the project's folder. */
export const ownPagesFolder = 'pages';

/** Folder of data files, seen from the same. */
export const dataFolder = '_data';

/** Folder of layouts and partials, seen from the same. */
export const includesFolder = '_includes';

/** Eleventy needs a folder that exists. There is no template in this one. */
const noPagesFolder = 'src/eleventy';

/** Eleventy's folders for a session; those of includes and data are named from its input. */
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
