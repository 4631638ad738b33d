import type { SiteConfig } from '../config/site-config.ts';
import type { Post } from '../content/post.ts';
import { ProblemError } from '../content/problem.ts';
import { hookProblems, loadHook, unlessHookStalls } from '../ingest/hooks.ts';
import { createLinks } from '../views/links.ts';
import type { OwnCode } from '../workers/own-code.ts';

/** A site that is ready to be published. */
export interface BuiltSite {
  /**
   * Absolute path of the folder that holds it, until it takes the place of the published one. A
   * hook may add files.
   */
  readonly outputDir: string;
  /** Posts with a page, unlisted ones included, in the order of files. */
  readonly posts: readonly BuiltPost[];
  /** Paths of all pages below the folder: `posts/one/index.html`. */
  readonly pages: readonly string[];
}

/** A post with its page. */
export interface BuiltPost {
  /** What its front matter says. */
  readonly post: Post;
  /** Address of its page. */
  readonly url: string;
  /** Path of its page below the folder. */
  readonly path: string;
}

/**
 * Is called by each build when the site is written and before it is published. A failure fails the
 * build, and the published site stays as it is.
 */
export type BuildEnd = (site: BuiltSite) => void | Promise<void>;

/** A site as the build knows it. */
interface WrittenFolder extends Pick<BuiltSite, 'outputDir'> {
  readonly articles: readonly { readonly post: Post }[];
  /** With their paths below the folder. */
  readonly pages: readonly { readonly path: string }[];
}

/**
 * Calls the site's hooks, one after another.
 * @throws {ProblemError} when one of them fails.
 */
export async function runBuildEnd(
  hooks: readonly OwnCode[],
  config: SiteConfig,
  { outputDir, articles, pages }: WrittenFolder,
): Promise<void> {
  if (hooks.length === 0) return;
  const links = createLinks(config.url, config.pathPrefix);
  const site: BuiltSite = {
    outputDir,
    posts: articles.map(({ post }) => {
      const { href, path } = links.post(post.address);
      return { post, url: links.absolute(href), path };
    }),
    pages: pages.map(({ path }) => path),
  };
  for (const code of hooks) {
    const { file } = code;
    const hook = await loadHook<BuildEnd>(code);
    const run = async () => {
      try {
        await hook(site);
      } catch (error) {
        throw new ProblemError(await hookProblems(file, error), { cause: error });
      }
    };
    await unlessHookStalls(file, run);
  }
}
