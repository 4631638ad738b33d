import { compareText } from '../shared/compare-text.ts';
import type { Problem } from '../content/problem.ts';
import { stemOf } from '../content/make-post.ts';
import { shortHash } from '../content/slug.ts';
import type { Post } from '../content/post.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { foldPath } from '../shared/path-claims.ts';

export interface ResolvedSlugs<Own> {
  /** The articles, each with a slug of its own. */
  readonly articles: readonly Own[];
  readonly problems: readonly Problem[];
}

/**
 * Gives each post a unique slug. Slugs are lower case, since hosts may ignore case. File names
 * whose slugs collide, because a slug drops a difference (case, a leading hyphen) or a file system
 * does (`ß`, `ss`), get a suffix made from the name; the oldest post keeps the plain slug, so that
 * later posts never move earlier ones. An explicit slug has priority over file names. If two posts
 * ask for exactly the same address, both get a page and a warning names both.
 * @param label name of the posts folder in problems.
 */
export function resolvePostSlugs<Own extends ShownArticle>(
  articles: readonly Own[],
  label: string,
): ResolvedSlugs<Own> {
  const inOrder = [...articles].sort(
    (a, b) =>
      Number(b.post.hasOwnSlug) - Number(a.post.hasOwnSlug) ||
      compareText(a.post.date ?? '9999', b.post.date ?? '9999') ||
      compareText(a.post.file, b.post.file),
  );
  const owners = new Map<string, ShownArticle>();
  const slugs = new Map<Own, string>();
  const problems: Problem[] = [];
  for (const article of inOrder) {
    const { post } = article;
    const owner = owners.get(foldPath(post.slug));
    const slug = owner ? freeSlug(post, owners) : post.slug;
    if (owner && asksForSameAddress(post, owner.post)) {
      problems.push(collision(post, slug, owner.post.file, label));
    }
    owners.set(foldPath(slug), article);
    slugs.set(article, slug);
  }
  const settled = articles.map((article) => {
    const slug = slugs.get(article);
    if (slug === undefined || slug === article.post.slug) return article;
    return { ...article, post: { ...article.post, slug } };
  });
  return { articles: settled, problems };
}

/** Whether two posts ask for exactly the same address. Similar names are no problem. */
function asksForSameAddress(post: Post, owner: Post): boolean {
  return post.hasOwnSlug || owner.hasOwnSlug || stemOf(post.file) === stemOf(owner.file);
}

/** The slug with a suffix from the file's name; if taken, from its path, which is unique. */
function freeSlug({ slug, file }: Post, owners: ReadonlyMap<string, ShownArticle>): string {
  const isFree = (candidate: string) => !owners.has(foldPath(candidate));
  for (const text of [stemOf(file), file]) {
    const candidate = `${slug}-${shortHash(text)}`;
    if (isFree(candidate)) return candidate;
  }
  for (let number = 2; ; number++) {
    const candidate = `${slug}-${shortHash(file)}-${number}`;
    if (isFree(candidate)) return candidate;
  }
}

function collision({ file, slug }: Post, given: string, owner: string, label: string): Problem {
  return {
    file: `${label}/${file}`,
    line: 1,
    code: 'url-collision',
    message:
      `The post asks for the same address /posts/${slug}/ as ${label}/${owner}; ` +
      `its own is /posts/${given}/.`,
    hint: 'Rename one of the files or give it a "slug: …" of its own.',
    severity: 'warning',
  };
}
