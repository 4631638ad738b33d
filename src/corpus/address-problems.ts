import { settingsFile } from '../config/site-config.ts';
import { problemAt, type Problem } from '../content/problem.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { foldAddress } from '../shared/path-claims.ts';

/** Most addresses or names that one problem lists. */
const listed = 3;

/** A list as a text: its first few, and how many more. */
export function listOf(names: readonly string[]): string {
  const more = names.length - listed;
  const rest = more > 0 ? ` and ${more.toLocaleString('en')} more` : '';
  return names.slice(0, listed).join(', ') + rest;
}

/** A post, as problems name it. */
export interface NamedPost {
  /** With the posts folder. */
  readonly file: string;
  /** Address that it asks for. */
  readonly wanted: string;
  /** Address that it has. */
  readonly address: string;
}

const renameOne = 'Rename one of the files or give it a "slug: …" of its own.';

/**
 * Two posts ask for one address, and nothing says whose it was.
 * @param ownersAddress that of the owner's page, which may differ where file systems fold it, or
 * where only the slugs are the same.
 */
export function collision(post: NamedPost, owner: string, ownersAddress: string): Problem {
  const { wanted } = post;
  return problemAt(post.file, 1, {
    code: 'url-collision',
    message:
      wanted === ownersAddress
        ? `The post asks for the same address ${wanted} as ${owner}; its own is ${post.address}.`
        : foldAddress(wanted) === foldAddress(ownersAddress)
          ? `The post asks for ${wanted}, which some systems take for ${ownersAddress} of ` +
            `${owner}; its own is ${post.address}.`
          : `The post has the same slug as ${owner}; its address is ${post.address}.`,
    hint: renameOne,
    severity: 'warning',
  });
}

/** A post asks for an address where pages of the site itself are, or may be. */
export function addressReserved(post: NamedPost): Problem {
  return problemAt(post.file, 1, {
    code: 'url-collision',
    message:
      `The post asks for ${post.wanted}, where the site has pages of its own; its own is ` +
      `${post.address}.`,
    hint: 'Rename the file or give it another "slug: …" or "permalink: …".',
    severity: 'warning',
  });
}

/**
 * A post that is held back asks for the address of another.
 * @param wanted the address.
 */
export function collisionToCome(file: string, wanted: string, owner: string): Problem {
  return problemAt(file, 1, {
    code: 'url-collision',
    message: `The post asks for ${wanted}, which is that of ${owner}.`,
    hint: renameOne,
    severity: 'warning',
  });
}

/** How a published address belongs to a post. */
export type Possession = 'page' | 'redirect';

/** A post that has an address, and what it was called when that was published. */
export interface Holder {
  /** With the posts folder. */
  readonly file: string;
  /** Absent if it had the same name. */
  readonly formerFile?: string;
}

/**
 * A post asks for an address that was published as another's.
 * @param isAccepted whether it gets it.
 */
export function addressTaken(
  post: NamedPost & Holder,
  line: number,
  owner: Holder,
  possession: Possession,
  isAccepted: boolean,
): Problem {
  const itself = post.formerFile === undefined ? 'The post' : `The post, once ${post.formerFile},`;
  const other = owner.formerFile === undefined ? owner.file : `what is now ${owner.file}`;
  const whose = possession === 'page' ? `is that of ${other}` : `leads to ${other}`;
  const remedy =
    post.formerFile === undefined
      ? 'Give this post another "slug: …"'
      : 'Give the file its old name back';
  return problemAt(post.file, line, {
    code: 'address-taken',
    message: isAccepted
      ? `${post.wanted}, which was published for ${other}, now shows this post.`
      : `${itself} asks for ${post.wanted}, which ${whose} since an earlier build.`,
    ...(!isAccepted && {
      hint:
        `${remedy}, or build once with --accept-addresses to hand the address over. ` +
        `With --keep-going it is at ${post.address}.`,
    }),
    severity: isAccepted ? 'notice' : 'error',
  });
}

/** A post takes over addresses of one whose file is gone, and which may be another post. */
export function addressInherited(
  file: string,
  addresses: readonly string[],
  gone: string,
): Problem {
  const lead = addresses.length === 1 ? 'leads' : 'lead';
  return problemAt(file, 1, {
    code: 'address-inherited',
    message: `${addresses.join(', ')} led to ${gone}, which is gone, and now ${lead} to this post.`,
    hint: 'If it is another post, give it a "slug: …" of its own and bring the old file back.',
    severity: 'notice',
  });
}

/** A post has other addresses than it had; the old ones lead to it. */
export function addressMoved(
  post: Pick<NamedPost, 'file' | 'address'>,
  earlier: readonly string[],
): Problem {
  const lead = earlier.length === 1 ? 'leads' : 'lead';
  return problemAt(post.file, 1, {
    code: 'address-moved',
    message: `The post is now at ${post.address}; ${listOf(earlier)} ${lead} there.`,
    hint: `Write "aliases: [${earlier.join(', ')}]", so that it holds without the cache too.`,
    severity: 'notice',
  });
}

/**
 * The file of a published post is gone, and nothing leads from its address to another.
 * @param file with the posts folder.
 * @param like another post with its title.
 * @param isAccepted whether the addresses are given up.
 */
export function addressVanished(
  file: string,
  addresses: readonly string[],
  like: string | undefined,
  isAccepted: boolean,
): Problem {
  const verb = addresses.length === 1 ? 'was' : 'were';
  return {
    file,
    code: 'address-vanished',
    message: `The file is gone, and with it ${addresses.join(', ')}, which ${verb} published.`,
    hint:
      `Bring it back, if only as a draft (${howToRun('unpublish')}), or write ` +
      `"aliases: [${addresses.join(', ')}]" in ${like ?? 'the post that replaces it'}.` +
      (isAccepted ? '' : ' To give the address up, build once with --accept-addresses.'),
    severity: isAccepted ? 'notice' : 'error',
  };
}

/**
 * The site makes addresses of posts otherwise than its last build: a decision, so one notice.
 * @param moved how many posts have another address.
 */
export function schemeChanged(scheme: string, moved: number): Problem {
  const posts = moved === 1 ? '1 post has' : `${moved.toLocaleString('en')} posts have`;
  return {
    file: settingsFile,
    code: 'permalinks-changed',
    message:
      `With permalinks ${scheme}, ${posts} another address than in the last build; the old ones ` +
      'lead there.',
    hint: 'These redirects hang on .cache/published: keep it from build to build.',
    severity: 'notice',
  };
}
