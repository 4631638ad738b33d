/** Letters by which entries are divided, in order. */
export const lettersOfSlugs = '-0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * Writes a slug in these letters, other characters as their numbers. What does not start with a
 * letter from a to z starts with `0`.
 */
export function lettersOf(slug: string): string {
  const key = slug.replace(/[^-0-9a-z]/gu, (letter) => letter.codePointAt(0)?.toString(16) ?? '');
  return /^[a-z]/.test(slug) ? key : `0${key}`;
}
