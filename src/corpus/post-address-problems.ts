import { slugIn } from '../content/permalinks.ts';
import type { Post } from '../content/post.ts';
import type { Problem } from '../content/problem.ts';
import { foldAddress } from '../shared/path-claims.ts';
import {
  addressInherited,
  addressMoved,
  addressReserved,
  addressTaken,
  addressVanished,
  collision,
  schemeChanged,
  type Holder,
} from './address-problems.ts';
import type { AddressRules, Claim } from './address-claims.ts';
import { asksAsBefore, type AddressedArticle, type Past } from './post-memory.ts';
import { addressesOfPost, type PublishedPost } from './published-addresses.ts';

/** What problems of addresses are found by, beside the posts. */
interface Settlement {
  /** Name of the posts folder in problems. */
  readonly label: string;
  readonly rules: AddressRules;
  /** What each post asks for. */
  readonly askedBy: (post: Post) => Claim;
  /** The schemes of earlier builds, newest first. */
  readonly schemes: readonly string[];
  /** What each post has, by file. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** The post at each address, folded. */
  readonly pages: ReadonlyMap<string, string>;
  /** The posts that name an old address, by that address as written. */
  readonly aliased: ReadonlyMap<string, readonly string[]>;
  readonly isAccepting: boolean;
  readonly lineOfWish: (post: Post) => number;
}

/**
 * Names every address that changes hands, moves, vanishes or is asked for twice.
 * @param articles as they were read, with the slugs that they ask for.
 * @param settled their addresses, in the same order.
 */
export function findAddressProblems(
  articles: readonly AddressedArticle[],
  settled: readonly PublishedPost[],
  past: Past,
  settlement: Settlement,
): readonly Problem[] {
  const holders = new Map<string, string>();
  for (const [file, { names }] of settlement.claims) {
    for (const name of names) holders.set(name, file);
  }
  return [
    ...articles.flatMap(({ post }, index) => {
      const own = settled[index];
      if (!own) return [];
      const ofWish = problemOfWish(post, own, holders, past, settlement);
      return [...(ofWish ? [ofWish] : []), ...problemsOfPast(own, past, settlement)];
    }),
    ...problemsOfGone(articles, past, settlement),
    ...problemsOfScheme(settled, past, settlement),
  ];
}

/**
 * The problem of a post that asks for an address which another has, or has had.
 * @param holders the posts that have a name now, an address or a slug.
 */
function problemOfWish(
  post: Post,
  own: PublishedPost,
  holders: ReadonlyMap<string, string>,
  { recordOf, owners }: Past,
  { label, rules, askedBy, claims, isAccepting, lineOfWish }: Settlement,
): Problem | undefined {
  const { file, address } = own;
  const holderOf = (name: string): Holder => {
    const formerFile = recordOf(name)?.file ?? name;
    return {
      file: `${label}/${name}`,
      ...(formerFile !== name && { formerFile: `${label}/${formerFile}` }),
    };
  };
  const asked = askedBy(post);
  const named = { ...holderOf(file), wanted: asked.address, address };
  const isGranted = foldAddress(address) === foldAddress(asked.address);
  const owner = owners.get(foldAddress(asked.address));
  const record = recordOf(file);
  const isNew = !asksAsBefore(post, record) || (isAccepting && record?.isDenied === true);
  const isNews = isNew && (!isAccepting || isGranted);
  if (owner !== undefined && owner.file !== file && isNews) {
    const line = post.hasOwnSlug ? lineOfWish(post) : 1;
    return addressTaken(named, line, holderOf(owner.file), owner.possession, isAccepting);
  }
  if (isGranted) return undefined;
  const rivals = asked.names.flatMap((name) => holders.get(name) ?? owners.get(name)?.file ?? []);
  const rival = rivals.find((other) => other !== file);
  if (rival !== undefined) {
    return collision(named, `${label}/${rival}`, claims.get(rival)?.address ?? asked.address);
  }
  return rules.isReserved(asked.address) ? addressReserved(named) : undefined;
}

/** One notice for all posts that another scheme has moved. */
function problemsOfScheme(
  settled: readonly PublishedPost[],
  { recordOf }: Past,
  { rules: { scheme }, schemes: [last] }: Settlement,
): readonly Problem[] {
  if (last === undefined || last === scheme) return [];
  const moved = settled.filter(({ file, slug, address }) => {
    const record = recordOf(file);
    return record?.slug === slug && record.address !== address;
  });
  return moved.length === 0 ? [] : [schemeChanged(scheme, moved.length)];
}

/** What authors must know of a post that is no longer where it was, or what it was. */
function problemsOfPast(
  own: PublishedPost,
  { recordOf }: Past,
  { label, aliased, schemes, rules }: Settlement,
): readonly Problem[] {
  const { file, address, slug, earlier, fileChecksum } = own;
  const name = `${label}/${file}`;
  const former = schemes.filter((one) => one !== rules.scheme);
  const record = recordOf(file);
  const isHeir = record !== undefined && record.file !== file;
  const isSure = record?.fileChecksum === fileChecksum;
  // The change of a scheme was told once, for all posts.
  const isOfScheme = (old: string) => former.some((scheme) => slugIn(scheme, old) === slug);
  const unsaid = earlier.filter(
    (old) => !isOfScheme(old) && aliased.get(old)?.includes(file) !== true,
  );
  return [
    ...(isHeir && !isSure
      ? [addressInherited(name, addressesOfPost(record), `${label}/${record.file}`)]
      : []),
    ...(unsaid.length > 0 ? [addressMoved({ file: name, address }, unsaid)] : []),
  ];
}

function problemsOfGone(
  articles: readonly AddressedArticle[],
  { gone }: Past,
  { label, pages, aliased, isAccepting }: Settlement,
): readonly Problem[] {
  const left = gone.filter(({ isWithdrawn }) => isWithdrawn !== true);
  if (left.length === 0) return [];
  const titled = new Map(articles.map(({ post }) => [post.title, `${label}/${post.file}`]));
  return left.flatMap((post) => {
    const name = `${label}/${post.file}`;
    const heirs = addressesOfPost(post).flatMap((address) => {
      const heir = pages.get(foldAddress(address));
      return heir === undefined ? [] : [addressInherited(`${label}/${heir}`, [address], name)];
    });
    const lost = addressesOfPost(post).filter(
      (address) => !pages.has(foldAddress(address)) && !aliased.has(address),
    );
    if (lost.length === 0) return heirs;
    return [...heirs, addressVanished(name, lost, titled.get(post.title), isAccepting)];
  });
}
