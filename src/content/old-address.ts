/** Old addresses of one post at most: every host and server has a limit that all posts share. */
export const maximumOldAddresses = 50;

/** An address that a page once had, as it may be written into any configuration and file system. */
export interface OldAddress {
  /** Decoded, NFC; at least one, none empty. */
  readonly segments: readonly string[];
  /** Whether it ends in a slash. */
  readonly isFolder: boolean;
}

/**
 * Characters of a segment beside letters, marks and digits: what addresses of blogs and wikis have,
 * Chinese titles included. None of them has a meaning in a file name, in an attribute of HTML, in a
 * quoted value of nginx or Caddy, or in `_redirects`. `%` is missing, so that nothing is decoded
 * twice.
 */
const punctuation = String.raw`\-_.,!'()&+@=·、。《》〈〉「」『』【】（），：；！？—…“”‘’`;

/**
 * Hosts keep names with a leading `.` or `_` to themselves, and programs take a leading `-` for an
 * option. Windows drops a trailing dot, and a later `~` could be the short name of another file.
 */
const soundSegment = new RegExp(
  String.raw`^(?![-._\p{M}])~?[\p{L}\p{M}\p{N}${punctuation}]+(?<!\.)$`,
  'u',
);

/** Characters that some file systems leave out when they compare names. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const deviceName = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?:\.|$)/i;

/** What the address of a page ends in. */
const pageName = /(?:\/|\/[^/.]+|\.(?:html?|php|aspx?|jsp))$/i;

/** File systems stop at 255 bytes for a name, to which an ending may come. */
const maximumSegmentBytes = 200;

/**
 * All of it: far below what systems take for a path and `map_hash_bucket_size` of nginx.conf for a
 * key.
 */
const maximumBytes = 400;

/**
 * Reads an alias as an address below the site: `/2019/旧文/`, percent-encoded or not.
 * @returns undefined when it is no address that a page can have had, or holds what some host,
 * server or file system would read otherwise.
 */
export function parseOldAddress(written: string): OldAddress | undefined {
  // An alias may be as long as a post: nothing is decoded for that.
  if (!written.startsWith('/') || written.length > 3 * maximumBytes) return undefined;
  const address = decoded(written);
  if (address === undefined || !pageName.test(address)) return undefined;
  if (Buffer.byteLength(address) > maximumBytes) return undefined;
  const isFolder = address.endsWith('/');
  const segments = address.slice(1, isFolder ? -1 : undefined).split('/');
  return segments.every(isSound) ? { segments, isFolder } : undefined;
}

function decoded(written: string): string | undefined {
  try {
    return decodeURIComponent(written).normalize('NFC');
  } catch {
    return undefined;
  }
}

function isSound(segment: string): boolean {
  return (
    soundSegment.test(segment) &&
    !invisible.test(segment) &&
    !deviceName.test(segment) &&
    Buffer.byteLength(segment) <= maximumSegmentBytes
  );
}
