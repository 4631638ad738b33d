import type { SiteConfig } from '../config/site-config.ts';
import { withoutInlineMarks } from '../content/text.ts';
import type { FrameContext } from './context.ts';
import type { LinkView } from './types.ts';

/** Maximum length of a description: search engines show no more. */
export const descriptionLength = 160;

/** The site's description as plain text: for heads, feeds and lists for machines. */
export function siteDescription({ description }: Pick<SiteConfig, 'description'>): string {
  return withoutInlineMarks(description);
}

/** Shortens a text at a character boundary, and marks the cut. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * Writes JSON for a `<script>` element; `<` is escaped, so that it can neither end the element nor
 * open a comment (https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements).
 */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** BreadcrumbList (https://schema.org/BreadcrumbList) of a page: its ancestors and itself. */
export function breadcrumbJsonLd(
  { links }: Pick<FrameContext, 'links'>,
  breadcrumbs: readonly LinkView[],
  canonical: string,
): string {
  return jsonForScript({
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: breadcrumbs.map(({ name, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: href === undefined ? canonical : links.absolute(href),
    })),
  });
}
