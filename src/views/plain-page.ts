import type { FrameContext } from './context.ts';
import { breadcrumbJsonLd, descriptionLength, shorten, siteDescription } from './head.ts';
import type { Address } from './links.ts';
import type { AlternateView, HeadView, LinkView, PageView } from './types.ts';

export interface PlainPageInput {
  readonly address: Address;
  readonly title: string;
  /** The title in the head, e.g. with the number of the page. @default title */
  readonly headTitle?: string;
  /** What the way up calls the page. @default title */
  readonly name?: string;
  readonly section: string;
  /** The way up, home first, without the page itself; absent for pages outside the site's order. */
  readonly ancestors?: readonly LinkView[];
  /** @default that of the site */
  readonly description?: string;
  readonly robots?: string;
  /** Feed of the page and the like. */
  readonly alternates?: readonly AlternateView[];
  /** The neighbours of a page of a list. */
  readonly pagination?: Pick<HeadView, 'previous' | 'next'> | undefined;
}

/** What every page prints, for one that is no article. */
export function plainPage(context: FrameContext, input: PlainPageInput): PageView {
  const { config, links } = context;
  const { title, headTitle = title, name = title, section, ancestors = [] } = input;
  const { description = siteDescription(config), robots, alternates, pagination } = input;
  const { href, path } = input.address;
  const canonical = links.absolute(href);
  const breadcrumbs = ancestors.length > 0 ? [...ancestors, { name }] : [];
  return {
    path,
    href,
    head: {
      title: headTitle === config.title ? headTitle : `${headTitle} · ${config.title}`,
      description: shorten(description, descriptionLength),
      canonical,
      ...(robots !== undefined && { robots }),
      ...(alternates && { alternates }),
      ogType: 'website',
      ogTitle: headTitle,
      ...(pagination?.previous !== undefined && { previous: pagination.previous }),
      ...(pagination?.next !== undefined && { next: pagination.next }),
      jsonLd: ancestors.length > 0 ? [breadcrumbJsonLd(context, breadcrumbs, canonical)] : [],
    },
    section,
    breadcrumbs,
    title,
  };
}

export function homeLink({ ui, links }: FrameContext): LinkView {
  return { name: ui.titles.home, href: links.home().href };
}

/** The way to a page below the one that leads to all indexes. */
export function belowHub(context: FrameContext): readonly LinkView[] {
  const { ui, links } = context;
  return [homeLink(context), { name: ui.titles.index, href: links.page('index').href }];
}
