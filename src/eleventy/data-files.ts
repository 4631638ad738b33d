import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFiles } from '../shared/list-files.ts';
import type { SiteForTemplates } from '../views/site.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import { dataFolder } from './folders.ts';
import type { Session } from './session.ts';

/** What a file in `_data/` exports: it hands one part of the site to the templates. */
export type DataFile = (site: SiteForTemplates) => unknown;

interface DataModule {
  readonly default: DataFile;
  /**
   * Whether only templates in `pages/` have what it hands over. Layouts have that of all others:
   * it counts as printed on every page.
   */
  readonly forOwnPages: boolean;
}

/**
 * Lets `_data/*.ts` be data files. Their default export is called with the site of this build. What
 * is handed over is frozen: of another object Eleventy gives each page a proxy of its own, through
 * which every property is looked up, and by which nothing can be remembered
 * (`registerPrintedParts`). Nothing can be merged into it.
 */
export function registerDataFiles(
  eleventyConfig: Pick<EleventyConfig, 'addDataExtension'>,
  { site, groups }: Session,
): void {
  eleventyConfig.addDataExtension('ts', {
    read: false,
    parser: async (file) => {
      const dataModule = await importDataFile(file);
      if (groups && dataModule.forOwnPages) return undefined;
      return Object.freeze(await callDataFile(file, dataModule, site));
    },
  });
}

/**
 * What data files hand to layouts, and so to every page: the page cache must know it.
 * @returns what each hands over, by the file's path.
 * @throws {Error} when one of them fails.
 */
export async function sharedData(site: SiteForTemplates): Promise<ReadonlyMap<string, unknown>> {
  const values = new Map<string, unknown>();
  for (const file of listFiles(dataFolder).filter((name) => name.endsWith('.ts'))) {
    const dataModule = await importDataFile(file);
    if (!dataModule.forOwnPages) values.set(file, await callDataFile(file, dataModule, site));
  }
  return values;
}

/**
 * What a data file exports, as the file is now: the dev server sees it change.
 * @param file path seen from the project's folder.
 */
async function importDataFile(file: string): Promise<DataModule> {
  const url = pathToFileURL(path.resolve(file));
  url.searchParams.set('changed', String(statSync(url).mtimeMs));
  const { default: dataFile, forOwnPages = false } = (await import(
    url.href
  )) as Partial<DataModule>;
  if (typeof dataFile === 'function') return { default: dataFile, forOwnPages };
  throw new TypeError(`${file} must export a function (site) => data as its default.`);
}

/** Errors name the file, which Eleventy leaves out. */
async function callDataFile(
  file: string,
  dataModule: DataModule,
  site: SiteForTemplates,
): Promise<unknown> {
  try {
    return await dataModule.default(site);
  } catch (error) {
    throw new Error(`The data file ${file} failed.`, { cause: error });
  }
}
