import { maximumOldAddresses, parseOldAddress } from '../content/old-address.ts';
import type { OldAddress } from '../content/old-address.ts';
import type { Post } from '../content/post.ts';
import type { Problem } from '../content/problem.ts';
import { compareText } from '../shared/compare-text.ts';
import { excerpt } from '../content/text.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { PathClaims, rootNameOf } from '../shared/path-claims.ts';
import type { PathConflict } from '../shared/path-claims.ts';
import type { Links } from './links.ts';

/** A redirect from an old address of a post. */
export interface RedirectView {
  /** Root-relative, percent-encoded, with path prefix. */
  readonly from: string;
  /** Address of the post's page, in the same form. */
  readonly href: string;
  /** The post's page as absolute URL. */
  readonly canonical: string;
  readonly title: string;
  /**
   * Path of the redirect's page; absent for names that hosts do not send as HTML,
   * such as `old.php`.
   */
  readonly path?: string;
  /** False for unlisted posts: they are left out of `_redirects`, as some hosts show that file. */
  readonly listed: boolean;
}

/** A redirect with a page of its own. */
export type RedirectPage = RedirectView & { readonly path: string };

export interface Redirects {
  readonly all: readonly RedirectView[];
  readonly problems: readonly Problem[];
}

/**
 * Collects the old addresses of all posts. A conflict is a warning: the site's files take
 * precedence, and of two posts the first by file name.
 * @param files all other files of the site, relative to the output folder.
 * @param label the posts folder as problems name it.
 */
export function collectRedirects(
  articles: readonly ShownArticle[],
  files: Iterable<string>,
  links: Links,
  label: string,
): Redirects {
  const all: RedirectView[] = [];
  const problems: Problem[] = [];
  const moved = articles
    .filter(({ post }) => post.oldPaths.length > 0)
    .sort((a, b) => compareText(a.post.file, b.post.file))
    .map(({ post }) => ({ post, oldPaths: readOldPaths(post) }));
  const wanted = moved.flatMap(({ oldPaths }) => oldPaths.flatMap(({ file }) => file ?? []));
  const claims = claimsBeside(wanted, articles, files, links, label);
  for (const { post, oldPaths } of moved) {
    const name = `${label}/${post.file}`;
    const { href } = links.post(post.slug);
    for (const { written, file, encoded } of oldPaths) {
      const conflict = file === undefined ? undefined : claims.conflict(file, name);
      if (file === undefined || conflict) {
        problems.push(conflict ? taken(name, written, conflict) : notAnAddress(name, written));
        continue;
      }
      claims.claim(file, name);
      all.push({
        from: links.file(encoded).href,
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

/** An alias that begins with a slash, and so is an old address. */
interface OldPath {
  readonly written: string;
  /** Path of the page at this address; absent if it is no address. */
  readonly file?: string;
  readonly encoded: string;
}

function readOldPaths({ oldPaths }: Post): readonly OldPath[] {
  return oldPaths.slice(0, maximumOldAddresses).map((written) => {
    const address = parseOldAddress(written);
    if (!address) return { written, encoded: '' };
    return { written, file: fileOf(address), encoded: encodePath(address) };
  });
}

/**
 * Claims the site's files that old addresses may conflict with. Claiming all 30,000 files of a
 * large site would take a tenth of a second.
 */
function claimsBeside(
  others: readonly string[],
  articles: readonly ShownArticle[],
  files: Iterable<string>,
  links: Links,
  label: string,
): PathClaims {
  const claims = new PathClaims();
  const roots = new Set(others.map(rootNameOf));
  if (roots.size === 0) return claims;
  const claim = (file: string, owner: string) => {
    if (roots.has(rootNameOf(file))) claims.claim(file, owner);
  };
  for (const { post } of articles) claim(links.post(post.slug).path, `${label}/${post.file}`);
  for (const file of files) claim(file, 'the site itself');
  return claims;
}

function encodePath({ segments, isFolder }: OldAddress): string {
  return segments.map(encodeURIComponent).join('/') + (isFolder ? '/' : '');
}

/** Path of the page at an address; names such as `old.php` stay as they are. */
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
