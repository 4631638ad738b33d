import {
  maximumOldAddresses,
  pageOfOldAddress,
  parseOldAddress,
  type OldAddress,
} from '../content/old-address.ts';
import type { Post } from '../content/post.ts';
import { problemAt, type Problem, type ProblemTexts } from '../content/problem.ts';
import { compareText } from '../shared/compare-text.ts';
import { excerpt } from '../content/text.ts';
import type { FormerTermPage } from '../corpus/term-addresses.ts';
import type { Term } from '../corpus/term-index.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { foldPath, PathClaims, rootNameOf, type PathConflict } from '../shared/path-claims.ts';
import type { Address, Links } from './links.ts';

/** A redirect from an old address of a post or term. */
export interface RedirectView {
  /** Root-relative, percent-encoded, with path prefix. */
  readonly from: string;
  /** Address of the page that it leads to, in the same form. */
  readonly href: string;
  /** That page as absolute URL. */
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

/** An address under which an earlier build has published a page or feed. */
interface FormerPage {
  readonly from: Address;
  readonly to: Address;
  readonly title: string;
  readonly listed: boolean;
  /** What leads there, as problems name it. */
  readonly owner: string;
}

/**
 * Collects the old addresses of all posts: those that they name, and those of pages that were
 * published before. A conflict of the former is a warning: the site's files take precedence, then
 * what was published, and of two posts the first by file name. The latter give way in silence.
 * @param files all other files of the site, relative to the output folder.
 * @param label the posts folder as problems name it.
 * @param terms addresses under which terms were published before.
 * @param withFeed terms that have a feed.
 */
export function collectRedirects(
  articles: readonly ShownArticle[],
  files: Iterable<string>,
  links: Links,
  label: string,
  terms: readonly FormerTermPage[] = [],
  withFeed: ReadonlySet<Term> = new Set(),
): Redirects {
  const all: RedirectView[] = [];
  const problems: Problem[] = [];
  const moved = articles
    .filter(({ post }) => post.oldPaths.length > 0)
    .sort((a, b) => compareText(a.post.file, b.post.file))
    .map(({ post }) => ({ post, oldPaths: readOldPaths(post) }));
  const named = moved.flatMap(({ oldPaths }) => oldPaths.flatMap(({ file }) => file ?? []));
  const former = [
    ...formerPosts(articles, links, label),
    ...terms.map((page) => formerTerm(page, links.term)),
    // Feeds lead to feeds. Further pages of lists do not lead on, as that takes too many lines.
    ...terms
      .filter(({ term }) => withFeed.has(term))
      .map((page) => formerTerm(page, links.termFeed)),
  ];
  const wanted = [...named, ...former.map(({ from }) => from.path)];
  const claims = claimsBeside(wanted, articles, files, links, label);
  /** By folded path. */
  const kept = new Map<string, FormerPage>();
  for (const page of former) {
    const { from, to, title, listed, owner } = page;
    // One whose page some file systems take for that of another former address.
    const isOwn = kept.get(foldPath(from.path))?.owner === owner;
    if (!isOwn && claims.conflict(from.path, owner)) continue;
    claims.claim(from.path, owner);
    if (!isOwn) kept.set(foldPath(from.path), page);
    all.push({
      ...{ from: from.href, href: to.href, canonical: links.absolute(to.href), title, listed },
      ...(!isOwn && pageAt(from.path)),
    });
  }
  for (const { post, oldPaths } of moved) {
    const name = `${label}/${post.file}`;
    const { href } = links.post(post.address);
    const warn = (line: number, texts: ProblemTexts) =>
      problems.push(problemAt(name, line, { severity: 'warning', ...texts }));
    for (const { written, line, file, encoded } of oldPaths) {
      if (file === undefined) {
        warn(line, notAnAddress(written));
        continue;
      }
      const from = links.file(encoded).href;
      // A former address of the post, or one whose page some file systems take for the same.
      const same = kept.get(foldPath(file));
      const isOwn = same?.owner === name;
      if (isOwn && same.from.href === from) continue;
      const conflict = isOwn ? undefined : claims.conflict(file, name);
      if (conflict) {
        warn(line, taken(written, conflict));
        continue;
      }
      claims.claim(file, name);
      all.push({
        ...{ from, href, canonical: links.absolute(href) },
        ...{ title: post.title, listed: post.visibility === 'listed' },
        ...(!isOwn && pageAt(file)),
      });
    }
    if (post.oldPaths.length > maximumOldAddresses) {
      warn(post.oldPathLines?.[maximumOldAddresses] ?? 1, tooMany(post.oldPaths.length));
    }
  }
  return { all, problems };
}

/** The page of a redirect; none at names that hosts do not send as HTML. */
function pageAt(path: string): Pick<RedirectView, 'path'> {
  return path.endsWith('.html') ? { path } : {};
}

function formerPosts(
  articles: readonly ShownArticle[],
  links: Links,
  label: string,
): readonly FormerPage[] {
  return articles.flatMap(({ post: { file, address, title, formerAddresses = [], visibility } }) =>
    formerAddresses.map((former) => ({
      ...{ from: links.post(former), to: links.post(address), title },
      ...{ listed: visibility === 'listed', owner: `${label}/${file}` },
    })),
  );
}

/** @param addressOf of its pages, or of its feeds. */
function formerTerm(
  { slug, term: { type, name, slug: own } }: FormerTermPage,
  addressOf: Links['term'] | Links['termFeed'],
): FormerPage {
  const ends = { from: addressOf(type, slug), to: addressOf(type, own) };
  return { ...ends, title: name, listed: true, owner: name };
}

/** An alias that begins with a slash, and so is an old address. */
interface OldPath {
  readonly written: string;
  /** 1-based line of the post's file. */
  readonly line: number;
  /** Path of the page at this address; absent if it is no address. */
  readonly file?: string;
  readonly encoded: string;
}

function readOldPaths({ oldPaths, oldPathLines = [] }: Post): readonly OldPath[] {
  return oldPaths.slice(0, maximumOldAddresses).map((written, index) => {
    const address = parseOldAddress(written);
    const line = oldPathLines[index] ?? 1;
    if (!address) return { written, line, encoded: '' };
    return { written, line, file: pageOfOldAddress(address), encoded: encodePath(address) };
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
  for (const { post } of articles) claim(links.post(post.address).path, `${label}/${post.file}`);
  for (const file of files) claim(file, 'the site itself');
  return claims;
}

function encodePath({ segments, isFolder }: OldAddress): string {
  return segments.map(encodeURIComponent).join('/') + (isFolder ? '/' : '');
}

function notAnAddress(written: string): ProblemTexts {
  return {
    code: 'alias-not-an-address',
    message: `The alias "${excerpt(written)}" begins with a slash but is not an address of a page.`,
    hint:
      'Write the path below the site with letters, digits and hyphens, e.g. /2019/old-name/, ' +
      'or a title without the slash.',
  };
}

function taken(written: string, { owner, kind }: PathConflict): ProblemTexts {
  return {
    code: 'alias-taken',
    message:
      kind === 'same'
        ? `The old address ${excerpt(written)} belongs to ${owner}.`
        : `The old address ${excerpt(written)} would be a file and a folder: it stands in the ` +
          `way of ${owner}.`,
    hint: 'Remove the alias, or change the other one.',
  };
}

function tooMany(count: number): ProblemTexts {
  return {
    code: 'too-many-aliases',
    message:
      `The post has ${count.toLocaleString('en')} old addresses, of which the first ` +
      `${maximumOldAddresses} lead to it.`,
    hint: 'Keep those that others link to.',
  };
}
