import type { CspDirective, CspSources } from '../config/services.ts';

/** A directive beside those that a site may open. */
type FixedDirective = 'default-src' | 'object-src' | 'base-uri';

/**
 * The policy of every page (https://www.w3.org/TR/CSP3/). By itself it allows nothing from other
 * hosts but the video player, which loads after a click; pictures of other hosts are links.
 * @param opened what the settings of the site allow beside that.
 */
export function contentSecurityPolicy(themeScriptHash: string, ...opened: CspSources[]): string {
  const policy = new Map<CspDirective | FixedDirective, Set<string>>([
    ['default-src', new Set(["'self'"])],
    ['script-src', new Set(["'self'", `'${themeScriptHash}'`])],
    ['style-src', new Set(["'self'"])],
    ['img-src', new Set(["'self'", 'data:'])],
    ['frame-src', new Set(['https://www.youtube-nocookie.com'])],
    ['object-src', new Set(["'none'"])],
    ['base-uri', new Set(["'none'"])],
    ['form-action', new Set(["'self'"])],
  ]);
  for (const [name, sources = []] of opened.flatMap((more) => Object.entries(more))) {
    const directive = name as CspDirective;
    // A directive of its own no longer takes what `default-src` allows.
    const allowed = policy.get(directive) ?? new Set(["'self'"]);
    for (const source of sources) allowed.add(source);
    if (sources.length > 0) policy.set(directive, allowed);
  }
  return [...policy].map(([name, allowed]) => `${name} ${[...allowed].join(' ')}`).join('; ');
}
