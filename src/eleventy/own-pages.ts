import { existsSync, readdirSync } from 'node:fs';
import type { SiteForTemplates } from '../views/site.ts';
import { ownPagesFolder } from './folders.ts';
import { runEleventy } from './run-eleventy.ts';

/** Whether the site has templates of its own, in `pages/`. */
export function hasOwnPages(): boolean {
  if (!existsSync(ownPagesFolder)) return false;
  return readdirSync(ownPagesFolder).some((name) => !name.startsWith('.'));
}

/**
 * Renders the site's own templates. Only Eleventy knows which pages they make and from which data,
 * so every build renders them, before it writes anything.
 * @returns the text of pages by their path, relative to the output folder; sorted by path.
 * @throws {Error} of Eleventy when a template or data file fails; the cause chain names the file.
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
