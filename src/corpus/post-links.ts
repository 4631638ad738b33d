import { stemOf } from '../content/make-post.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { RawLink } from '../markdown/types.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { trimSlashes } from '../shared/trim-slashes.ts';
import { foldTerm } from '../shared/fold-term.ts';

/** What a link leads to. `other`: it is none of a post's addresses, so nothing is said of it. */
export type LinkResolution =
  | {
      readonly kind: 'found';
      readonly article: ShownArticle;
      /** What follows the post's address: a query and a fragment, or ''. */
      readonly suffix: string;
      /** False when the address works only because the post is known by another name too. */
      readonly exact: boolean;
      /** False when the wikilink names a heading that the post has not. */
      readonly hasHeading: boolean;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ambiguous'; readonly articles: readonly ShownArticle[] }
  | { readonly kind: 'other' };

export interface LinkSite {
  /** Path the site lives under, with both slashes. */
  readonly pathPrefix: string;
  /** The site's own URL without a trailing slash. */
  readonly siteUrl: string;
}

export interface PostLinks {
  /** @param from the post that holds the link: relative addresses start there. */
  readonly resolve: (link: RawLink, from: ShownArticle) => LinkResolution;
}

/**
 * Prepares the resolution of links between posts.
 * @param articles every post with a page, unlisted ones too: an author may link to them.
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

/** Names by how sure they are; a wikilink means the first kind that knows it. */
interface NameIndex {
  readonly slugs: Names;
  /**
   * Path below the posts folder without extension, and file name alone; exact, since video ids
   * differ in case only.
   */
  readonly files: Names;
  readonly titles: Names;
  readonly aliases: Names;
  /** Slugs and file names, folded. */
  readonly folded: Names;
  /** Of several posts of one name, those in a folder. */
  readonly inFolder: (articles: readonly ShownArticle[], folder: string) => readonly ShownArticle[];
  /** Id of a heading by its text or id; undefined when the post has none such. */
  readonly headingId: (article: ShownArticle, heading: string) => string | undefined;
}

function indexNames(articles: readonly ShownArticle[]): NameIndex {
  const by = (namesOf: (article: ShownArticle) => readonly string[]): Names => {
    const index = new Map<string, ShownArticle[]>();
    for (const article of articles) {
      for (const name of new Set(namesOf(article))) {
        const known = index.get(name);
        if (known) known.push(article);
        else if (name !== '') index.set(name, [article]);
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

/** A thousand posts of one title may each be linked to a thousand times: they are sorted once. */
function createFolderFinder(): NameIndex['inFolder'] {
  const known = new WeakMap<
    readonly ShownArticle[],
    ReadonlyMap<string, readonly ShownArticle[]>
  >();
  return (articles, folder) => {
    let folders = known.get(articles);
    if (!folders) known.set(articles, (folders = groupByFolder(articles)));
    return folders.get(folder) ?? [];
  };
}

function groupByFolder(
  articles: readonly ShownArticle[],
): ReadonlyMap<string, readonly ShownArticle[]> {
  const folders = new Map<string, ShownArticle[]>();
  for (const article of articles) {
    const folder = folderOf(article);
    const own = folders.get(folder);
    if (own) own.push(article);
    else folders.set(folder, [article]);
  }
  return folders;
}

/** A post may have ten thousand headings and as many links to them: they are folded once. */
function createHeadingFinder(): NameIndex['headingId'] {
  type Headings = ReadonlyMap<string, number>;
  const known = new WeakMap<ShownArticle, { readonly ids: Headings; readonly texts: Headings }>();
  return (article, heading) => {
    const { toc } = article;
    let headings = known.get(article);
    if (!headings) {
      const places = (nameOf: (entry: (typeof toc)[number]) => string) =>
        // Of equal ones the first is meant: it is set last.
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

/** An alias may be a title or an old address. */
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

/**
 * One candidate is meant; of several the one in the folder of the post that links, if it is alone
 * there.
 */
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
    // `[text](other-post)`: right beside this file, though not beside its page.
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

/** A Markdown file, seen from the post's file or from the posts folder. */
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

/** `path?query#fragment` → path and the rest. */
function splitSuffix(address: string): readonly string[] {
  const at = address.search(/[?#]/);
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at)];
}

/**
 * Decoded path on the site without its prefix, or a relative one; undefined when the address leads
 * elsewhere.
 */
function pathOnSite(address: string, { pathPrefix, siteUrl }: LinkSite): string | undefined {
  const isAbsolute = siteUrl !== '' && (address === siteUrl || address.startsWith(`${siteUrl}/`));
  const written = decodeAddress(isAbsolute ? address.slice(siteUrl.length) || '/' : address);
  const path = withoutDots(written.normalize('NFC'));
  if (isAbsolute && !path.startsWith(pathPrefix)) return undefined;
  // Authors write addresses of the site, which have no prefix, but may copy them from the browser.
  const hasPrefix = path.startsWith(pathPrefix) && (isAbsolute || !path.startsWith('/posts/'));
  return hasPrefix ? path.slice(pathPrefix.length - 1) : path;
}

/** Browsers follow `/a/../b/` to `/b/`; so does this. A relative path stays as it is. */
function withoutDots(path: string): string {
  if (!path.startsWith('/') || !/\/(?:\/|\.\.?(?:\/|$))/.test(path)) return path;
  const followed = `/${join('', path)}`;
  return path.endsWith('/') && followed !== '/' ? `${followed}/` : followed;
}

/** Where a relative path leads from the page of a post: on the site, or '' if it leaves it. */
function pathFromPage(path: string, from: ShownArticle, { pathPrefix }: LinkSite): string {
  const full = `/${join(`${pathPrefix}posts/${from.post.slug}/`, path)}`;
  return full.startsWith(pathPrefix) ? full.slice(pathPrefix.length - 1) : '';
}

/** Follows a relative path from a folder; it never leaves the root. */
function join(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${relative}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
