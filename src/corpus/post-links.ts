import type { SiteConfig } from '../config/site-config.ts';
import { stemOf } from '../content/make-post.ts';
import { plainScheme, slugIn } from '../content/permalinks.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { NUMBERED } from '../markdown/plugins/heading-ids.ts';
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
      /** False if the link names a heading that the post does not have. */
      readonly hasHeading: boolean;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ambiguous'; readonly articles: readonly ShownArticle[] }
  | { readonly kind: 'other' };

/** Tells links within the site from others. */
export interface LinkSite {
  /** Path of the site, with slashes at both ends. */
  readonly pathPrefix: string;
  /** The site's URL without trailing slash. */
  readonly siteUrl: string;
  /** See `permalinks` in the settings. @default the plain scheme */
  readonly scheme?: string;
}

/** What the settings say of it. */
export function linkSiteOf({
  url: siteUrl,
  pathPrefix,
  permalinks: scheme,
}: Pick<SiteConfig, 'url' | 'pathPrefix' | 'permalinks'>): Required<LinkSite> {
  return { siteUrl, pathPrefix, scheme };
}

/**
 * Prepares the resolution of links between posts.
 * @param articles all posts with a page. Unlisted ones can be linked to.
 * @param isUnpublished whether a post without a page may have a slug or an address.
 * @returns a function of a link and the post that has it; relative addresses start there.
 */
export function createLinkResolver(
  articles: readonly ShownArticle[],
  site: LinkSite,
  isUnpublished: (wish: string) => boolean = () => false,
): (link: RawLink, from: ShownArticle) => LinkResolution {
  const names = { ...indexNames(articles), isUnpublished };
  return (link, from) =>
    link.kind === 'wiki'
      ? resolveWikilink(link, from, names)
      : link.isFile
        ? { kind: 'other' }
        : resolveAddress(link.target, from, names, site);
}

type Names = ReadonlyMap<string, readonly ShownArticle[]>;

/** Names by kind, most certain first. A wikilink means the first kind that has its name. */
interface NameIndex {
  /** By address, as `pathName` writes it. */
  readonly addresses: Names;
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
  readonly headings: HeadingFinder;
  readonly isUnpublished: (wish: string) => boolean;
}

interface HeadingFinder {
  /** Id of a heading by its text or id; undefined if the post has no such heading. */
  readonly idOf: (article: ShownArticle, heading: string) => string | undefined;
  readonly hasId: (article: ShownArticle, id: string) => boolean;
}

function indexNames(articles: readonly ShownArticle[]): Omit<NameIndex, 'isUnpublished'> {
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
    addresses: by(({ post }) => [pathName(post.address)]),
    slugs: by(({ post }) => [post.slug]),
    files: by(({ post }) => [withoutExtension(post.file), stemOf(post.file).normalize('NFC')]),
    titles: by(({ post }) => [foldTerm(post.title)]),
    aliases: by(otherNames),
    folded: by(({ post }) => [foldTerm(post.slug), foldTerm(stemOf(post.file))]),
    inFolder: createFolderFinder(),
    headings: createHeadingFinder(),
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
function createHeadingFinder(): HeadingFinder {
  type Headings = ReadonlyMap<string, number>;
  const known = new WeakMap<ShownArticle, { readonly ids: Headings; readonly texts: Headings }>();
  const headingsOf = (article: ShownArticle) => {
    const { toc } = article;
    let headings = known.get(article);
    if (!headings) {
      const places = (nameOf: (entry: (typeof toc)[number]) => string) =>
        // Reversed, so that of equal headings the first one wins.
        new Map([...toc.entries()].reverse().map(([at, entry]) => [nameOf(entry), at]));
      headings = { ids: places(({ id }) => id), texts: places(({ text }) => foldTerm(text)) };
      known.set(article, headings);
    }
    return headings;
  };
  return {
    idOf: (article, heading) => {
      const { ids, texts } = headingsOf(article);
      const at = Math.min(ids.get(heading) ?? Infinity, texts.get(foldTerm(heading)) ?? Infinity);
      return article.toc[at]?.id;
    },
    hasId: (article, id) => headingsOf(article).ids.has(id),
  };
}

function withoutExtension(file: string): string {
  return file.replace(/\.(?:md|markdown)$/i, '').normalize('NFC');
}

/** Other titles of a post, and the addresses that it had. */
function otherNames({ post }: ShownArticle): readonly string[] {
  const { aliases, oldPaths, formerAddresses = [] } = post;
  return [...aliases.map(foldTerm), ...oldPaths.map(pathName), ...formerAddresses.map(pathName)];
}

function pathName(path: string): string {
  return trimSlashes(path).normalize('NFC');
}

/** The name of a post in a wikilink, which may be written like a path. */
export function wikilinkName(target: string): string {
  return withoutExtension(target).replace(/^\/?posts\/|\/$/g, '');
}

function resolveWikilink(
  { target, heading }: RawLink,
  from: ShownArticle,
  names: NameIndex,
): LinkResolution {
  const name = wikilinkName(target);
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
  const id = names.headings.idOf(resolution.article, heading);
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
  { inFolder, headings }: Pick<NameIndex, 'inFolder' | 'headings'>,
): LinkResolution {
  if (!candidates || candidates.length === 0) return { kind: 'missing' };
  const near = candidates.length === 1 ? candidates : inFolder(candidates, folderOf(from));
  const [article, rival] = near;
  if (!article || rival) return { kind: 'ambiguous', articles: candidates };
  const id = headingOf(suffix);
  const hasHeading = id === undefined || headings.hasId(article, id);
  return { kind: 'found', article, suffix, exact, hasHeading };
}

/** Fragments of every page: its top, and the ids around an article. */
const ofEveryPage = /^(?:$|top$|main$|ui_)/i;

/**
 * The id in the query and fragment of a link that only a heading can have. Whether a numbered gloss
 * or footnote is there shows only in the finished HTML, where `npm run check` looks.
 */
export function headingOf(suffix: string): string | undefined {
  const id = idOf(suffix);
  return id === undefined || NUMBERED.test(id) ? undefined : id;
}

/** The id that an address names; undefined if it names none, or one that every page has. */
export function idOf(address: string): string | undefined {
  const at = address.indexOf('#');
  // Behind `:~:` stands a text to find (https://wicg.github.io/scroll-to-text-fragment/).
  const id = decodeAddress(address.slice(at + 1).replace(/:~:.*/s, ''));
  return at < 0 || ofEveryPage.test(id) ? undefined : id;
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
  const path = pathOnSite(plain, site, names);
  if (path === undefined || path === '') return { kind: 'other' };
  if (/\.(?:md|markdown)$/i.test(path)) return resolveFile(path, from, names, suffix);

  const fromPage = path.startsWith('/') ? path : pathFromPage(path, from, site);
  const onSite = pathName(fromPage.replace(/\/index\.html$/, '/'));
  const exact = names.addresses.get(onSite);
  if (exact) return choose(exact, from, suffix, true, names);
  const old = names.aliases.get(onSite);
  const slug = slugIn(plainScheme, `/${onSite}/`);
  if (slug === undefined) {
    // `[text](other-post)`: relative to this file, though not to its page.
    const beside = path.startsWith('/') ? undefined : names.files.get(join(folderOf(from), path));
    const meant = old ?? beside;
    if (meant) return choose(meant, from, suffix, false, names);
    // The address of a draft is not published before the draft is.
    const wish = slugIn(site.scheme ?? plainScheme, `/${onSite}/`);
    const wishes = [...(wish === undefined ? [] : [wish]), `/${onSite}/`, `/${onSite}`];
    return { kind: wishes.some(names.isUnpublished) ? 'missing' : 'other' };
  }
  const named = old ?? names.slugs.get(slug);
  if (named) return choose(named, from, suffix, false, names);
  // A file beside the posts, not a post: `/posts/table.pdf`.
  const isFile = /\.[a-z]\w{1,4}$/i.test(plain) && !/\.html$/i.test(plain);
  const near = names.files.get(slug) ?? names.folded.get(foldTerm(slug));
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
function pathOnSite(
  address: string,
  { pathPrefix, siteUrl }: LinkSite,
  { addresses }: Pick<NameIndex, 'addresses'>,
): string | undefined {
  const isAbsolute = siteUrl !== '' && (address === siteUrl || address.startsWith(`${siteUrl}/`));
  const written = decodeAddress(isAbsolute ? address.slice(siteUrl.length) || '/' : address);
  const path = withoutDots(written.normalize('NFC'));
  if (isAbsolute && !path.startsWith(pathPrefix)) return undefined;
  // Authors write addresses without the prefix, but may copy one with it from the browser.
  const isWhole = path.startsWith('/posts/') || addresses.has(pathName(path));
  const hasPrefix = path.startsWith(pathPrefix) && (isAbsolute || !isWhole);
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
  const folder = from.post.address.slice(1).replace(/[^/]*$/, '');
  const full = `/${join(pathPrefix + folder, path)}`;
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
