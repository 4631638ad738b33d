import { existsSync } from 'node:fs';
import path from 'node:path';
import type { HookName } from '../config/hooks.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { ProblemError, type Problem } from '../content/problem.ts';
import { esbuildErrors, esbuildProblems } from '../report/esbuild-problems.ts';
import { relativePath } from '../shared/relative-path.ts';
import { cacheKey } from '../store/segment.ts';
import { bundleOwnCode, type OwnCode } from '../workers/own-code.ts';
import { hookCode, loadHook, unlessHookStalls } from './hooks.ts';
import type { ArticleHooks } from './types.ts';

/**
 * Makes the hooks ready that threads run.
 * @param siteDir absolute path; the settings name modules as seen from there.
 * @returns undefined if the settings name none.
 * @throws {ProblemError} when a module cannot be loaded.
 */
export async function prepareArticleHooks(
  config: SiteConfig,
  siteDir: string,
): Promise<ArticleHooks | undefined> {
  const markdown = await prepareHooks(config, 'markdown', siteDir);
  const transformArticle = await prepareHooks(config, 'transformArticle', siteDir);
  const versions = [markdown, transformArticle].map((list) => list.map(({ version }) => version));
  if (versions.flat().length === 0) return undefined;
  return { markdown, transformArticle, version: cacheKey(JSON.stringify(versions)) };
}

/** The modules of one kind of hook. @throws {ProblemError} as above. */
export async function prepareHooks(
  { hooks }: SiteConfig,
  name: HookName,
  siteDir: string,
): Promise<readonly OwnCode[]> {
  const files = (hooks?.[name] ?? []).map((file) => path.resolve(siteDir, file));
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new ProblemError(missing.map((file) => missingHook(file, name)));
  return Promise.all(files.map(prepared));
}

/** Absolute paths of the files that hooks of articles are made of, as far as they can be read. */
export async function articleHookSources(
  { hooks = {} }: SiteConfig,
  siteDir: string,
): Promise<readonly string[]> {
  const { markdown = [], transformArticle = [] } = hooks;
  const files = [...markdown, ...transformArticle].map((file) => path.resolve(siteDir, file));
  const sources = await Promise.all(
    files.map(async (file) => [file, ...(await sourcesOf(file).catch(() => []))]),
  );
  return [...new Set(sources.flat())];
}

async function sourcesOf(file: string): Promise<readonly string[]> {
  return (await bundleOwnCode(file)).sources;
}

async function prepared(file: string): Promise<OwnCode> {
  const code = await bundled(file);
  // Once in this thread, which notices that a module never ends.
  await unlessHookStalls(file, () => loadHook(code));
  return code;
}

async function bundled(file: string): Promise<OwnCode> {
  try {
    return await bundleOwnCode(file);
  } catch (error) {
    const errors = esbuildErrors(error);
    if (!errors) throw error;
    const folder = path.dirname(file);
    const pathOf = (own: string) => relativePath(own === '' ? file : path.resolve(folder, own));
    throw new ProblemError(esbuildProblems(errors, 'error', pathOf, hookCode), { cause: error });
  }
}

function missingHook(file: string, name: HookName): Problem {
  return {
    file: relativePath(file),
    code: hookCode,
    message: 'There is no such file.',
    hint: `The settings name it in hooks.${name}, as seen from the folder that they lie in.`,
    severity: 'error',
  };
}
