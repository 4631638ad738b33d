import type { ViewContext } from './context.ts';
import type { AlternateView, HeadView, LinkView } from './types.ts';

/** Maximum length of a description: search engines show no more. */
export const descriptionLength = 160;

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
  { links }: ViewContext,
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

export interface PageHeadInput {
  readonly title: string;
  readonly description?: string;
  readonly href: string;
  readonly breadcrumbs: readonly LinkView[];
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  readonly robots?: string;
  readonly alternates?: readonly AlternateView[];
}

/** Makes the head of a page that is no article. */
export function pageHead(context: ViewContext, input: PageHeadInput): HeadView {
  const { config, links } = context;
  const canonical = links.absolute(input.href);
  const title = input.title === config.title ? config.title : `${input.title} · ${config.title}`;
  return {
    title,
    description: shorten(input.description ?? config.description, descriptionLength),
    canonical,
    ...(input.robots !== undefined && { robots: input.robots }),
    ...(input.alternates && { alternates: input.alternates }),
    ogType: 'website',
    ogTitle: input.title,
    ...(input.previous !== undefined && { previous: input.previous }),
    ...(input.next !== undefined && { next: input.next }),
    jsonLd:
      input.breadcrumbs.length > 0 ? [breadcrumbJsonLd(context, input.breadcrumbs, canonical)] : [],
  };
}
