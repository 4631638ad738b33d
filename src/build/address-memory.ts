import { renameSync } from 'node:fs';
import path from 'node:path';
import type { SiteConfig } from '../config/site-config.ts';
import { plainAddress, plainScheme } from '../content/permalinks.ts';
import { ProblemError, type Problem } from '../content/problem.ts';
import {
  nothingPublished,
  type PublishedAddresses,
  type PublishedPost,
} from '../corpus/published-addresses.ts';
import { buildCache } from '../store/cache-folders.ts';
import { peekSealed, writeSealed } from '../store/sealed-file.ts';
import { cacheKey } from '../store/segment.ts';
import type { BuildOptions } from './build-options.ts';
import type { AddressMemory, SiteOptions } from './read-posts.ts';
import { asError } from '../shared/as-error.ts';
import { relativePath } from '../shared/relative-path.ts';

/** Raised when older versions would misread the file. */
const version = 2;

type Stored = PublishedAddresses & { readonly version: number };

/** A list of version 1, in which `/posts/:slug/` was the address of every post. */
interface StoredSlugs extends Pick<PublishedAddresses, 'terms'> {
  readonly version: 1;
  /** Earlier addresses are slugs. */
  readonly posts: readonly Omit<PublishedPost, 'address'>[];
}

function withSchemes({ posts, terms }: StoredSlugs): PublishedAddresses {
  return {
    posts: posts.map((post) => ({
      ...post,
      address: plainAddress(post.slug),
      earlier: post.earlier.map(plainAddress),
    })),
    terms,
    schemes: [plainScheme],
  };
}

/** Tells apart the sites that share a cache. */
export function siteKey(
  { url, pathPrefix }: Pick<SiteConfig, 'url' | 'pathPrefix'>,
  { postsLabel }: Pick<SiteOptions, 'postsLabel'>,
): string {
  return cacheKey(url, pathPrefix, postsLabel);
}

/**
 * Absolute path of the list of a site's published addresses.
 * @param cacheDir absolute path.
 */
function fileOf(
  cacheDir: string,
  config: Pick<SiteConfig, 'url' | 'pathPrefix'>,
  options: Pick<SiteOptions, 'postsLabel'>,
): string {
  const key = siteKey(config, options);
  return path.join(buildCache(cacheDir).published, `${key}.json`);
}

/**
 * Reads what was published of a site. Changes nothing.
 * @param cacheDir absolute path.
 * @throws {ProblemError} when there is a list that cannot be read: the site would lose its
 * redirects, and the next list what this one knows.
 */
export function readAddressMemory(
  cacheDir: string,
  config: SiteConfig,
  options: Pick<SiteOptions, 'postsLabel'>,
  isAccepting = false,
): AddressMemory {
  const file = fileOf(cacheDir, config, options);
  const bytes = peek(file);
  if (typeof bytes === 'string') {
    const problems = bytes === 'missing' ? [] : [damaged(file)];
    return { addresses: nothingPublished, isAccepting, problems };
  }
  const stored = JSON.parse(bytes.toString()) as Stored | StoredSlugs;
  if (isOfSlugs(stored)) return { addresses: withSchemes(stored), isAccepting, problems: [] };
  const { version: written, ...addresses } = stored;
  if (written !== version) throw new ProblemError([ofOtherVersion(file)]);
  return { addresses, isAccepting, problems: [] };
}

function isOfSlugs(stored: Stored | StoredSlugs): stored is StoredSlugs {
  return stored.version === 1;
}

function peek(file: string): ReturnType<typeof peekSealed> {
  try {
    return peekSealed(file);
  } catch (error) {
    throw new ProblemError([unreadable(file, error)], { cause: error });
  }
}

/**
 * The memory of a build that publishes the site as it is; undefined for others: with drafts or
 * posts of the future, and without a cache.
 */
export function memoryOfBuild(
  config: SiteConfig,
  options: BuildOptions,
): AddressMemory | undefined {
  const { cacheDir, drafts, future, acceptAddresses = false } = options;
  if (cacheDir === undefined || drafts || future) return undefined;
  return readAddressMemory(cacheDir, config, options, acceptAddresses);
}

/**
 * Keeps the addresses of a published site, in a build with a memory. A damaged list is put aside:
 * somebody may still read something in it.
 * @returns a problem if they cannot be written.
 */
export function keepAddresses(
  config: SiteConfig,
  options: BuildOptions,
  { posts, terms, schemes }: PublishedAddresses,
): readonly Problem[] {
  if (options.cacheDir === undefined) return [];
  const file = fileOf(options.cacheDir, config, options);
  const stored: Stored = { version, posts, terms, schemes };
  try {
    if (peekSealed(file) === 'damaged') renameSync(file, asideOf(file));
    writeSealed(file, Buffer.from(JSON.stringify(stored)));
    return [];
  } catch (error) {
    return [notKept(file, error)];
  }
}

/** Where a damaged list goes when a new one is written. */
function asideOf(file: string): string {
  return `${file}.damaged`;
}

function damaged(file: string): Problem {
  return {
    file: relativePath(file),
    code: 'addresses-damaged',
    message: 'The list of published addresses is damaged: what was published before is not known.',
    hint:
      'Put a copy of the file back and build again, if addresses have changed since. ' +
      `A build that publishes moves the damaged one to ${relativePath(asideOf(file))}.`,
    severity: 'warning',
  };
}

function unreadable(file: string, error: unknown): Problem {
  return {
    file: relativePath(file),
    code: 'addresses-unreadable',
    message: `The list of published addresses cannot be read: ${asError(error).message}.`,
    hint: 'Let the user who builds read it, and build again: else all redirects would be lost.',
    severity: 'error',
  };
}

function ofOtherVersion(file: string): Problem {
  return {
    file: relativePath(file),
    code: 'addresses-unreadable',
    message: 'The list of published addresses is of another version of Inkstone.',
    hint: 'Build with that version, or move the file away: then all posts count as new.',
    severity: 'error',
  };
}

function notKept(file: string, error: unknown): Problem {
  return {
    file: relativePath(file),
    code: 'addresses-not-kept',
    message: `The list of published addresses cannot be written: ${asError(error).message}.`,
    hint: 'Build again when it can: else the next build does not know what this one published.',
    severity: 'warning',
  };
}
