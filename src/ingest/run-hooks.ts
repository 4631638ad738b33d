import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError, type Problem } from '../content/problem.ts';
import { createRenderer } from '../markdown/index.ts';
import { markLinks, unmarkLinks } from '../markdown/post-links.ts';
import type { RenderBody, RenderedBody } from '../markdown/types.ts';
import { relativePath } from '../shared/relative-path.ts';
import {
  hookCode,
  hookProblems,
  loadHook,
  type ArticleHook,
  type HookedArticle,
  type MarkdownHook,
} from './hooks.ts';
import type { PostClock } from './post-clock.ts';
import type { WorkerSettings } from './types.ts';

/** An error of a hook, with the module that throws. */
class HookError extends Error {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super('A hook has failed.', { cause });
    this.file = file;
  }
}

/**
 * Makes the renderer of bodies, with the site's own plugins.
 * @throws {ProblemError} when one of them cannot be loaded, or fails at once.
 */
export async function createHookedRenderer({ hooks }: WorkerSettings): Promise<RenderBody> {
  const plugins = (hooks?.markdown ?? []).map(async (code): Promise<MarkdownHook> => {
    const hook = await loadHook<MarkdownHook>(code);
    return (md) => {
      try {
        hook(md);
      } catch (error) {
        throw new HookError(code.file, error);
      }
    };
  });
  try {
    return await createRenderer(await Promise.all(plugins));
  } catch (error) {
    if (!(error instanceof HookError)) throw error;
    throw new ProblemError(await hookProblems(error.file, error.cause), { cause: error });
  }
}

/** The body of an article: its HTML, and where links stand in it. */
type Body = Pick<RenderedBody, 'html' | 'links'>;

/**
 * Changes the body of an article as the site's hooks say.
 * @param label the post as problems name it.
 * @returns the new body, or the problems of a hook that fails for this article.
 * @throws {ProblemError} when a hook never ends.
 */
export type TransformBody = (
  body: Body,
  article: HookedArticle,
  label: string,
) => Promise<Body | readonly Problem[]>;

/**
 * Loads the hooks that change articles.
 * @param clock runs while a hook works, and stops while it waits.
 * @throws {ProblemError} when one of them cannot be loaded.
 */
export async function loadTransforms(
  { hooks, postSeconds }: WorkerSettings,
  clock: PostClock,
): Promise<TransformBody> {
  const transforms = (hooks?.transformArticle ?? []).map(
    async (code) => [code, await loadHook<ArticleHook>(code)] as const,
  );
  const loaded = await Promise.all(transforms);
  return async (body, article, label) => {
    let current = body;
    for (const [{ file }, hook] of loaded) {
      const problem = (message: string, hint: string): Problem => ({
        ...{ file: relativePath(file), code: hookCode, severity: 'error' },
        message: `${message} (for ${label})`,
        hint,
      });
      let html: unknown;
      try {
        clock.start();
        // A copy: what a hook does to it must not reach the page.
        const work = hook(markLinks(current), structuredClone(article));
        clock.stop();
        html = await Promise.race([work, sleep(postSeconds * 1000, tooLong, { ref: false })]);
      } catch (error) {
        return hookProblems(file, error, label);
      }
      if (html === tooLong) {
        const hint = 'Look for a promise that never settles, or raise limits.postSeconds.';
        const message = `It waits for more than ${postSeconds} s.`;
        throw new ProblemError([problem(message, hint)]);
      }
      if (typeof html !== 'string') {
        return [problem('It returns no text.', 'It must return the HTML of the article.')];
      }
      const next = unmarkLinks(html, current.links);
      if (!next) {
        const hint = 'Leave data-post-link where it is, as the first attribute of its <a>.';
        return [problem('It has moved the mark of a link to a post.', hint)];
      }
      current = next;
    }
    return current;
  };
}

const tooLong = Symbol('too long');
