import { decodeAddress } from '../shared/decode-address.ts';
import { escapePattern } from '../shared/escape-pattern.ts';

/**
 * Compiles a path pattern of `_headers` or `_redirects`: `*` matches any characters, `:name` one
 * path segment, anything else itself. Patterns match decoded paths; an encoded `%2A` is a literal
 * `*` (https://developers.cloudflare.com/pages/configuration/headers/).
 */
export function compilePattern(pattern: string): RegExp {
  const source = pattern
    .split('*')
    .map((part) => escapePattern(decodeAddress(part)).replace(/(?<=\/):[a-z]\w*/gi, '[^/]+'))
    .join('(.*)');
  return new RegExp(`^${source}$`, 'su');
}
