import type { TermType } from '../content/terms.ts';

/**
 * Most former addresses that are remembered of a post or term. A program that renames a file each
 * hour still leads on from those of two days.
 */
export const maximumEarlier = 50;

/** @param earlier former addresses, newest first. @returns those that are remembered. */
export function newest(earlier: readonly string[]): readonly string[] {
  return earlier.slice(0, maximumEarlier);
}

/** A post that a build has published, and the addresses that lead to it. */
export interface PublishedPost {
  /** Path below the posts folder. */
  readonly file: string;
  readonly title: string;
  /** What it asked for: a slug, by its front matter or its name, or its `permalink`. */
  readonly asked: string;
  /** The slug it got. */
  readonly slug: string;
  /** The address it got, decoded. */
  readonly address: string;
  /** True if that is a `permalink` of the post: the scheme does not make it. */
  readonly isOwnAddress?: true;
  /** Checksum of the bytes of its file. */
  readonly fileChecksum: string;
  /** Addresses it was published at before, newest first, and at most 50. */
  readonly earlier: readonly string[];
  /** True if the last build left the post out though its file was there, e.g. as a draft. */
  readonly isWithdrawn?: true;
  /** True if what it asked for was another's, which only `--accept-addresses` hands over. */
  readonly isDenied?: true;
}

/** A term that had a page once, and its addresses. Another may be one with it since. */
export interface PublishedTerm {
  readonly type: TermType;
  /** Folded identity within the type. */
  readonly key: string;
  /** Slug of its last page. */
  readonly slug: string;
  /** Slugs of its pages before, of other spellings: newest first, and at most 50. */
  readonly earlier: readonly string[];
  /** See `Term.otherKeys`: where no term has its key any more, it is found by one of these. */
  readonly otherKeys?: readonly string[];
  /** True if the term had too few posts for a page in the last build. */
  readonly isWithoutPage?: true;
}

/** The addresses of posts and terms that a site has had, as of its last build. */
export interface PublishedAddresses {
  /** By file. */
  readonly posts: readonly PublishedPost[];
  readonly terms: readonly PublishedTerm[];
  /** The schemes of addresses of posts, newest first, and at most 50. */
  readonly schemes: readonly string[];
}

/** What is known of a site that was never built. */
export const nothingPublished: PublishedAddresses = { posts: [], terms: [], schemes: [] };

/** The addresses that lead to a post, that of its page first. */
export function addressesOfPost({
  address,
  earlier,
}: Pick<PublishedPost, 'address' | 'earlier'>): readonly string[] {
  return [address, ...earlier];
}

/** The slugs that lead to a term, that of its page first. */
export function addressesOf({
  slug,
  earlier,
}: Pick<PublishedTerm, 'slug' | 'earlier'>): readonly string[] {
  return [slug, ...earlier];
}

/** The keys by which a term may be found again, its own first. */
export function keysOf({ key, otherKeys = [] }: PublishedTerm): readonly string[] {
  return [key, ...otherKeys];
}
