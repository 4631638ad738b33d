import type { EleventyConfig } from './eleventy-config.ts';
import type { SiteForTemplates } from '../views/site.ts';
import { pageGroups } from '../views/site-pages.ts';
import type { PagesOfSite } from '../views/site-pages.ts';
import { foldersOf } from './folders.ts';
import { dryOutput } from './register.ts';
import { attachSession } from './session.ts';
import type { Session } from './session.ts';

/**
 * Methods of Eleventy's programmatic API that Inkstone calls
 * (https://www.11ty.dev/docs/programmatic/).
 */
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
 * Renders pages of a site and hands over each as it is ready.
 * @param wanted paths of the pages, relative to the output folder.
 * @throws {Error} when a template or data file fails; the cause chain names the file. Also when a
 * page is not rendered, e.g. because a plugin leaves it out.
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

/**
 * Whether templates have changed since Eleventy first read them. Module state, as Eleventy's
 * template cache is one for the process.
 */
let templatesChanged = false;

/**
 * Makes Eleventy read and compile templates again in all later runs. Its template cache outlives a
 * run, and no public method empties it. Rendering takes 0.4 ms longer for each page then.
 */
export function readTemplatesAnew(): void {
  templatesChanged = true;
}

/** Runs Eleventy once, for the pages of a session. */
export async function runEleventy(session: Session): Promise<void> {
  // Imported only here, as it takes longer to load than everything else, and a build that finds all
  // pages in the cache does not need it.
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
