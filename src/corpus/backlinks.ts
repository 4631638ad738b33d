import { possibleWishes } from '../content/make-post.ts';
import type { Problem } from '../content/problem.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { compareNewestFirst } from './article-order.ts';
import { createLinkProblems, type UnpublishedPost } from './link-problems.ts';
import { createLinkResolver, type LinkResolution, type LinkSite } from './post-links.ts';

/** Where the links of a post lead, which may be one without a page. */
export interface LinkReader {
  /** The target of each link of a post, in the order of `article.links`. */
  readonly resolutionsOf: (article: ShownArticle) => readonly LinkResolution[];
  /** Its broken and ambiguous links. */
  readonly problemsOf: (article: ShownArticle) => readonly Problem[];
}

export interface Backlinks extends LinkReader {
  /** Listed posts that link to a post: newest first, each once, never the post itself. */
  readonly linkedFrom: (article: ShownArticle) => readonly ShownArticle[];
  /** Broken and ambiguous links. */
  readonly problems: readonly Problem[];
}

export interface BacklinkOptions extends LinkSite {
  /** Name of the posts folder in problems. */
  readonly postsLabel: string;
  /** Posts without a page, which problems tell from misspelt names. @default none */
  readonly unpublished?: readonly UnpublishedPost[];
}

/**
 * Prepares to resolve the links of posts.
 * @param articles all posts with a page, in any order. Links may lead to unlisted posts.
 */
export function createLinkReader(
  articles: readonly ShownArticle[],
  options: BacklinkOptions,
): LinkReader {
  const { unpublished = [] } = options;
  const wishes = new Set(unpublished.flatMap(({ file, names }) => possibleWishes(file, names)));
  const resolve = createLinkResolver(articles, options, (wish) => wishes.has(wish));
  const problemOf = createLinkProblems(articles, options.postsLabel, unpublished);
  const resolutions = new WeakMap<ShownArticle, readonly LinkResolution[]>();
  const resolutionsOf = (article: ShownArticle) => {
    let own = resolutions.get(article);
    if (!own) {
      own = article.links.map((link) => resolve(link, article));
      resolutions.set(article, own);
    }
    return own;
  };
  const problemsOf = (article: ShownArticle) => {
    const own = resolutionsOf(article);
    return article.links.flatMap((link, index) => {
      const resolution = own[index];
      return (resolution && problemOf(link, article, resolution)) ?? [];
    });
  };
  return { resolutionsOf, problemsOf };
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
  const reader = createLinkReader(articles, options);
  const sources = new Map<ShownArticle, Set<ShownArticle>>();
  const problems: (readonly Problem[])[] = [];
  for (const article of [...articles].sort(compareNewestFirst)) {
    if (article.links.length === 0) continue;
    problems.push(reader.problemsOf(article));
    if (article.post.visibility !== 'listed') continue;
    for (const resolution of reader.resolutionsOf(article)) {
      if (resolution.kind !== 'found' || resolution.article === article) continue;
      const known = sources.get(resolution.article);
      if (known) known.add(article);
      else sources.set(resolution.article, new Set([article]));
    }
  }
  return Object.freeze<Backlinks>({
    ...reader,
    linkedFrom: (article) => [...(sources.get(article) ?? [])],
    problems: problems.flat(),
  });
}
