import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ProblemError } from '../content/problem.ts';
import { failedModule } from '../report/failed-module.ts';
import { stalled } from '../report/stalled.ts';
import { relativePath } from '../shared/relative-path.ts';
import { unlessStalled } from '../shared/unless-stalled.ts';
import { hashOfTree } from '../store/hash-of-tree.ts';
import type { SiteForTemplates } from '../views/site.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import { dataFiles, dataFolder, layoutFiles, ownPagesFolder } from './folders.ts';
import { programData } from './program-data.ts';
import type { Session } from './session.ts';

/** What a file in `_data/` exports: it hands one part of the site to the templates. */
export type DataFile = (site: SiteForTemplates) => unknown;

/**
 * Lets `_data/*.ts` be data files: their default export is called with the site of this build. For
 * layouts, only files that a layout names are called, as what they hand over counts as printed on
 * every page. It is frozen: Eleventy gives each page its own proxy of any other object, which is
 * slow and cannot be remembered (`registerPrintedParts`). Nothing can be merged into it.
 */
export function registerDataFiles(
  eleventyConfig: Pick<EleventyConfig, 'addDataExtension' | 'addGlobalData'>,
  { site, groups }: Session,
): void {
  const isWanted = groups ? namedByLayouts() : () => true;
  const valueOf = async (name: string, file: string) =>
    isWanted(name) ? Object.freeze(await callDataFile(file, site)) : undefined;
  eleventyConfig.addDataExtension('ts', {
    read: false,
    parser: (file) => valueOf(path.relative(dataFolder, file), path.resolve(file)),
  });
  // Eleventy would merge them with data files of the same name.
  const own = new Set(dataFiles().map(({ name }) => nameOfData(name)));
  for (const [name, valueFor] of programData) {
    if (own.has(name) || !isWanted(name)) continue;
    eleventyConfig.addGlobalData(name, () => Object.freeze(valueFor(site)));
  }
}

/**
 * What data files hand to layouts, and so to every page: the page cache must know it.
 * @returns what each hands over, by the file's name.
 * @throws {Error} when one of them fails.
 */
export async function sharedData(site: SiteForTemplates): Promise<ReadonlyMap<string, unknown>> {
  const values = new Map<string, unknown>();
  const isNamed = namedByLayouts();
  for (const [name, valueFor] of programData) {
    if (isNamed(name)) values.set(name, valueFor(site));
  }
  for (const { name, file } of dataFiles()) {
    const isCode = /\.(?:ts|[cm]?js)$/.test(name);
    if (isCode && isNamed(name)) values.set(name, await callDataFile(file, site));
  }
  if (isNamed('collections')) values.set('collections', collectionsData(site));
  return values;
}

/** What collections depend on: the front matter of posts, and the site's own pages. */
function collectionsData({ corpus }: SiteForTemplates): unknown {
  return [corpus.articles.map(({ post }) => post), hashOfTree(ownPagesFolder)];
}

/** Whether layouts or partials name global data between braces. */
export function isNamedByLayouts(name: string): boolean {
  return namedByLayouts()(name);
}

/** Returns whether a template in `_includes/` names a data file between its braces. */
function namedByLayouts(): (name: string) => boolean {
  const code = layoutFiles().flatMap(
    ({ file }) => readFileSync(file, 'utf8').match(/\{[{%].*?[%}]\}/gs) ?? [],
  );
  // What follows a point is a property.
  const names = new Set(code.join('\n').match(/(?<![.\p{L}\p{N}_$])[\p{L}_$][\p{L}\p{N}_$]*/gu));
  return (name) => names.has(nameOfData(name));
}

/** Names of data that is the same on all pages: Inkstone's, and that of the site's `_data/`. */
export function sharedNames(): readonly string[] {
  return [...new Set([...programData.keys(), ...dataFiles().map(({ name }) => nameOfData(name))])];
}

/** What templates call the data of a file in `_data/`: its name, or its first folder's. */
function nameOfData(name: string): string {
  return name.split(/[/.]/)[0] ?? '';
}

/**
 * Calls a data file. The dev server starts a new process when it changes.
 * @param file absolute path.
 * @throws {ProblemError} that names the place, which Eleventy leaves out.
 */
function callDataFile(file: string, site: SiteForTemplates): Promise<unknown> {
  const place = { file: relativePath(file), code: 'data-file' };
  return unlessStalled(
    () => (file.endsWith('.ts') ? valueOfDataFile(file, site) : valueOfScript(file)),
    () => stalled(place),
  );
}

/**
 * What the function of a JavaScript data file returns, which may differ from build to build. A
 * value that it exports changes with its source alone. What is wrong with the file, Eleventy says.
 */
async function valueOfScript(file: string): Promise<unknown> {
  try {
    const { default: value } = (await import(pathToFileURL(file).href)) as { default?: unknown };
    return typeof value === 'function' ? await (value as () => unknown)() : undefined;
  } catch {
    return undefined;
  }
}

async function valueOfDataFile(file: string, site: SiteForTemplates): Promise<unknown> {
  const url = pathToFileURL(file);
  try {
    const { default: dataFile } = (await import(url.href)) as { readonly default?: unknown };
    if (typeof dataFile === 'function') return await (dataFile as DataFile)(site);
  } catch (error) {
    const problems = await failedModule(file, error, 'data-file', relativePath);
    throw new ProblemError(problems, { cause: error });
  }
  const message = 'The file must export a function (site) => data as its default.';
  const problem = { file: relativePath(file), code: 'data-file', message } as const;
  throw new ProblemError([{ ...problem, severity: 'error' }]);
}
