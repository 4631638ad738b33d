import type { MarkdownIt } from 'markdown-it';
import { envOf } from '../env.ts';
import type { RenderContext } from '../types.ts';

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;

/** Allows web, mail and telephone addresses, paths and fragments: no `javascript:`, `data:`, `file:`. */
export function isSafeUrl(url: string): boolean {
  // Browsers ignore white space and control characters inside a scheme.

  const compact = url.replace(/[\u0000-\u0020\u007F-\u00A0\u200B-\u200F\u2028\u2029\uFEFF]/g, '');
  const scheme = SCHEME.exec(compact)?.[1]?.toLowerCase();
  if (scheme === undefined) return !/^[^/?#]*(?:&colon;|%3a)/i.test(compact);
  return scheme === 'http' || scheme === 'https' || scheme === 'mailto' || scheme === 'tel';
}

/** The `href` (and `rel`) of a link as this site publishes it. */
export function linkAttributes(
  href: string,
  context: RenderContext,
): { href: string; rel?: string } {
  const target = nestedTarget(href.trim()).replace(/\\/g, '/');
  if (/^\/(?!\/)/.test(target)) return { href: context.pathPrefix + target.slice(1) };
  const external = target.startsWith('//') || /^https?:/i.test(target);
  if (!external) return { href: target };
  const own = context.siteUrl;
  const internal = own !== '' && (target === own || target.startsWith(`${own}/`));
  return internal ? { href: target } : { href: target, rel: 'noopener' };
}

/** `[text]([https://a](https://a))`: an editor pasted a link where an address belongs; the address in it is meant. */
function nestedTarget(href: string): string {
  return /^(?:\[|%5B)(https?:\/\/[^\]\s]{1,2000}?)(?:\]|%5D)\(/i.exec(href)?.[1] ?? href;
}

/** Links: safe addresses only, bare URLs with a scheme become links, the site's path and `rel` added. */
export function links(md: MarkdownIt): void {
  md.validateLink = isSafeUrl;
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  for (const scheme of ['ftp:', '//', 'mailto:']) md.linkify.add(scheme, null);

  md.core.ruler.push('link_attributes', (state) => {
    const { context } = envOf(state.env);
    for (const block of state.tokens) {
      if (block.type !== 'inline' || !block.children) continue;
      for (const token of block.children) {
        if (token.type !== 'link_open') continue;
        const attributes = linkAttributes(String(token.attrGet('href') ?? ''), context);
        token.attrSet('href', attributes.href);
        if (attributes.rel) token.attrSet('rel', attributes.rel);
      }
    }
  });
}
