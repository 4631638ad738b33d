import { maximumOldAddresses, parseOldAddress } from '../content/old-address.ts';
import type { OldAddress } from '../content/old-address.ts';
import type { Problem } from '../content/problem.ts';
import { compareText } from '../content/problem.ts';
import { excerpt } from '../content/text.ts';
import type { Article } from '../ingest/types.ts';
import { PathClaims } from '../shared/path-claims.ts';
import type { PathConflict } from '../shared/path-claims.ts';
import type { Links } from './links.ts';

/** An address that a post once had. */
export interface RedirectView {
  /** Root-relative, percent-encoded, with path prefix. */
  readonly from: string;
  /** The post's page, in the same form. */
  readonly href: string;
  /** The post's page as absolute URL. */
  readonly canonical: string;
  readonly title: string;
  /** Where its page is written; absent for what hosts do not send as HTML, such as `old.php`. */
  readonly path?: string;
  /** Posts that no list names are not named in `_redirects` either, which some hosts show. */
  readonly listed: boolean;
}

export interface Redirects {
  readonly all: readonly RedirectView[];
  readonly problems: readonly Problem[];
}

/**
 * Collects the old addresses of all posts. Whatever stands in the way of one is a warning: files of
 * the site win, and of two posts the first by file name.
 * @param files all that the site writes beside, relative to the output folder; asked for only when
 * some post has an old address.
 * @param label the posts folder as problems name it.
 */
export function collectRedirects(
  articles: readonly Article[],
  files: Iterable<string>,
  links: Links,
  label: string,
): Redirects {
  const all: RedirectView[] = [];
  const problems: Problem[] = [];
  const nameOf = ({ post }: Article) => `${label}/${post.file}`;
  const moved = articles
    .filter(({ post }) => post.oldPaths.length > 0)
    .sort((a, b) => compareText(a.post.file, b.post.file));
  if (moved.length === 0) return { all, problems };
  const claims = new PathClaims();
  for (const article of articles) claims.claim(links.post(article.post.slug).path, nameOf(article));
  for (const file of files) claims.claim(file, 'the site itself');
  for (const article of moved) {
    const { post } = article;
    const name = nameOf(article);
    const { href } = links.post(post.slug);
    for (const written of post.oldPaths.slice(0, maximumOldAddresses)) {
      const address = parseOldAddress(written);
      if (!address) {
        problems.push(notAnAddress(name, written));
        continue;
      }
      const file = fileOf(address);
      const conflict = claims.conflict(file, name);
      if (conflict) {
        problems.push(taken(name, written, conflict));
        continue;
      }
      claims.claim(file, name);
      all.push({
        from: links.file(encodePath(address)).href,
        href,
        canonical: links.absolute(href),
        title: post.title,
        ...(file.endsWith('.html') && { path: file }),
        listed: post.visibility === 'listed',
      });
    }
    if (post.oldPaths.length > maximumOldAddresses) {
      problems.push(tooMany(name, post.oldPaths.length));
    }
  }
  return { all, problems };
}

function encodePath({ segments, isFolder }: OldAddress): string {
  return segments.map(encodeURIComponent).join('/') + (isFolder ? '/' : '');
}

/** Where a page of this address lies; other names, such as `old.php`, stand for themselves. */
function fileOf({ segments, isFolder }: OldAddress): string {
  const name = segments.join('/');
  return isFolder || !/\.\w+$/.test(name) ? `${name}/index.html` : name;
}

function notAnAddress(file: string, written: string): Problem {
  return {
    file,
    code: 'alias-not-an-address',
    message: `The alias "${excerpt(written)}" begins with a slash but is not an address of a page.`,
    hint:
      'Write the path below the site with letters, digits and hyphens, e.g. /2019/old-name/, ' +
      'or a title without the slash.',
    severity: 'warning',
  };
}

function taken(file: string, written: string, { owner, kind }: PathConflict): Problem {
  return {
    file,
    code: 'alias-taken',
    message:
      kind === 'same'
        ? `The old address ${excerpt(written)} belongs to ${owner}.`
        : `The old address ${excerpt(written)} would be a file and a folder: it stands in the ` +
          `way of ${owner}.`,
    hint: 'Remove the alias, or change the other one.',
    severity: 'warning',
  };
}

function tooMany(file: string, count: number): Problem {
  return {
    file,
    code: 'too-many-aliases',
    message:
      `The post has ${count.toLocaleString('en')} old addresses, of which the first ` +
      `${maximumOldAddresses} lead to it.`,
    hint: 'Keep those that others link to.',
    severity: 'warning',
  };
}
