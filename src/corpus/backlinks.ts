import type { Problem } from '../content/problem.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { compareNewestFirst } from './article-order.ts';
import { createLinkProblems } from './link-problems.ts';
import { indexPostLinks } from './post-links.ts';
import type { LinkResolution, LinkSite } from './post-links.ts';

export interface Backlinks {
  /** The target of each link of a post, in the order of `article.links`. */
  readonly resolutionsOf: (article: ShownArticle) => readonly LinkResolution[];
  /** Listed posts that link to a post: newest first, each once, never the post itself. */
  readonly linkedFrom: (article: ShownArticle) => readonly ShownArticle[];
  /** Broken and ambiguous links. */
  readonly problems: readonly Problem[];
}

export interface BacklinkOptions extends LinkSite {
  /** Name of the posts folder in problems. */
  readonly postsLabel: string;
}

/**
 * Resolves the links between posts and inverts them.
 * @param articles all posts with a page, in any order. Links may lead to unlisted posts; links from
 * them are not listed.
 */
export function resolveBacklinks(
  articles: readonly ShownArticle[],
  options: BacklinkOptions,
): Backlinks {
  const index = indexPostLinks(articles, options);
  const problemOf = createLinkProblems(articles, options.postsLabel);
  const resolutions = new Map<ShownArticle, readonly LinkResolution[]>();
  const sources = new Map<ShownArticle, Set<ShownArticle>>();
  const problems: Problem[] = [];
  for (const article of [...articles].sort(compareNewestFirst)) {
    if (article.links.length === 0) continue;
    const own = article.links.map((link) => {
      const resolution = index.resolve(link, article);
      const problem = problemOf(link, article, resolution);
      if (problem) problems.push(problem);
      return resolution;
    });
    resolutions.set(article, own);
    if (article.post.visibility !== 'listed') continue;
    for (const resolution of own) {
      if (resolution.kind !== 'found' || resolution.article === article) continue;
      const known = sources.get(resolution.article);
      if (known) known.add(article);
      else sources.set(resolution.article, new Set([article]));
    }
  }
  return Object.freeze<Backlinks>({
    // The dev server asks for posts that were saved after the corpus was built.
    resolutionsOf: (article) =>
      resolutions.get(article) ?? article.links.map((link) => index.resolve(link, article)),
    linkedFrom: (article) => [...(sources.get(article) ?? [])],
    problems,
  });
}
