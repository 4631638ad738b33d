import { compareText } from '../content/problem.ts';
import type { Problem } from '../content/problem.ts';
import { stemOf } from '../content/make-post.ts';
import { shortHash } from '../content/slug.ts';
import type { Article } from '../ingest/types.ts';
import { foldPath } from '../shared/path-claims.ts';

export interface ResolvedSlugs {
  /** The articles that keep a URL, with their final slugs. */
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
}

/**
 * Makes URLs unique. Slugs are lower case, since hosts may ignore case; file names that differ
 * only in what a slug leaves out (case, a leading hyphen) or what a file system folds (`ß` and
 * `ss`) stay apart by a suffix made of the name, the oldest post keeping the plain slug, so
 * that later posts never move earlier ones. Two posts with the very same name or the same
 * explicit slug are a problem that names both.
 * @param label the posts folder as problems name it.
 */
export function resolvePostSlugs(articles: readonly Article[], label: string): ResolvedSlugs {
  const oldestFirst = [...articles].sort(
    (a, b) =>
      // An explicit slug is a promise: it wins over names.
      Number(b.post.hasOwnSlug) - Number(a.post.hasOwnSlug) ||
      compareText(a.post.date ?? '9999', b.post.date ?? '9999') ||
      compareText(a.post.file, b.post.file),
  );
  const owners = new Map<string, Article>();
  const slugs = new Map<Article, string>();
  const problems: Problem[] = [];
  for (const article of oldestFirst) {
    const { post } = article;
    let slug = post.slug;
    const owner = owners.get(foldPath(slug));
    if (owner && !post.hasOwnSlug && stemOf(post.file) !== stemOf(owner.post.file)) {
      slug = `${slug}-${shortHash(stemOf(post.file))}`;
    }
    const rival = owners.get(foldPath(slug));
    if (rival) {
      problems.push(collision(post.file, rival.post.file, slug, label));
      continue;
    }
    owners.set(foldPath(slug), article);
    slugs.set(article, slug);
  }
  const kept = articles.flatMap((article) => {
    const slug = slugs.get(article);
    if (slug === undefined) return [];
    return slug === article.post.slug
      ? [article]
      : [{ ...article, post: { ...article.post, slug } }];
  });
  return { articles: kept, problems };
}

function collision(file: string, owner: string, slug: string, label: string): Problem {
  return {
    file: `${label}/${file}`,
    line: 1,
    code: 'url-collision',
    message: `The post has the same address /posts/${slug}/ as ${label}/${owner}.`,
    hint: 'Rename one of the files or give it a "slug: …" of its own.',
    severity: 'error',
  };
}
