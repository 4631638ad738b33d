/** A text as the source of a regular expression that matches it. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*|?+()[\]{}]/g, '\\$&');
}
