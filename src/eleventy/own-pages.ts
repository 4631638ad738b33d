import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../content/problem.ts';
import { problemsOfError } from '../report/build-error.ts';
import { listFiles } from '../shared/list-files.ts';
import { pathBelow, relativePath } from '../shared/relative-path.ts';
import type { EleventyAdditions } from '../views/site.ts';
import type { CollectionItem } from './eleventy-config.ts';
import { eleventyFileIn, ownPagesFolder, staticFolder } from './folders.ts';
import { inkstone } from './plugin.ts';
import { runEleventy } from './run-eleventy.ts';
import type { Session } from './session.ts';
import { failedOwnPage, withoutIt } from './template-problem.ts';

/** A page that a template in `pages/` prints. */
export interface OwnPage {
  readonly text: string;
  /** The template, as problems name it. */
  readonly template: string;
}

/** What a site publishes beside posts, and what is wrong with pages that cannot be rendered. */
export interface OwnFiles {
  /** By their path, relative to the output folder; sorted by path. */
  readonly pages: ReadonlyMap<string, OwnPage>;
  /** Files to copy: absolute paths, by their path in the output folder. */
  readonly copies: ReadonlyMap<string, string>;
  readonly additions: EleventyAdditions;
  /** The pages as items of collections. */
  readonly items: readonly CollectionItem[];
  readonly problems: readonly Problem[];
}

/**
 * Whether Eleventy makes more of this site than Inkstone's pages: from templates in `pages/`, or as
 * `.eleventy.ts` says.
 */
export async function hasOwnPages(): Promise<boolean> {
  if (existsSync(ownPagesFolder)) {
    if (readdirSync(ownPagesFolder).some((name) => !name.startsWith('.'))) return true;
  }
  const file = eleventyFileIn();
  if (file === undefined) return false;
  // What is wrong with the file, Eleventy tells.
  const module = (await import(pathToFileURL(path.resolve(file)).href).catch(() => ({}))) as {
    default?: unknown;
  };
  return module.default !== inkstone;
}

/** Files in `static/`: absolute paths, by their path in the output folder. */
export function staticFiles(): ReadonlyMap<string, string> {
  const folder = path.resolve(staticFolder);
  const files = existsSync(folder) ? listFiles(folder) : [];
  return new Map(files.map((file) => [pathBelow(folder, file), file]));
}

/**
 * Renders the site's own templates, and lets Eleventy copy what it is told to. Only Eleventy knows
 * which pages they make and from which data, so every build renders them, before it writes
 * anything. Eleventy stops at a template that fails, so it starts again without that one.
 * @param workDir absolute path of a folder for temporary files, which the copies need.
 * @param goesOn whether the others are rendered when a page fails.
 * @throws {ProblemError} when something fails that all of them need, such as a data file.
 */
export async function renderOwnPages(
  session: Pick<Session, 'site' | 'postsDir' | 'drafts'>,
  workDir: string,
  { goesOn = true }: { readonly goesOn?: boolean } = {},
): Promise<OwnFiles> {
  if (!(await hasOwnPages())) return { ...noOwnPages, copies: staticFiles() };
  const leftOut = new Set<string>();
  const problems: Problem[] = [];
  for (;;) {
    try {
      return { ...(await renderAllBut({ ...session, leftOut }, workDir)), problems };
    } catch (error) {
      const template = failedOwnPage(error);
      if (!goesOn || template === undefined || leftOut.has(template)) throw error;
      leftOut.add(template);
      problems.push(...problemsOfError(error).map((problem) => whileRendering(template, problem)));
    }
  }
}

const noOwnPages = {
  pages: new Map<string, OwnPage>(),
  additions: { hasTransforms: false, copied: [], watched: [] },
  items: [],
  problems: [],
} as const;

async function renderAllBut(
  session: Pick<Session, 'site' | 'postsDir' | 'drafts' | 'leftOut'>,
  workDir: string,
): Promise<Omit<OwnFiles, 'problems'>> {
  const outputDir = path.join(workDir, 'own-pages');
  await rm(outputDir, { recursive: true, force: true });
  await mkdir(outputDir, { recursive: true });
  const pages: [string, OwnPage][] = [];
  const onPage = (page: string, text: string, template: string): Promise<void> => {
    pages.push([page, { text, template: relativePath(path.resolve(template)) }]);
    return Promise.resolve();
  };
  let additions: EleventyAdditions = noOwnPages.additions;
  let collections: { readonly all?: unknown } = {};
  await runEleventy({
    ...{ ...session, onPage, outputDir },
    onAdditions: (all) => (additions = all),
    onCollections: (all) => (collections = all),
  });
  const byPath = new Map(pages.sort(([a], [b]) => (a < b ? -1 : 1)));
  const written = listFiles(outputDir).map((file) => [pathBelow(outputDir, file), file] as const);
  return {
    pages: byPath,
    additions,
    items: Array.isArray(collections.all) ? (collections.all as CollectionItem[]) : [],
    copies: new Map([...staticFiles(), ...written.filter(([name]) => !byPath.has(name))]),
  };
}

function whileRendering(template: string, problem: Problem): Problem {
  const { hint = `Mend the page. ${withoutIt}` } = problem;
  const file = relativePath(path.resolve(template));
  if (problem.file === file) return { ...problem, hint };
  return { ...problem, message: `${problem.message} (while rendering ${file})`, hint };
}
