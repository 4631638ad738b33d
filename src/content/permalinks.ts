import type { SettingIssue, SiteConfig } from '../config/site-config.ts';
import { memoize } from '../shared/memoize.ts';
import { nearest } from './did-you-mean.ts';
import { parseOldAddress } from './old-address.ts';
import type { Post } from './post.ts';
import { escapePattern } from '../shared/escape-pattern.ts';

/**
 * The scheme of sites that choose none, and of posts without a date where the scheme asks for one.
 * Under every scheme, links may name a post this way.
 */
export const plainScheme = '/posts/:slug/';

/** What addresses are made from; `date` is `YYYY-MM-DD`. */
export type Addressed = Pick<Post, 'slug' | 'date'>;

const placeholders: Readonly<
  Record<string, { readonly of: (post: Addressed) => string | undefined; readonly form: string }>
> = {
  slug: { of: ({ slug }) => slug, form: '([^/]+)' },
  year: { of: ({ date }) => date?.slice(0, 4), form: String.raw`\d{4}` },
  month: { of: ({ date }) => date?.slice(5, 7), form: String.raw`\d\d` },
  day: { of: ({ date }) => date?.slice(8, 10), form: String.raw`\d\d` },
};

/** A scheme, taken apart once for thousands of posts. */
const readScheme = memoize((scheme: string) => {
  const parts = scheme.split(/(:[a-z]+)/i);
  const names = parts.filter((part) => /^:[a-z]/i.test(part)).map((part) => part.slice(1));
  const placeholderIn = (part: string) =>
    part.startsWith(':') ? placeholders[part.slice(1)] : undefined;
  const forms = parts.map((part) => placeholderIn(part)?.form ?? escapePattern(part));
  return {
    /** Names of its placeholders. */
    names,
    /** Whether addresses hold the date of the post. */
    isDated: names.some((name) => name !== 'slug'),
    /** What makes each part of an address. */
    makers: parts.map((part) => placeholderIn(part)?.of ?? (() => part)),
    /** What it makes of posts. */
    pattern: new RegExp(`^${forms.join('')}$`, 'u'),
  };
});

/**
 * The address of a post by a scheme, decoded.
 * @param scheme see `permalinks` in the settings.
 */
export function addressBy(scheme: string, post: Addressed): string {
  const { isDated, makers } = readScheme(scheme);
  if (post.date === undefined && isDated) return addressBy(plainScheme, post);
  return makers.map((make) => make(post)).join('');
}

/** The address by which links may name a post under every scheme. */
export function plainAddress(slug: string): string {
  return addressBy(plainScheme, { slug });
}

/** The address that a post asks for: its own, or that of the scheme. */
export function askedAddress(scheme: string, post: Addressed & Pick<Post, 'permalink'>): string {
  return post.permalink ?? addressBy(scheme, post);
}

/** @returns the slug in an address that a scheme can make; undefined for others. */
export function slugIn(scheme: string, address: string): string | undefined {
  const { pattern, isDated } = readScheme(scheme);
  const slug = pattern.exec(address)?.[1];
  return slug ?? (isDated ? slugIn(plainScheme, address) : undefined);
}

/** Names that files of the site, or folders of its pages, cannot have. */
const unfitFolder = /\.(?:html?|md)$/i;

/**
 * Reads the `permalink` of a post.
 * @returns its path on the site, decoded and in NFC: `/2026/03/name/` or `/2026/name.html`;
 * undefined if it is none, or one that some host or file system would read differently.
 */
export function parsePermalink(written: string): string | undefined {
  const path = written.replace(/\/index\.html$/, '/');
  if (!/\/$|\.html$/.test(path)) return undefined;
  const address = parseOldAddress(path);
  if (!address) return undefined;
  const { segments, isFolder } = address;
  const folders = isFolder ? segments : segments.slice(0, -1);
  if (folders.some((name) => unfitFolder.test(name))) return undefined;
  return `/${segments.join('/')}${isFolder ? '/' : ''}`;
}

/** A post as it could be, to try a scheme. */
const sample: Addressed = { slug: 'name', date: '2026-03-06' };

/**
 * What is wrong with the scheme of addresses, beside its form.
 * @param isReserved whether a path belongs to pages of the site itself.
 */
export function permalinkIssues(
  { permalinks }: Pick<SiteConfig, 'permalinks'>,
  isReserved: (address: string) => boolean,
): readonly SettingIssue[] {
  const setting = 'permalinks';
  const unknown = readScheme(permalinks).names.find((name) => !Object.hasOwn(placeholders, name));
  if (unknown !== undefined) {
    const meant = nearest(unknown, Object.keys(placeholders));
    const message = `has ":${unknown}", which is no placeholder`;
    if (meant !== undefined) return [{ setting, message, meant: `:${meant}` }];
    const known = Object.keys(placeholders).map((name) => `:${name}`);
    return [{ setting, message: `${message}; there are ${known.join(', ')}` }];
  }
  const address = addressBy(permalinks, sample);
  if (parsePermalink(address) === undefined) {
    const message =
      'must have letters, digits and hyphens beside its placeholders, not ' +
      JSON.stringify(permalinks);
    return [{ setting, message }];
  }
  const other = addressBy(permalinks, { slug: 'x', date: '1999-12-31' });
  if (isReserved(address) && isReserved(other)) {
    const message = `${JSON.stringify(permalinks)} lies where the site has pages of its own`;
    return [{ setting, message }];
  }
  return [];
}
