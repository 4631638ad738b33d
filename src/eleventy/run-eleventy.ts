import type { EleventyConfig } from './eleventy-config.ts';
import type { SiteForTemplates } from '../views/prepared-site.ts';
import { pageGroups } from '../views/site-pages.ts';
import type { PagesOfSite } from '../views/site-pages.ts';
import { foldersOf } from './folders.ts';
import { dryOutput } from './register.ts';
import { attachSession } from './session.ts';
import type { Session } from './session.ts';

/** What Inkstone uses of Eleventy's programmatic API (https://www.11ty.dev/docs/programmatic/). */
interface EleventyRunner {
  disableLogger(): void;
  write(): Promise<unknown>;
}

type EleventyConstructor = new (
  input: string,
  output: string,
  options: Record<string, unknown>,
) => EleventyRunner;

/**
 * Renders pages of a site and hands each over as it is ready.
 * @param wanted paths of the pages, relative to the output folder.
 * @throws {Error} of Eleventy when a template or data file fails, the cause chain names it; and
 * when a page is not rendered, e.g. because a plugin leaves it out.
 */
export async function renderPages(
  site: PagesOfSite & SiteForTemplates,
  wanted: ReadonlySet<string>,
  onPage: Session['onPage'],
): Promise<void> {
  if (wanted.size === 0) return;
  const missing = new Set(wanted);
  const groups = pageGroups(site).map((group) => ({
    ...group,
    pages: group.pages.filter((page) => wanted.has(page.path)),
  }));
  await runEleventy({
    site,
    groups,
    onPage: async (page, html) => {
      missing.delete(page);
      await onPage(page, html);
    },
  });
  const [first] = missing;
  if (first === undefined) return;
  const others = missing.size > 1 ? ` and ${missing.size - 1} more` : '';
  throw new Error(`Eleventy has not rendered the page ${first}${others}.`);
}

/** Whether templates have changed since Eleventy first read them: lasts as its cache does. */
let templatesChanged = false;

/**
 * Has Eleventy read and compile templates anew from now on: what it keeps of them outlives a run,
 * and no public method empties it. That takes 0.4 ms more for each page that is rendered.
 */
export function readTemplatesAnew(): void {
  templatesChanged = true;
}

/** One run of Eleventy, which prints what the session says. */
export async function runEleventy(session: Session): Promise<void> {
  // A build that finds all pages in the cache does without: it takes longer to load than all else.
  const { default: Eleventy } = await import('@11ty/eleventy');
  const Runner = Eleventy as EleventyConstructor;
  const eleventy = new Runner(foldersOf(session).input, dryOutput, {
    configPath: '.eleventy.ts',
    quietMode: true,
    dryRun: true,
    config: (eleventyConfig: EleventyConfig) => {
      eleventyConfig.setUseTemplateCache(!templatesChanged);
      attachSession(eleventyConfig, session);
    },
  });
  eleventy.disableLogger();
  await eleventy.write();
}
