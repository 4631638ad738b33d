import { createHash } from 'node:crypto';

/**
 * Longest slug in UTF-8 bytes: file systems stop at 255 for a name, and URLs are percent-encoded at
 * three times that.
 */
const maximumBytes = 120;

/**
 * Makes the last part of a URL from a file name or title: NFC, lower case (hosts may ignore case),
 * Unicode letters kept readable, everything else a hyphen. No leading `-`, `_` or `.`: GitHub Pages
 * and rsync-like tools leave such folders out.
 * @returns '' when nothing usable is left.
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

/**
 * Six hexadecimal digits that depend on nothing but the text: a suffix that stays the same from
 * build to build.
 */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6);
}
