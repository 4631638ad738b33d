import { nearest } from '../content/did-you-mean.ts';
import type { Problem } from '../content/problem.ts';
import type { Article } from '../ingest/types.ts';
import { compareNewestFirst } from './article-order.ts';
import { indexPostLinks, parseWikilink } from './post-links.ts';
import type { LinkResolution, LinkSite, RawLink } from './post-links.ts';
import { foldTerm } from './term-identity.ts';

/** The links of one post, as written. */
export interface ArticleLinks {
  readonly article: Article;
  readonly links: readonly RawLink[];
}

export interface ResolvedLink {
  readonly link: RawLink;
  readonly target: Article;
  readonly fragment?: string;
}

export interface Backlinks {
  /** Links of a post that lead to posts, in the order of its text. */
  readonly linksOf: (article: Article) => readonly ResolvedLink[];
  /** Listed posts that link to a post, newest first, each once; never the post itself. */
  readonly linkedFrom: (article: Article) => readonly Article[];
  readonly problems: readonly Problem[];
}

export interface BacklinkOptions extends LinkSite {
  /** The posts folder as problems name it. */
  readonly postsLabel: string;
  /** How bad a link to no post is. @default 'warning' */
  readonly severity?: Problem['severity'];
}

/** Posts that a problem with an ambiguous link names. */
const namedRivals = 3;
/** Broken links for which a near title is looked for: a pipeline that breaks thousands needs no thousand guesses. */
const guesses = 50;

/**
 * Resolves the links between posts and turns them round.
 * @param inputs the links of every post with a page, in any order. A target may be unlisted; a source that is unlisted is told to nobody.
 */
export function resolveBacklinks(
  inputs: readonly ArticleLinks[],
  options: BacklinkOptions,
): Backlinks {
  const articles = inputs.map(({ article }) => article).sort(compareNewestFirst);
  const index = indexPostLinks(articles, options);
  const resolved = new Map<Article, readonly ResolvedLink[]>();
  const sources = new Map<Article, Set<Article>>();
  const problems: Problem[] = [];
  const guess = createGuess(articles);
  for (const { article, links } of inputs) {
    const own: ResolvedLink[] = [];
    for (const link of links) {
      const resolution = index.resolve(link, article);
      const problem = problemOf(link, article, resolution, options, guess);
      if (problem) problems.push(problem);
      if (resolution.kind !== 'found') continue;
      const { article: target, fragment } = resolution;
      own.push({ link, target, ...(fragment !== undefined && { fragment }) });
      if (target === article || article.post.visibility !== 'listed') continue;
      const known = sources.get(target);
      if (known) known.add(article);
      else sources.set(target, new Set([article]));
    }
    if (own.length > 0) resolved.set(article, own);
  }
  const linkedFrom = new Map(
    [...sources].map(([target, set]) => [target, [...set].sort(compareNewestFirst)]),
  );
  return Object.freeze<Backlinks>({
    linksOf: (article) => resolved.get(article) ?? [],
    linkedFrom: (article) => linkedFrom.get(article) ?? [],
    problems,
  });
}

type Guess = (name: string) => Article | undefined;

function problemOf(
  { target, line, kind }: RawLink,
  { post }: Article,
  resolution: LinkResolution,
  { postsLabel, severity = 'warning' }: BacklinkOptions,
  guess: Guess,
): Problem | undefined {
  const place = { file: `${postsLabel}/${post.file}`, line };
  const written = kind === 'wiki' ? `[[${target}]]` : target;
  switch (resolution.kind) {
    case 'missing': {
      const near = guess(kind === 'wiki' ? parseWikilink(target).target : lastPart(target));
      return {
        ...place,
        code: 'post-link-broken',
        message: `The link ${written} leads to no published post.`,
        hint: near
          ? `Did you mean "${near.post.title}" (/posts/${near.post.slug}/)?`
          : 'Drafts and scheduled posts have no page; correct the link or publish its target.',
        severity,
      };
    }
    case 'ambiguous': {
      const files = resolution.articles.map((rival) => `${postsLabel}/${rival.post.file}`);
      const more = files.length > namedRivals ? ' …' : '';
      return {
        ...place,
        code: 'post-link-ambiguous',
        message: `The link ${written} may mean ${files.slice(0, namedRivals).join(' or ')}${more}.`,
        hint: 'Link to the slug or file name of the one you mean.',
        severity,
      };
    }
    case 'found':
      if (resolution.exact) return undefined;
      return {
        ...place,
        code: 'post-link-inexact',
        message: `The link ${written} is not the address of the post it means.`,
        hint: `Write /posts/${resolution.article.post.slug}/.`,
        severity: 'warning',
      };
    case 'other':
      return undefined;
  }
}

function lastPart(address: string): string {
  const plain = address.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  return plain.slice(plain.lastIndexOf('/') + 1).replace(/\.(?:md|markdown)$/i, '');
}

/** Looks for a post whose title or slug begins like a name and differs little from it. */
function createGuess(articles: readonly Article[]): Guess {
  let left = guesses;
  let byStart: Map<string, Map<string, Article>> | undefined;
  return (name) => {
    const folded = foldTerm(name);
    if (folded.length < 3 || left-- <= 0) return undefined;
    byStart ??= groupByStart(articles);
    const candidates = byStart.get(folded.slice(0, 2));
    const best = candidates && nearest(folded, candidates.keys());
    return best === undefined ? undefined : candidates?.get(best);
  };
}

function groupByStart(articles: readonly Article[]): Map<string, Map<string, Article>> {
  const groups = new Map<string, Map<string, Article>>();
  for (const article of articles) {
    if (article.post.visibility !== 'listed') continue;
    for (const name of [foldTerm(article.post.title), foldTerm(article.post.slug)]) {
      const start = name.slice(0, 2);
      const group = groups.get(start) ?? new Map<string, Article>();
      group.set(name, article);
      groups.set(start, group);
    }
  }
  return groups;
}
