import { stemOf } from '../content/make-post.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { RawLink } from '../markdown/types.ts';
import { addToGroup, groupBy } from '../shared/group-by.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { trimSlashes } from '../shared/trim-slashes.ts';
import { foldTerm } from '../shared/fold-term.ts';

/** The target of a link. `other`: not the address of a post, so it is not checked. */
export type LinkResolution =
  | {
      readonly kind: 'found';
      readonly article: ShownArticle;
      /** Query and fragment after the post's address, or ''. */
      readonly suffix: string;
      /** False if the link was resolved only by another name of the post. */
      readonly exact: boolean;
      /** False if the wikilink names a heading that the post does not have. */
      readonly hasHeading: boolean;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ambiguous'; readonly articles: readonly ShownArticle[] }
  | { readonly kind: 'other' };

export interface LinkSite {
  /** Path of the site, with slashes at both ends. */
  readonly pathPrefix: string;
  /** The site's URL without trailing slash. */
  readonly siteUrl: string;
}

export interface PostLinks {
  /** @param from the post with the link; relative addresses start there. */
  readonly resolve: (link: RawLink, from: ShownArticle) => LinkResolution;
}

/**
 * Prepares the resolution of links between posts.
 * @param articles all posts with a page. Unlisted ones can be linked to.
 */
export function indexPostLinks(articles: readonly ShownArticle[], site: LinkSite): PostLinks {
  const names = indexNames(articles);
  return Object.freeze<PostLinks>({
    resolve: (link, from) =>
      link.kind === 'wiki'
        ? resolveWikilink(link, from, names)
        : resolveAddress(link.target, from, names, site),
  });
}

type Names = ReadonlyMap<string, readonly ShownArticle[]>;

/** Names by kind, most certain first. A wikilink means the first kind that has its name. */
interface NameIndex {
  readonly slugs: Names;
  /**
   * By path below the posts folder without extension, and by file name. Case-sensitive, since video
   * ids differ only in case.
   */
  readonly files: Names;
  readonly titles: Names;
  readonly aliases: Names;
  /** By folded slug and folded file name. */
  readonly folded: Names;
  /** Of posts with one name, those in a folder. */
  readonly inFolder: (articles: readonly ShownArticle[], folder: string) => readonly ShownArticle[];
  /** Id of a heading by its text or id; undefined if the post has no such heading. */
  readonly headingId: (article: ShownArticle, heading: string) => string | undefined;
}

function indexNames(articles: readonly ShownArticle[]): NameIndex {
  const by = (namesOf: (article: ShownArticle) => readonly string[]): Names => {
    const index = new Map<string, ShownArticle[]>();
    for (const article of articles) {
      for (const name of new Set(namesOf(article))) {
        if (name !== '') addToGroup(index, name, article);
      }
    }
    return index;
  };
  return {
    slugs: by(({ post }) => [post.slug]),
    files: by(({ post }) => [withoutExtension(post.file), stemOf(post.file).normalize('NFC')]),
    titles: by(({ post }) => [foldTerm(post.title)]),
    aliases: by(({ post }) => post.aliases.map(foldAlias)),
    folded: by(({ post }) => [foldTerm(post.slug), foldTerm(stemOf(post.file))]),
    inFolder: createFolderFinder(),
    headingId: createHeadingFinder(),
  };
}

/** Groups by folder once: a thousand posts with one title may each have a thousand links to it. */
function createFolderFinder(): NameIndex['inFolder'] {
  const known = new WeakMap<
    readonly ShownArticle[],
    ReadonlyMap<string, readonly ShownArticle[]>
  >();
  return (articles, folder) => {
    let folders = known.get(articles);
    if (!folders) known.set(articles, (folders = groupBy(articles, folderOf)));
    return folders.get(folder) ?? [];
  };
}

/** Folds headings once: a post may have ten thousand of them and as many links to them. */
function createHeadingFinder(): NameIndex['headingId'] {
  type Headings = ReadonlyMap<string, number>;
  const known = new WeakMap<ShownArticle, { readonly ids: Headings; readonly texts: Headings }>();
  return (article, heading) => {
    const { toc } = article;
    let headings = known.get(article);
    if (!headings) {
      const places = (nameOf: (entry: (typeof toc)[number]) => string) =>
        // Reversed, so that of equal headings the first one wins.
        new Map([...toc.entries()].reverse().map(([at, entry]) => [nameOf(entry), at]));
      headings = { ids: places(({ id }) => id), texts: places(({ text }) => foldTerm(text)) };
      known.set(article, headings);
    }
    const { ids, texts } = headings;
    const at = Math.min(ids.get(heading) ?? Infinity, texts.get(foldTerm(heading)) ?? Infinity);
    return toc[at]?.id;
  };
}

function withoutExtension(file: string): string {
  return file.replace(/\.(?:md|markdown)$/i, '').normalize('NFC');
}

/** Folds an alias, which may be a title or an old address. */
function foldAlias(alias: string): string {
  return alias.startsWith('/') ? pathName(alias) : foldTerm(alias);
}

function pathName(path: string): string {
  return trimSlashes(path).normalize('NFC');
}

function resolveWikilink(
  { target, heading }: RawLink,
  from: ShownArticle,
  names: NameIndex,
): LinkResolution {
  const name = withoutExtension(target).replace(/^\/?posts\/|\/$/g, '');
  const folded = foldTerm(name);
  const candidates =
    target === ''
      ? [from]
      : [
          names.slugs.get(name),
          names.files.get(name),
          names.titles.get(foldTerm(target)),
          names.aliases.get(foldTerm(target)),
          names.aliases.get(pathName(target)),
          names.folded.get(folded),
        ].find((articles) => articles !== undefined);
  const resolution = choose(candidates, from, '', true, names);
  if (heading === undefined || resolution.kind !== 'found') return resolution;
  const id = names.headingId(resolution.article, heading);
  return id === undefined
    ? { ...resolution, hasHeading: false }
    : { ...resolution, suffix: `#${encodeURIComponent(id)}` };
}

/** The only candidate; of several, the only one in the folder of the linking post. */
function choose(
  candidates: readonly ShownArticle[] | undefined,
  from: ShownArticle,
  suffix: string,
  exact: boolean,
  { inFolder }: Pick<NameIndex, 'inFolder'>,
): LinkResolution {
  if (!candidates || candidates.length === 0) return { kind: 'missing' };
  const near = candidates.length === 1 ? candidates : inFolder(candidates, folderOf(from));
  const [article, rival] = near;
  return article && !rival
    ? { kind: 'found', article, suffix, exact, hasHeading: true }
    : { kind: 'ambiguous', articles: candidates };
}

function folderOf({ post }: ShownArticle): string {
  return post.file.replace(/[^/]*$/, '');
}

function resolveAddress(
  address: string,
  from: ShownArticle,
  names: NameIndex,
  site: LinkSite,
): LinkResolution {
  const [plain = '', suffix = ''] = splitSuffix(address);
  const path = pathOnSite(plain, site);
  if (path === undefined || path === '') return { kind: 'other' };
  if (/\.(?:md|markdown)$/i.test(path)) return resolveFile(path, from, names, suffix);

  const fromPage = path.startsWith('/') ? path : pathFromPage(path, from, site);
  const onSite = pathName(fromPage.replace(/\/index\.html$/, '/'));
  const old = names.aliases.get(onSite);
  const slug = /^posts\/([^/]+)$/.exec(onSite)?.[1];
  if (slug === undefined) {
    // `[text](other-post)`: relative to this file, though not to its page.
    const beside = path.startsWith('/') ? undefined : names.files.get(join(folderOf(from), path));
    const meant = old ?? beside;
    return meant ? choose(meant, from, suffix, false, names) : { kind: 'other' };
  }
  const exact = names.slugs.get(slug);
  if (exact) return choose(exact, from, suffix, true, names);
  // A file beside the posts, not a post: `/posts/table.pdf`.
  const isFile = /\.[a-z]\w{1,4}$/i.test(plain) && !/\.html$/i.test(plain);
  const near = old ?? names.files.get(slug) ?? names.folded.get(foldTerm(slug));
  return near || !isFile ? choose(near, from, suffix, false, names) : { kind: 'other' };
}

/** Resolves a path to a Markdown file, relative to the post's file or to the posts folder. */
function resolveFile(
  path: string,
  from: ShownArticle,
  names: NameIndex,
  suffix: string,
): LinkResolution {
  const file = path.startsWith('/')
    ? path.replace(/^\/(?:posts\/)?/, '')
    : join(folderOf(from), path);
  return choose(names.files.get(withoutExtension(file)), from, suffix, true, names);
}

/** Splits `path?query#fragment` into path and rest. */
function splitSuffix(address: string): readonly string[] {
  const at = address.search(/[?#]/);
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at)];
}

/**
 * The decoded path, without the site's prefix if absolute; undefined if the address is outside
 * the site.
 */
function pathOnSite(address: string, { pathPrefix, siteUrl }: LinkSite): string | undefined {
  const isAbsolute = siteUrl !== '' && (address === siteUrl || address.startsWith(`${siteUrl}/`));
  const written = decodeAddress(isAbsolute ? address.slice(siteUrl.length) || '/' : address);
  const path = withoutDots(written.normalize('NFC'));
  if (isAbsolute && !path.startsWith(pathPrefix)) return undefined;
  // Authors write addresses without the prefix, but may copy one with it from the browser.
  const hasPrefix = path.startsWith(pathPrefix) && (isAbsolute || !path.startsWith('/posts/'));
  return hasPrefix ? path.slice(pathPrefix.length - 1) : path;
}

/** Resolves `/a/../b/` to `/b/`, as browsers do. A relative path is returned unchanged. */
function withoutDots(path: string): string {
  if (!path.startsWith('/') || !/\/(?:\/|\.\.?(?:\/|$))/.test(path)) return path;
  const followed = `/${join('', path)}`;
  return path.endsWith('/') && followed !== '/' ? `${followed}/` : followed;
}

/** Resolves a relative path from a post's page; '' if it leaves the site. */
function pathFromPage(path: string, from: ShownArticle, { pathPrefix }: LinkSite): string {
  const full = `/${join(`${pathPrefix}posts/${from.post.slug}/`, path)}`;
  return full.startsWith(pathPrefix) ? full.slice(pathPrefix.length - 1) : '';
}

/** Resolves a relative path from a folder, without leaving the root. */
function join(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${relative}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
