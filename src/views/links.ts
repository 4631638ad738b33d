import { terms, type TermType } from '../content/terms.ts';
import { memoize } from '../shared/memoize.ts';

/** A page's addresses: the link, and the file it is written to. */
export interface Address {
  /** Root-relative, percent-encoded, with path prefix: `/notes/tags/css/`. */
  readonly href: string;
  /** Relative to the output folder: `tags/css/index.html`. */
  readonly path: string;
}

/** Makes all addresses of the site; no other code builds any. */
export interface Links {
  /** A page of a list has its number from the oldest; without one, it is the list's own page. */
  readonly home: (page?: number) => Address;
  /** @param address that of the post on the site, decoded. */
  readonly post: (address: string) => Address;
  readonly termIndex: (type: TermType, part?: number) => Address;
  readonly term: (type: TermType, slug: string, page?: number) => Address;
  /** Feed of a term. */
  readonly termFeed: (type: TermType, slug: string) => Address;
  /** An article as Markdown, by the address of its post: `index.md` beside its page. */
  readonly markdown: (address: string) => Address;
  readonly year: (year: string, page?: number) => Address;
  readonly month: (year: string, month: string, page?: number) => Address;
  /** The glossary, or its page of entries that start with the given letters. */
  readonly glossary: (part?: string) => Address;
  /**
   * Link to an entry on its page. Views use `context.glossary.hrefOf(entry)`, which knows the page.
   */
  readonly glossaryEntry: (slug: string, part?: string) => string;
  /** A kind of page with a name of its own: `about`; in the form of a list, one of its pages. */
  readonly page: (name: string, number?: number) => Address;
  /** The folder of the search index; a file of it: `manifest.bin`. */
  readonly searchIndex: (file?: string) => Address;
  /** A file at the root of the site: `feed.xml`. */
  readonly file: (name: string) => Address;
  /** One of the site's own pages, by its path: `now/index.html`. */
  readonly ofPath: (path: string) => Address;
  /** `https://example.com` + a root-relative link. */
  readonly absolute: (href: string) => string;
}

/** Id of a glossary entry on its page; a prefix avoids conflicts with the page's own ids. */
export function glossaryAnchor(slug: string): string {
  return `g-${slug}`;
}

/** The path of a page as addresses have it: without `index.html`. */
export function withoutIndex(path: string): string {
  return path.replace(/(?<=^|\/)index\.html$/, '');
}

/**
 * Creates the addresses of a site.
 * @param siteUrl without trailing slash.
 * @param pathPrefix with both slashes.
 */
export function createLinks(siteUrl: string, pathPrefix: string): Links {
  const folder = (...segments: string[]): Address => {
    const encoded = segments.map((segment) => `${encodeURIComponent(segment)}/`).join('');
    return { href: pathPrefix + encoded, path: [...segments, 'index.html'].join('/') };
  };
  const glossary = (part = '') => (part === '' ? folder('glossary') : folder('glossary', part));
  const fileIn = (segments: string[], name: string): Address => {
    const { href, path } = folder(...segments);
    return { href: href + encodeURIComponent(name), path: path.replace(/index\.html$/, name) };
  };
  // Cached, as dozens of pages link to a post.
  const post = memoize((address) => {
    const segments = address.slice(1).split('/');
    const name = segments.pop() ?? '';
    return name === '' ? folder(...segments) : fileIn(segments, name);
  });
  const paged = (segments: string[], page?: number): Address =>
    page === undefined ? folder(...segments) : folder(...segments, 'page', String(page));
  return {
    home: (page) => paged([], page),
    post,
    termIndex: (type, part = 1) => paged([terms[type].path], part > 1 ? part : undefined),
    term: (type, slug, page) => paged([terms[type].path, slug], page),
    termFeed: (type, slug) => fileIn([terms[type].path, slug], 'feed.xml'),
    markdown: (address) => {
      const { href, path } = post(address);
      const file = path.replace(/\.html$/, '.md');
      return { href: href.replace(/\.html$/, '.md').replace(/\/$/, '/index.md'), path: file };
    },
    year: (year, page) => paged(['archive', year], page),
    month: (year, month, page) => paged(['archive', year, month], page),
    glossary,
    glossaryEntry: (slug, part) =>
      `${glossary(part).href}#${encodeURIComponent(glossaryAnchor(slug))}`,
    page: (name, number) => paged([name], number),
    searchIndex: (file = '') => ({
      href: `${pathPrefix}search-index/${file}`,
      path: `search-index/${file}`,
    }),
    file: (name) => ({ href: pathPrefix + name, path: name }),
    ofPath: (path) => ({ href: pathPrefix + encodeURI(withoutIndex(path)), path }),
    absolute: (href) => siteUrl + href,
  };
}
