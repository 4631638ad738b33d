/**
 * Zero-width, bidi, soft-hyphen and variation marks: invisible, so nobody can be expected to type
 * them.
 */
const invisible =
  /[\u00ad\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;

/** Takes out what has no width; one place for index, verification and queries. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}
