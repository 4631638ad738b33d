import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { SiteForTemplates } from '../build/gather-site.ts';
import type { Session } from './session.ts';
import { runEleventy } from './run-eleventy.ts';

/** Folder of the site's own pages, seen from the project's folder. */
const ownPagesFolder = 'pages';

/** Eleventy needs a folder that exists. There is no template in this one. */
const noPagesFolder = 'src/eleventy';

/** Eleventy's folders for a session; those of includes and data are named from its input. */
export function foldersOf({ kinds }: Session): {
  readonly input: string;
  readonly includes: string;
  readonly data: string;
} {
  const input = kinds ? noPagesFolder : ownPagesFolder;
  return {
    input,
    includes: path.relative(input, '_includes'),
    data: path.relative(input, '_data'),
  };
}

/** Whether the site has templates of its own. */
export function hasOwnPages(): boolean {
  if (!existsSync(ownPagesFolder)) return false;
  return readdirSync(ownPagesFolder).some((name) => !name.startsWith('.'));
}

/**
 * Renders the templates of the site's own. Only Eleventy knows which pages they make, and from
 * what: they are rendered in every build, before anything is written.
 * @returns their text by their path, relative to the output folder; in the order of paths.
 * @throws {Error} of Eleventy when a template or data file fails; the cause chain names it.
 */
export async function renderOwnPages(site: SiteForTemplates): Promise<ReadonlyMap<string, string>> {
  const pages: [string, string][] = [];
  if (hasOwnPages()) {
    const onPage = (page: string, html: string): Promise<void> => {
      pages.push([page, html]);
      return Promise.resolve();
    };
    await runEleventy({ site, onPage });
  }
  return new Map(pages.sort(([a], [b]) => (a < b ? -1 : 1)));
}
