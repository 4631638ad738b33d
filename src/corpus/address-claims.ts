import { addressBy, plainScheme } from '../content/permalinks.ts';
import type { Post } from '../content/post.ts';
import { foldAddress } from '../shared/path-claims.ts';
import { nameOf } from './post-memory.ts';
import type { PublishedPost } from './published-addresses.ts';

/** How a site makes the addresses of its posts. */
export interface AddressRules {
  /** See `permalinks` in the settings. */
  readonly scheme: string;
  /** Whether an address belongs to pages of the site itself. */
  readonly isReserved: (address: string) => boolean;
  /** The day that the post itself names: git may know another tomorrow. */
  readonly dateOf: (post: Post) => string | undefined;
}

/** Rules of a site with the plain scheme. */
export const plainRules: AddressRules = {
  scheme: plainScheme,
  isReserved: () => false,
  dateOf: ({ date }) => date,
};

/** An address that a post may have, and the slug that it is made from. */
export interface Claim {
  readonly slug: string;
  readonly address: string;
  /** Whether it is a `permalink`: the scheme does not make it. */
  readonly isOwn: boolean;
  /**
   * What no other post may have, folded: the address and, where a slug makes it, that of the plain
   * scheme. So slugs are unique under each scheme, and the scheme can be changed.
   */
  readonly names: readonly string[];
}

/** What a post asks for. */
export function askedClaim(post: Post, rules: AddressRules): Claim {
  const { permalink, slug } = post;
  return permalink === undefined ? claimBySlug(post, slug, rules) : ownClaim(slug, permalink);
}

/** What a post would have with another slug. */
export function claimBySlug(post: Post, slug: string, { scheme, dateOf }: AddressRules): Claim {
  const date = dateOf(post);
  const address = addressBy(scheme, { slug, ...(date !== undefined && { date }) });
  const name = nameOf(slug);
  const names = scheme === plainScheme ? [name] : [...new Set([foldAddress(address), name])];
  return { slug, address, isOwn: false, names };
}

/** What a post had in the last build, as the scheme makes it. */
export function formerClaim(post: Post, record: PublishedPost, rules: AddressRules): Claim {
  const { slug, address, isOwnAddress = false } = record;
  return isOwnAddress ? ownClaim(slug, address) : claimBySlug(post, slug, rules);
}

function ownClaim(slug: string, address: string): Claim {
  return { slug, address, isOwn: true, names: [foldAddress(address)] };
}
