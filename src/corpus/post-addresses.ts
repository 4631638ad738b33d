import { stemOf, wishOf } from '../content/make-post.ts';
import { maximumOldAddresses, pageOfOldAddress, parseOldAddress } from '../content/old-address.ts';
import type { Post } from '../content/post.ts';
import type { Problem } from '../content/problem.ts';
import { shortHash } from '../content/slug.ts';
import { compareText } from '../shared/compare-text.ts';
import { addToGroup } from '../shared/group-by.ts';
import { memoize } from '../shared/memoize.ts';
import { foldAddress, foldPath } from '../shared/path-claims.ts';
import {
  askedClaim,
  claimBySlug,
  formerClaim,
  plainRules,
  type AddressRules,
  type Claim,
} from './address-claims.ts';
import { compareOldestFirst } from './article-order.ts';
import { findAddressProblems } from './post-address-problems.ts';
import {
  asksAsBefore,
  readPast,
  type AddressedArticle,
  type KnownFiles,
  type Past,
} from './post-memory.ts';
import { addressesOfPost, newest, type PublishedPost } from './published-addresses.ts';

/** What is known of the posts that earlier builds have published. */
export interface PostMemory extends KnownFiles {
  /** Whether, this once, published addresses may change hands and be given up. */
  readonly isAccepting: boolean;
  /** The schemes of earlier builds, newest first. */
  readonly schemes: readonly string[];
  /** The line at which a post asks for its address; called for few posts. */
  readonly lineOfWish: (post: Post) => number;
}

const noMemory: PostMemory = {
  posts: [],
  files: new Set(),
  heldBack: new Map(),
  isAccepting: false,
  schemes: [],
  lineOfWish: () => 1,
};

export interface ResolvedAddresses<Own> {
  /** The articles, each with an address of its own, and with those that lead to it. */
  readonly articles: readonly Own[];
  /** What the next build must know of them, by file. */
  readonly published: readonly PublishedPost[];
  /** The schemes that the next build must know, newest first. */
  readonly schemes: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Gives each post an address of its own: that of its `permalink`, or that which the scheme makes of
 * its slug. Slugs are lower case, since hosts may ignore case.
 *
 * **What was published stays.** A post that asks for the same as before keeps what it got; one that
 * asks for another address leaves a redirect, and so does each post where the scheme changes. No
 * other post gets these addresses, not even while their owner is a draft. A new file with the bytes
 * of one that is gone, or which asks for its address, is the same post under another name, even as
 * a draft. Where files exchange their bytes, posts keep their addresses.
 *
 * **Of new posts**, explicit slugs and addresses come before file names, then the older before the
 * younger. Where two ask for one, or for two that some file system folds into one (`ß`, `ss`), or
 * for that of a page of the site itself, the later gets a suffix made from its name, and a warning
 * says so.
 *
 * With the memory that it returns, the same posts get the same addresses again.
 * @param articles in the order of files.
 * @param label name of the posts folder in problems.
 */
export function resolvePostAddresses<Own extends AddressedArticle>(
  articles: readonly Own[],
  label: string,
  rules: AddressRules = plainRules,
  memory: PostMemory = noMemory,
): ResolvedAddresses<Own> {
  const { isAccepting, lineOfWish, schemes } = memory;
  const past = readPast(articles, memory);
  const askedBy = memoize((post: Post) => askedClaim(post, rules));
  const claims = giveAddresses(articles, past, rules, isAccepting, askedBy);
  const pages = new Map<string, string>();
  for (const [file, { address }] of claims) pages.set(foldAddress(address), file);
  const aliased = filesByAlias(articles);
  /** The addresses that still lead to a post. */
  const kept = (addresses: readonly string[], file: string) =>
    newest(
      addresses.filter((address) => {
        const holder = pages.get(foldAddress(address));
        const own = claims.get(file)?.address;
        const isPage = holder === file ? own === address : holder !== undefined;
        const isGivenAway = isAccepting && aliased.get(address)?.some((other) => other !== file);
        return !isPage && isGivenAway !== true;
      }),
    );

  const ofArticles = articles.map(({ post, fileChecksum }) => {
    const { file, title } = post;
    const asked = askedBy(post);
    const { slug, address, isOwn } = claims.get(file) ?? asked;
    const record = past.recordOf(file);
    const earlier = record ? kept(addressesOfPost(record), file) : [];
    const isDenied = isDeniedTo(post, asked, address, past);
    return {
      ...{ file, title, asked: wishOf(post), slug, address, fileChecksum, earlier },
      ...(isOwn && { isOwnAddress: true as const }),
      ...(isDenied && { isDenied: true as const }),
    };
  });
  const ofWithheld = past.withheld
    .filter(({ address }) => !pages.has(foldAddress(address)))
    .map((post) => ({
      ...post,
      earlier: kept(post.earlier, post.file),
      isWithdrawn: true as const,
    }));
  return {
    articles: articles.map((article, index) => withAddresses(article, ofArticles[index])),
    published: [...ofArticles, ...ofWithheld].sort((a, b) => compareText(a.file, b.file)),
    schemes: newest([...new Set([rules.scheme, ...schemes])]),
    problems: findAddressProblems(articles, ofArticles, past, {
      ...{ label, rules, askedBy, schemes, claims, pages, aliased, isAccepting, lineOfWish },
    }),
  };
}

/** Whether a post does not have what it asks for, since an earlier build gave it to another. */
function isDeniedTo(
  post: Post,
  asked: Claim,
  address: string,
  { recordOf, owners }: Past,
): boolean {
  const { file } = post;
  if (foldAddress(address) === foldAddress(asked.address)) return false;
  const record = recordOf(file);
  if (asksAsBefore(post, record)) return record?.isDenied === true;
  return asked.names.some((name) => (owners.get(name)?.file ?? file) !== file);
}

/** Decides the address of each post. @returns claims by file. */
function giveAddresses(
  articles: readonly AddressedArticle[],
  { recordOf, owners }: Past,
  rules: AddressRules,
  isAccepting: boolean,
  askedBy: (post: Post) => Claim,
): ReadonlyMap<string, Claim> {
  const claims = new Map<string, Claim>();
  const taken = new Set<string>();
  /** What was denied may be had by acceptance. */
  const hasAsBefore = (post: Post) => {
    const record = recordOf(post.file);
    return asksAsBefore(post, record) && !(isAccepting && record?.isDenied === true);
  };
  const give = ({ post }: AddressedArticle) => {
    const { file } = post;
    const isLeft = ({ address, names }: Claim) =>
      !rules.isReserved(address) && names.every((name) => !taken.has(name));
    const isOwn = (name: string) => (owners.get(name)?.file ?? file) === file;
    const isFree = (claim: Claim) => isLeft(claim) && claim.names.every(isOwn);
    // Where the scheme has changed, another post may have given up the name of the slug.
    const isStillFree = (claim: Claim) => isLeft(claim) && isOwn(foldAddress(claim.address));
    const record = recordOf(file);
    const asked = askedBy(post);
    const former = record && formerClaim(post, record, rules);
    const keeps = hasAsBefore(post) && !(isAccepting && isFree(asked));
    const [wanted, isHad] = keeps && former ? [former, isStillFree] : [asked, isFree];
    const isGiven = isAccepting ? isLeft(wanted) : isHad(wanted);
    const own = former && isStillFree(former) ? former : undefined;
    const claim = isGiven ? wanted : (own ?? freeClaim(post, isFree, rules));
    for (const name of claim.names) taken.add(name);
    claims.set(file, claim);
  };
  const asBefore = articles.filter(({ post }) => hasAsBefore(post));
  const others = articles
    .filter(({ post }) => !hasAsBefore(post))
    .sort(
      (a, b) => Number(b.post.hasOwnSlug) - Number(a.post.hasOwnSlug) || compareOldestFirst(a, b),
    );
  for (const article of isAccepting ? [...others, ...asBefore] : [...asBefore, ...others]) {
    give(article);
  }
  return claims;
}

/**
 * The slug with a suffix from the file's name; if taken, from its path, which is unique. A post
 * that cannot have its own address asks for its slug first.
 */
function freeClaim(post: Post, isFree: (claim: Claim) => boolean, rules: AddressRules): Claim {
  const { slug, file, permalink } = post;
  const plain = permalink === undefined ? [] : [slug];
  for (const name of [
    ...plain,
    ...[stemOf(file), file].map((text) => `${slug}-${shortHash(text)}`),
  ]) {
    const claim = claimBySlug(post, name, rules);
    if (isFree(claim)) return claim;
  }
  for (let number = 2; ; number++) {
    const claim = claimBySlug(post, `${slug}-${shortHash(file)}-${number}`, rules);
    if (isFree(claim)) return claim;
  }
}

/**
 * The posts that name an old address where a page can be, by that address. Not folded: most hosts
 * tell `/posts/A/` from `/posts/a/`, and redirect from what is named. Of two that fold to the same,
 * only the first gets a redirect.
 */
function filesByAlias(articles: readonly AddressedArticle[]): ReadonlyMap<string, string[]> {
  const files = new Map<string, string[]>();
  const firsts = new Map<string, string>();
  for (const { post } of articles) {
    for (const written of post.oldPaths.slice(0, maximumOldAddresses)) {
      const old = parseOldAddress(written);
      const page = old ? pageOfOldAddress(old) : '';
      if (!page.endsWith('.html')) continue;
      const address = `/${page.replace(/(?<=\/)index\.html$/, '')}`;
      const folded = foldPath(address);
      if (!firsts.has(folded)) firsts.set(folded, address);
      if (firsts.get(folded) === address) addToGroup(files, address, post.file);
    }
  }
  return files;
}

function withAddresses<Own extends AddressedArticle>(article: Own, own?: PublishedPost): Own {
  const { post } = article;
  if (!own) return article;
  const { slug, address, earlier } = own;
  if (slug === post.slug && address === post.address && earlier.length === 0) return article;
  const formerAddresses = earlier.length > 0 && { formerAddresses: earlier };
  return { ...article, post: { ...post, slug, address, ...formerAddresses } };
}
