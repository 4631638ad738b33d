import { wishOf } from '../content/make-post.ts';
import { plainAddress } from '../content/permalinks.ts';
import type { Post } from '../content/post.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { compareText } from '../shared/compare-text.ts';
import { addToGroup, groupBy } from '../shared/group-by.ts';
import { foldAddress, foldPath } from '../shared/path-claims.ts';
import type { Possession } from './address-problems.ts';
import { findExchanged } from './exchanged-posts.ts';
import { addressesOfPost, type PublishedPost } from './published-addresses.ts';

/** What the addresses of posts are made from: pages know nothing of the checksum of a file. */
export type AddressedArticle = ShownArticle & { readonly fileChecksum: string };

/** The posts that earlier builds have published, and the files that are there now. */
export interface KnownFiles {
  readonly posts: readonly PublishedPost[];
  /** Every file below the posts folder, whatever becomes of it. */
  readonly files: ReadonlySet<string>;
  /** What drafts and posts of the future may ask for, by file, in the order of files. */
  readonly heldBack: ReadonlyMap<string, readonly string[]>;
}

/** To whom a published address belongs. */
export interface Ownership {
  /** The file as it is called now. */
  readonly file: string;
  readonly possession: Possession;
}

/** What posts of earlier builds are to the posts that are there now. */
export interface Past {
  /** What is remembered of an article, perhaps under another name of its file. */
  readonly recordOf: (file: string) => PublishedPost | undefined;
  /** The addresses and names of posts whose files are there, folded. */
  readonly owners: ReadonlyMap<string, Ownership>;
  /** Posts whose files are there, but which this build leaves out. */
  readonly withheld: readonly PublishedPost[];
  /** Posts whose files are gone, and whose addresses no other post takes over as a whole. */
  readonly gone: readonly PublishedPost[];
}

/**
 * Finds out what has become of posts that were published.
 * @param memory its posts each have addresses of their own.
 */
export function readPast(
  articles: readonly AddressedArticle[],
  { posts, files, heldBack }: KnownFiles,
): Past {
  const known = new Map(posts.map((post) => [post.file, post]));
  const present = new Map(articles.map(({ post, fileChecksum }) => [post.file, fileChecksum]));
  const exchanged = findExchanged(posts, present, files);
  const followed = new Set(exchanged.values());
  const absent = posts.filter((post) => !present.has(post.file) && !followed.has(post));
  const missing = absent.filter(({ file }) => !files.has(file));
  const newcomers = articles.filter(
    ({ post: { file } }) => !known.has(file) && !exchanged.has(file),
  );
  const heirs = findHeirs(missing, newcomers);
  const inherited = new Set(heirs.values());
  const left = missing.filter((post) => !inherited.has(post));
  const unknown = [...heldBack].filter(([file]) => !known.has(file) && !present.has(file));
  const heldHeirs = findHeldBack(left, new Map(unknown));
  const withheld = [
    ...absent.filter(({ file }) => files.has(file)),
    ...[...heldHeirs].map(([post, file]) => ({ ...post, file })),
  ];

  const owners = new Map<string, Ownership>();
  const recordOf = (file: string) => exchanged.get(file) ?? known.get(file) ?? heirs.get(file);
  const kept: (readonly [file: string, post: PublishedPost])[] = [];
  for (const file of present.keys()) {
    const record = recordOf(file);
    if (record) kept.push([file, record]);
  }
  for (const post of withheld) kept.push([post.file, post]);
  // An address that was published comes before a name that only links know.
  for (const [file, post] of kept) {
    if (post.isOwnAddress !== true) owners.set(nameOf(post.slug), { file, possession: 'page' });
  }
  for (const [file, post] of kept) {
    for (const address of addressesOfPost(post)) {
      const possession = address === post.address ? 'page' : 'redirect';
      owners.set(foldAddress(address), { file, possession });
    }
  }
  return { recordOf, owners, withheld, gone: left.filter((post) => !heldHeirs.has(post)) };
}

/** The name by which links find the post with a slug under every scheme, folded. */
export function nameOf(slug: string): string {
  return foldAddress(plainAddress(slug));
}

/**
 * Whether a post asks for what it asked for before.
 * @param record what is remembered of it.
 */
export function asksAsBefore(
  post: Pick<Post, 'slug' | 'permalink'>,
  record?: PublishedPost,
): boolean {
  return record !== undefined && foldPath(record.asked) === foldPath(wishOf(post));
}

/** How a post is known again under another name, the surest sign first. */
const signs: readonly {
  readonly ofMissing: (post: PublishedPost) => string;
  readonly ofNew: (article: AddressedArticle) => string;
}[] = [
  {
    ofMissing: ({ fileChecksum, asked }) => `${fileChecksum} ${foldPath(asked)}`,
    ofNew: ({ fileChecksum, post }) => `${fileChecksum} ${foldPath(wishOf(post))}`,
  },
  {
    ofMissing: ({ fileChecksum }) => fileChecksum,
    ofNew: ({ fileChecksum }) => fileChecksum,
  },
  {
    ofMissing: ({ asked }) => foldPath(asked),
    ofNew: ({ post }) => foldPath(wishOf(post)),
  },
];

/** @returns what is remembered of new files that are posts under another name, by new file. */
function findHeirs(
  missing: readonly PublishedPost[],
  newcomers: readonly AddressedArticle[],
): ReadonlyMap<string, PublishedPost> {
  const heirs = new Map<string, PublishedPost>();
  if (missing.length === 0) return heirs;
  const inOrder = [...newcomers].sort((a, b) => compareText(a.post.file, b.post.file));
  let left = missing;
  for (const { ofMissing, ofNew } of signs) {
    const free = inOrder.filter(({ post }) => !heirs.has(post.file));
    const candidates = groupBy(free, ofNew);
    const next = new Map<string, number>();
    left = left.filter((post) => {
      const sign = ofMissing(post);
      const at = next.get(sign) ?? 0;
      const heir = candidates.get(sign)?.[at];
      if (!heir) return true;
      next.set(sign, at + 1);
      heirs.set(heir.post.file, post);
      return false;
    });
  }
  return heirs;
}

/**
 * @param heldBack what new files may ask for which this build leaves out.
 * @returns files of missing posts that were held back and moved at once.
 */
function findHeldBack(
  missing: readonly PublishedPost[],
  heldBack: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<PublishedPost, string> {
  const found = new Map<PublishedPost, string>();
  if (missing.length === 0) return found;
  const byWish = new Map<string, string[]>();
  for (const [file, wishes] of heldBack) {
    for (const wish of wishes) addToGroup(byWish, foldPath(wish), file);
  }
  const used = new Set<string>();
  for (const post of missing) {
    const file = byWish.get(foldPath(post.asked))?.find((one) => !used.has(one));
    if (file === undefined) continue;
    used.add(file);
    found.set(post, file);
  }
  return found;
}
