import type { ViewContext } from './context.ts';
import { pageHead } from './head.ts';
import type { Address } from './links.ts';
import type { LinkView, PageView } from './types.ts';

export interface PlainPageInput {
  readonly address: Address;
  readonly title: string;
  readonly section: string;
  /** The way up, home first, without the page itself; absent for pages outside the site's order. */
  readonly ancestors?: readonly LinkView[];
  readonly description?: string;
  readonly robots?: string;
}

/** What every page prints, for one that is no list of posts. */
export function plainPage(
  context: ViewContext,
  { address: { href, path }, title, section, ancestors, ...head }: PlainPageInput,
): PageView {
  const breadcrumbs = ancestors ? [...ancestors, { name: title }] : [];
  return {
    path,
    href,
    head: pageHead(context, { title, href, breadcrumbs, ...head }),
    section,
    breadcrumbs,
    title,
  };
}

export function homeLink({ ui, links }: ViewContext): LinkView {
  return { name: ui.titles.home, href: links.home().href };
}

/** The way to a page below the one that leads to all indexes. */
export function belowHub(context: ViewContext): readonly LinkView[] {
  const { ui, links } = context;
  return [homeLink(context), { name: ui.titles.index, href: links.page('index').href }];
}
