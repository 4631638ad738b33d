import { createHash } from 'node:crypto';

/**
 * Maximum length of a slug in UTF-8 bytes: names in file systems have at most 255, and
 * percent-encoding makes three of one.
 */
const maximumBytes = 120;

/**
 * Makes the last part of a URL from a file name or title: NFC, lower case (hosts may ignore case),
 * letters of any script, everything else a hyphen. It has no leading `-`, `_` or `.`, as GitHub
 * Pages and tools such as rsync leave such folders out.
 * @returns '' if nothing usable is left.
 */
export function slugify(text: string): string {
  const slug = text
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}_.]+|\.{2,}/gu, '-')
    .replace(/\.+(?=-|$)|(?<=-)\.+/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_.]+|[-.]+$/g, '');
  return limitBytes(slug, text);
}

function limitBytes(slug: string, source: string): string {
  if (Buffer.byteLength(slug) <= maximumBytes) return slug;
  const suffix = `-${shortHash(source)}`;
  let bytes = suffix.length;
  let kept = '';
  for (const character of slug) {
    bytes += Buffer.byteLength(character);
    if (bytes > maximumBytes) break;
    kept += character;
  }
  return kept.replace(/[-.]+$/, '') + suffix;
}

/** Six hexadecimal digits of a hash: a suffix that stays the same from build to build. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6);
}
