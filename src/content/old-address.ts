/**
 * Maximum old addresses of one post, as hosts and servers limit the number of redirects of a site.
 */
export const maximumOldAddresses = 50;

/** An old address of a page, which is safe in every configuration and file system. */
export interface OldAddress {
  /** Decoded and in NFC; at least one segment, none empty. */
  readonly segments: readonly string[];
  /** Whether it ends in a slash. */
  readonly isFolder: boolean;
}

/**
 * Characters that a segment may have beside letters, marks and digits: those in addresses of
 * blogs and wikis, Chinese titles included. None is special in file names, in attributes of
 * HTML, in quoted values of nginx or Caddy, or in `_redirects`. `%` is left out, so that
 * nothing is decoded twice.
 */
const punctuation = String.raw`\-_.,!'()&+@=·、。《》〈〉「」『』【】（），：；！？—…“”‘’`;

/**
 * Hosts reserve names with a leading `.` or `_`, and programs take a leading `-` for an option.
 * Windows drops a trailing dot, and a later `~` could be the short name of another file.
 */
const soundSegment = new RegExp(
  String.raw`^(?![-._\p{M}])~?[\p{L}\p{M}\p{N}${punctuation}]+(?<!\.)$`,
  'u',
);

/** Characters that some file systems ignore when they compare names. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const deviceName = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?:\.|$)/i;

/** The end of a page's address. */
const pageName = /(?:\/|\/[^/.]+|\.(?:html?|php|aspx?|jsp))$/i;

/** Maximum of a segment: names have at most 255 bytes, to which an ending may be added. */
const maximumSegmentBytes = 200;

/**
 * Maximum of the whole address: far below the limits of paths, and of keys by
 * `map_hash_bucket_size` in nginx.conf.
 */
const maximumBytes = 400;

/**
 * Reads an alias as an address below the site: `/2019/旧文/`, percent-encoded or not.
 * @returns undefined if no page can have had this address, or some host, server or file system
 * would read it differently.
 */
export function parseOldAddress(written: string): OldAddress | undefined {
  // The length is checked first, as an alias may be as long as a post.
  if (!written.startsWith('/') || written.length > 3 * maximumBytes) return undefined;
  const address = decoded(written);
  if (address === undefined || !pageName.test(address)) return undefined;
  if (Buffer.byteLength(address) > maximumBytes) return undefined;
  const isFolder = address.endsWith('/');
  const segments = address.slice(1, isFolder ? -1 : undefined).split('/');
  return segments.every(isSound) ? { segments, isFolder } : undefined;
}

/**
 * Path of the page at an old address; names such as `old.php` stay as they are. Several addresses
 * may have one page: `/old`, `/old/`, `/old/index.html`.
 */
export function pageOfOldAddress({ segments, isFolder }: OldAddress): string {
  const name = segments.join('/');
  return isFolder || !/\.\w+$/.test(name) ? `${name}/index.html` : name;
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
