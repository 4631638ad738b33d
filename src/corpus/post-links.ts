import { stemOf } from '../content/make-post.ts';
import type { Article } from '../ingest/types.ts';
import { foldTerm } from './term-identity.ts';

/** A link as the author wrote it. */
export interface RawLink {
  /** The address of a link, or what stands between the brackets of a wikilink. */
  readonly target: string;
  /** 1-based line in the post's file. */
  readonly line: number;
  readonly kind: 'link' | 'wiki';
}

/** What a link leads to. `other`: it is none of a post's addresses, so nothing is said of it. */
export type LinkResolution =
  | {
      readonly kind: 'found';
      readonly article: Article;
      readonly fragment?: string;
      readonly exact: boolean;
    }
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'ambiguous'; readonly name: string; readonly articles: readonly Article[] }
  | { readonly kind: 'other' };

/** The parts of `[[target#heading|label]]`. */
export interface Wikilink {
  readonly target: string;
  readonly heading?: string;
  readonly label?: string;
}

export interface LinkSite {
  /** Path the site lives under, with both slashes. */
  readonly pathPrefix: string;
  /** The site's own URL without a trailing slash. */
  readonly siteUrl: string;
}

export interface PostLinks {
  /** @param from the post that holds the link: relative addresses start there. */
  readonly resolve: (link: RawLink, from: Article) => LinkResolution;
}

/** Takes what stands between `[[` and `]]` apart. */
export function parseWikilink(text: string): Wikilink {
  const [place = '', ...labels] = text.split('|');
  const [target = '', ...headings] = place.split('#');
  const heading = headings.join('#').trim();
  const label = labels.join('|').trim();
  return {
    target: target.trim(),
    ...(heading !== '' && { heading }),
    ...(label !== '' && { label }),
  };
}

/**
 * Prepares the resolution of links between posts.
 * @param articles every post with a page, unlisted ones too: an author may link to them.
 */
export function indexPostLinks(articles: readonly Article[], site: LinkSite): PostLinks {
  const names = indexNames(articles);
  return Object.freeze<PostLinks>({
    resolve: (link, from) =>
      link.kind === 'wiki'
        ? resolveWikilink(link.target, from, names)
        : resolveAddress(link.target, from, names, site),
  });
}

type Names = ReadonlyMap<string, readonly Article[]>;

/** Names by how sure they are; a wikilink means the first kind that knows it. */
interface NameIndex {
  readonly slugs: Names;
  /** Path below the posts folder without extension, and file name alone; exact, since video ids differ in case only. */
  readonly files: Names;
  readonly titles: Names;
  readonly aliases: Names;
  /** Slugs and file names, folded. */
  readonly folded: Names;
}

function indexNames(articles: readonly Article[]): NameIndex {
  const by = (namesOf: (article: Article) => readonly string[]): Names => {
    const index = new Map<string, Article[]>();
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
    files: by(({ post }) => [withoutExtension(post.file), stemOf(post.file)]),
    titles: by(({ post }) => [foldTerm(post.title)]),
    aliases: by(({ post }) => post.aliases.map(foldAlias)),
    folded: by(({ post }) => [foldTerm(post.slug), foldTerm(stemOf(post.file))]),
  };
}

function withoutExtension(file: string): string {
  return file.replace(/\.(?:md|markdown)$/i, '').normalize('NFC');
}

/** An alias may be a title or an old address. */
function foldAlias(alias: string): string {
  return alias.startsWith('/') ? trimSlashes(alias) : foldTerm(alias);
}

function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').normalize('NFC');
}

function resolveWikilink(text: string, from: Article, names: NameIndex): LinkResolution {
  const { target, heading } = parseWikilink(text);
  // `[[#heading]]` is a place in the post itself; `[[12.5, 3]]` are coordinates, `[[1]]` is a note.
  if (target === '') {
    return heading === undefined ? { kind: 'other' } : found([from], target, heading, true);
  }
  if (!/\p{L}/u.test(target) && !names.slugs.has(target)) return { kind: 'other' };
  const name = target.normalize('NFC').replace(/^\/?posts\/|\/$/g, '');
  const folded = foldTerm(name);
  const candidates = [
    names.slugs.get(name),
    names.files.get(withoutExtension(name)),
    names.titles.get(folded),
    names.aliases.get(folded),
    names.aliases.get(trimSlashes(target)),
    names.folded.get(foldTerm(withoutExtension(name))),
  ].find((articles) => articles !== undefined);
  return found(candidates, target, heading, true);
}

function found(
  candidates: readonly Article[] | undefined,
  name: string,
  fragment: string | undefined,
  exact: boolean,
): LinkResolution {
  const [article, ...others] = candidates ?? [];
  if (!article) return { kind: 'missing', name };
  if (others.length > 0) return { kind: 'ambiguous', name, articles: [article, ...others] };
  return {
    kind: 'found',
    article,
    exact,
    ...(fragment !== undefined && fragment !== '' && { fragment }),
  };
}

function resolveAddress(
  address: string,
  from: Article,
  names: NameIndex,
  site: LinkSite,
): LinkResolution {
  const hash = address.indexOf('#');
  const fragment = hash < 0 ? undefined : address.slice(hash + 1);
  const plain = (hash < 0 ? address : address.slice(0, hash)).replace(/\?.*$/s, '');
  if (plain === '') return { kind: 'other' };
  const local = pathOnSite(plain, from, site);
  if (local === undefined) return { kind: 'other' };
  if (local.file !== undefined) {
    return found(names.files.get(local.file), plain, fragment, true);
  }
  const path = trimSlashes(local.path.replace(/\/index\.html$/, '/'));
  const slug = /^posts\/([^/]+)$/.exec(path)?.[1];
  const old = names.aliases.get(path);
  if (slug === undefined) return old ? found(old, plain, fragment, false) : { kind: 'other' };
  const exact = names.slugs.get(slug);
  if (exact) return found(exact, plain, fragment, true);
  // A file beside the posts, not a post: `/posts/table.pdf`.
  if (/\.[a-z]\w{1,4}$/i.test(plain) && !/\.html$/i.test(plain)) return { kind: 'other' };
  const near = old ?? names.files.get(slug) ?? names.folded.get(foldTerm(slug));
  return found(near, plain, fragment, false);
}

interface LocalPath {
  /** Decoded path on the site without prefix, leading slash included. */
  readonly path: string;
  /** Path below the posts folder without extension, when the link names a Markdown file. */
  readonly file?: string;
}

/** Where an address leads on this site; undefined when it leads elsewhere. */
function pathOnSite(
  address: string,
  { post }: Article,
  { pathPrefix, siteUrl }: LinkSite,
): LocalPath | undefined {
  let path = address.trim();
  if (siteUrl !== '' && (path === siteUrl || path.startsWith(`${siteUrl}/`))) {
    path = path.slice(siteUrl.length) || '/';
    if (!path.startsWith(pathPrefix)) return undefined;
  } else if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) {
    return undefined;
  }
  path = decode(path).normalize('NFC');
  if (/\.(?:md|markdown)$/i.test(path)) {
    const file = path.startsWith('/')
      ? path.replace(/^\/(?:posts\/)?/, '')
      : join(post.file.replace(/[^/]*$/, ''), path);
    return { path, file: withoutExtension(file) };
  }
  if (!path.startsWith('/')) path = `/${join(`posts/${post.slug}/`, path)}`;
  else if (path.startsWith(pathPrefix)) path = path.slice(pathPrefix.length - 1);
  return { path };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
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
