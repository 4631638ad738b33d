import type { MarkdownIt } from 'markdown-it';
import { ProblemError, type Problem } from '../content/problem.ts';
import { failedModule } from '../report/failed-module.ts';
import { stalled } from '../report/stalled.ts';
import { relativePath } from '../shared/relative-path.ts';
import { unlessStalled } from '../shared/unless-stalled.ts';
import type { OwnCode } from '../workers/own-code.ts';
import type { ShownArticle } from './types.ts';

/**
 * Adds to the Markdown of posts: rules, tokens, renderers
 * (https://markdown-it.github.io/markdown-it/). It is called once in each thread, after Inkstone's
 * own plugins.
 */
export type MarkdownHook = (md: MarkdownIt) => void;

/** What is known of an article when its HTML is ready. */
export type HookedArticle = Omit<ShownArticle, 'links'>;

/**
 * Changes the HTML of an article, which it is given whole and sanitised. What it returns is
 * published as it is. Links to posts have no address yet: `<a data-post-link="…"` must stay as it
 * stands.
 */
export type ArticleHook = (html: string, article: HookedArticle) => string | Promise<string>;

/** Code of problems with hooks. */
export const hookCode = 'hook';

/**
 * Loads a hook.
 * @throws {ProblemError} when its module fails, or exports no function.
 */
export async function loadHook<Hook>({ file, url }: OwnCode): Promise<Hook> {
  // So that errors name the module, and not its bundle.
  process.setSourceMapsEnabled(true);
  let hook: unknown;
  try {
    ({ default: hook } = (await import(url)) as { readonly default?: unknown });
  } catch (error) {
    throw new ProblemError(await hookProblems(file, error), { cause: error });
  }
  if (typeof hook === 'function') return hook as Hook;
  const message = 'The file must export a function as its default.';
  throw new ProblemError([
    { file: relativePath(file), code: hookCode, message, severity: 'error' },
  ]);
}

/**
 * Does work of a hook.
 * @param file its absolute path.
 * @throws {ProblemError} when it waits for what never comes.
 */
export function unlessHookStalls<Result>(
  file: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return unlessStalled(work, () => stalled({ file: relativePath(file), code: hookCode }));
}

/**
 * The problem of a hook that throws.
 * @param file its absolute path.
 * @param post what it was called for, as problems name it.
 */
export async function hookProblems(
  file: string,
  error: unknown,
  post?: string,
): Promise<readonly Problem[]> {
  const problems = await failedModule(file, error, hookCode, relativePath);
  if (post === undefined) return problems;
  return problems.map((problem) => ({ ...problem, message: `${problem.message} (for ${post})` }));
}
