const ranges = [
  String.raw`\u00ad`, // soft hyphen
  String.raw`\u180b-\u180f`, // Mongolian variation selectors and vowel separator
  String.raw`\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff`, // zero-width, bidi
  String.raw`\ufe00-\ufe0f\u{e0100}-\u{e01ef}`, // variation selectors
];
/** Marks that nobody can see, and so nobody types. */
const invisible = new RegExp(`[${ranges.join('')}]`, 'gu');

/** Removes invisible marks. Index, comparison and queries all use this. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}
