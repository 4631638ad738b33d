import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { EleventyConfig } from './eleventy-config.ts';
import type { SiteForTemplates } from '../views/prepared-site.ts';
import { pageKinds } from '../views/page-registry.ts';
import type { PagesOfSite } from '../views/page-registry.ts';
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
  const kinds = pageKinds(site).map((kind) => ({
    ...kind,
    pages: kind.pages.filter((page) => wanted.has(page.path)),
  }));
  await runEleventy({
    site,
    kinds,
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

/** One run of Eleventy, which prints what the session says. */
export async function runEleventy(session: Session): Promise<void> {
  // A build that finds all pages in the cache does without: it takes longer to load than all else.
  const { default: Eleventy } = await import('@11ty/eleventy');
  const Runner = Eleventy as EleventyConstructor;
  const eleventy = new Runner(foldersOf(session).input, dryOutput, {
    configPath: '.eleventy.ts',
    quietMode: true,
    dryRun: true,
    config: (eleventyConfig: EleventyConfig) => attachSession(eleventyConfig, session),
  });
  eleventy.disableLogger();
  await eleventy.write();
}

interface EventBus {
  emit(event: 'eleventy.resourceModified', file: string): unknown;
}

/**
 * Makes Eleventy read changed templates again: what it has compiled outlives a run. Its own watcher
 * tells its caches by this event, for which it has no public door.
 * @param files paths from the project's folder.
 */
export async function forgetTemplates(files: readonly string[]): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@11ty/eleventy');
  const file = pathToFileURL(path.join(path.dirname(entry), 'EventBus.js')).href;
  const { default: eventBus } = (await import(file)) as { readonly default: EventBus };
  for (const name of files) eventBus.emit('eleventy.resourceModified', `./${name}`);
}
