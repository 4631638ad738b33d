import { compilePattern } from './rule-pattern.ts';

export interface Redirect {
  /** Percent-encoded path or URL. */
  readonly location: string;
  readonly status: number;
}

/** Finds where a `_redirects` file sends a decoded path. */
export type RedirectFinder = (path: string) => Redirect | undefined;

/**
 * Reads a `_redirects` file: `FROM TO [STATUS]` a line, the first match counts, `*` in FROM is `:splat` in TO
 * (https://docs.netlify.com/routing/redirects/). Rules without `*`, which may be thousands, are looked up, not tried one by one.
 */
export function parseRedirects(text: string): RedirectFinder {
  const exact = new Map<string, Redirect>();
  const patterns: { pattern: RegExp; redirect: Redirect }[] = [];
  for (const line of text.split('\n')) {
    const [from, location, status = '301'] = line.trim().split(/\s+/);
    if (!from || from.startsWith('#') || !location) continue;
    const redirect = { location, status: Number.parseInt(status, 10) };
    if (from.includes('*')) patterns.push({ pattern: compilePattern(from), redirect });
    else if (!exact.has(decoded(from))) exact.set(decoded(from), redirect);
  }
  return (path) => {
    const found = exact.get(path);
    if (found) return found;
    for (const { pattern, redirect } of patterns) {
      const match = pattern.exec(path);
      if (!match) continue;
      const splat = encodeURI(match[1] ?? '');
      return { ...redirect, location: redirect.location.replace(':splat', () => splat) };
    }
    return undefined;
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
