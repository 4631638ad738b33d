import { decodeAddress } from '../shared/decode-address.ts';
import { compilePattern } from './rule-pattern.ts';

export interface Redirect {
  /** Percent-encoded path or URL. */
  readonly location: string;
  readonly status: number;
}

/** Returns the redirect for a decoded path, if any. */
export type RedirectFinder = (path: string) => Redirect | undefined;

/** A line of a `_redirects` file, `FROM TO [STATUS]`, as written. */
export interface RedirectRule {
  /** 1-based. */
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  /** Whether anything follows the status, such as conditions, which differ between hosts. */
  readonly hasMore: boolean;
}

/** Splits a `_redirects` file into rules (https://docs.netlify.com/routing/redirects/). */
export function redirectRules(text: string): readonly RedirectRule[] {
  return text.split('\n').flatMap((written, index) => {
    const [from = '', to = '', status = '301', ...more] = written.trim().split(/\s+/);
    if (from === '' || from.startsWith('#')) return [];
    return [{ line: index + 1, from, to, status, hasMore: more.length > 0 }];
  });
}

/** Statuses that a browser follows. With `200` and `404`, hosts serve another file instead. */
const redirectStatus = /^30[12378]!?$/;

/** What Node accepts as a header value. */
const headerText = /^[\x21-\x7e]+$/;

/**
 * Parses a `_redirects` file. The first match counts; `*` in FROM becomes `:splat` in TO. Rules
 * without `*`, of which there may be thousands, are found in a map. Other lines are ignored.
 */
export function parseRedirects(text: string): RedirectFinder {
  const exact = new Map<string, Redirect>();
  const patterns: { pattern: RegExp; redirect: Redirect }[] = [];
  for (const { from, to, status } of redirectRules(text)) {
    if (!from.startsWith('/') || !redirectStatus.test(status) || !headerText.test(to)) continue;
    const redirect = { location: to, status: Number.parseInt(status, 10) };
    if (from.includes('*')) patterns.push({ pattern: compilePattern(from), redirect });
    else if (!exact.has(decodeAddress(from))) exact.set(decodeAddress(from), redirect);
  }
  return (path) => {
    const found = exact.get(path);
    if (found) return found;
    for (const { pattern, redirect } of patterns) {
      const match = pattern.exec(path);
      if (!match) continue;
      const splat = encodeURI(match[1] ?? '');
      const location = redirect.location.replace(':splat', () => splat);
      // `//host/` would lead to another host.
      return { ...redirect, location: location.replace(/^\/{2,}/, '/') };
    }
    return undefined;
  };
}
