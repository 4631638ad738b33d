/**
 * Compiles a path pattern of `_headers` and `_redirects`: exact, or with `*` for any number of characters
 * (https://developers.cloudflare.com/pages/configuration/headers/). Patterns are compared with decoded paths.
 */
export function compilePattern(pattern: string): RegExp {
  const source = decodePath(pattern)
    .split('*')
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
    .join('(.*)');
  return new RegExp(`^${source}$`, 'su');
}

/** A percent-encoded path as text; a stray percent sign stays what it is. */
function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
