import path from 'node:path';
import { ProblemError } from '../content/problem.ts';
import { programModule } from '../shared/program-dir.ts';
import { errorChain, systemProblem } from '../report/build-error.ts';
import { unlessStalled } from '../shared/unless-stalled.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import type { SiteForTemplates } from '../views/site.ts';
import { pageGroups, type PageGroup } from '../views/site-pages.ts';
import type { PagesOfSite, SitePageView } from '../views/site-pages.ts';
import { eleventyFileIn, foldersOf } from './folders.ts';
import { registerAround } from './plugin.ts';
import { outputOf } from './register.ts';
import { attachSession, type FinishPage, type Session } from './session.ts';
import { failedGroup, stalledTemplate, templateProblem } from './template-problem.ts';

/** A site whose pages are rendered. */
export type RenderedSite = PagesOfSite &
  SiteForTemplates &
  Pick<Session, 'postsDir'> &
  Required<Pick<Session, 'ownItems'>>;

/** What several runs of Eleventy for the same site share. */
type RunOfSite = Omit<Session, 'groups' | 'onPage'>;

/**
 * Renders pages of a site and hands over each as it is ready.
 * @param wanted paths of the pages, relative to the output folder.
 * @param finishPage see `Session`.
 * @throws {ProblemError} when a template or data file fails.
 * @throws {Error} when a page is not rendered, e.g. because a plugin leaves it out.
 */
export async function renderPages(
  { postsDir, ownItems, ...site }: RenderedSite,
  wanted: ReadonlySet<string>,
  onPage: Session['onPage'],
  finishPage?: FinishPage,
): Promise<void> {
  if (wanted.size === 0) return;
  const missing = new Set(wanted);
  const groups = pageGroups(site).map((group) => ({
    ...group,
    pages: group.pages.filter((page) => wanted.has(page.path)),
  }));
  const session = { site, postsDir, ownItems, ...(finishPage && { finishPage }) };
  try {
    await runEleventy({
      ...session,
      groups,
      onPage: async (page, html, template) => {
        missing.delete(page);
        await onPage(page, html, template);
      },
    });
  } catch (error) {
    throw await namingThePage(error, session, groups);
  }
  const [first] = missing;
  if (first === undefined) return;
  const others = missing.size > 1 ? ` and ${missing.size - 1} more` : '';
  throw new Error(`Eleventy has not rendered the page ${first}${others}.`);
}

/** Adds to an error of a template which page it fails on. */
async function namingThePage(
  error: unknown,
  session: RunOfSite,
  groups: readonly PageGroup[],
): Promise<unknown> {
  const name = failedGroup(error);
  const group = groups.find((one) => one.name === name);
  if (!(error instanceof ProblemError) || !group) return error;
  const page = await failingPage(session, group);
  if (page === undefined) return error;
  const problems = error.problems.map((problem) => ({
    ...problem,
    message: `${problem.message} (while rendering ${page.href})`,
  }));
  return new ProblemError(problems, { cause: error });
}

/**
 * Finds one page that fails, as Eleventy names all pages of a template. Tries the first, as a
 * broken template fails on every page, then halves the list.
 */
async function failingPage(
  session: RunOfSite,
  group: PageGroup,
): Promise<SitePageView | undefined> {
  const onPage = () => Promise.resolve();
  const fails = (pages: readonly SitePageView[]) =>
    runEleventy({ ...session, groups: [{ ...group, pages }], onPage }).then(
      () => false,
      () => true,
    );
  let { pages } = group;
  if (await fails(pages.slice(0, 1))) return pages[0];
  while (pages.length > 1) {
    const half = pages.slice(0, Math.ceil(pages.length / 2));
    pages = (await fails(half)) ? half : pages.slice(half.length);
  }
  return (await fails(pages)) ? pages[0] : undefined;
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

const defaultConfig = programModule('eleventy/default-config');

/**
 * Runs Eleventy once, for the pages of a session.
 * @throws {ProblemError} when a template or data file fails.
 * @throws {Error} of the system.
 */
export async function runEleventy(session: Session): Promise<void> {
  // Imported only here, as it takes longer to load than everything else, and a build that finds all
  // pages in the cache does not need it.
  const { default: Eleventy } = await import('@11ty/eleventy');
  const { input, includes, data } = foldersOf(session);
  const eleventy = new Eleventy(input, outputOf(session), {
    configPath: eleventyFileIn() ?? path.relative('', defaultConfig),
    pathPrefix: session.site.config.pathPrefix,
    quietMode: true,
    dryRun: session.outputDir === undefined,
    config: (eleventyConfig: EleventyConfig) => {
      eleventyConfig.setIncludesDirectory(includes);
      eleventyConfig.setDataDirectory(data);
      eleventyConfig.setUseTemplateCache(!templatesChanged);
      // Neither `quietMode` nor the logger reaches them.
      eleventyConfig.benchmarks.config.setIsVerbose(false);
      for (const file of session.leftOut ?? []) {
        eleventyConfig.ignores.add(file.replace(/[[\](){}*?!+@\\]/g, '\\$&'));
      }
      attachSession(eleventyConfig, session);
      registerAround(eleventyConfig, session);
    },
  });
  eleventy.disableLogger();
  try {
    await unlessStalled(() => eleventy.write(), stalledTemplate);
  } catch (error) {
    const chain = errorChain(error);
    if (chain.some((one) => one instanceof ProblemError) || systemProblem(chain)) throw error;
    throw new ProblemError([templateProblem(error)], { cause: error });
  }
}
