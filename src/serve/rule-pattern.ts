/**
 * Compiles a path pattern of `_headers` and `_redirects`: exact, with `*` for any number of
 * characters, or with `:name` for one part of the path. Patterns are compared with decoded paths; a
 * `*` that is written `%2A` is only itself
 * (https://developers.cloudflare.com/pages/configuration/headers/).
 */
export function compilePattern(pattern: string): RegExp {
  const source = pattern
    .split('*')
    .map((part) =>
      decodePath(part)
        .replace(/[\\^$.*|?+()[\]{}]/g, '\\$&')
        .replace(/(?<=\/):[a-z]\w*/gi, '[^/]+'),
    )
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
