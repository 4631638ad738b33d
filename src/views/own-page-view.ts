import type { FrameContext } from './context.ts';
import { homeLink, plainPage } from './plain-page.ts';
import type { PageView } from './types.ts';

/** What a template in `pages/` says of its page. */
export interface OwnPageInput {
  /** Its address, root-relative and without path prefix: `/now/`. */
  readonly url: string;
  /** Absent where the page has a heading of its own. */
  readonly title?: string | undefined;
  /** @default that of the site */
  readonly description?: string | undefined;
}

/** The frame of a page of the site's own. */
export function ownPageView(context: FrameContext, input: OwnPageInput): PageView {
  const { config, links } = context;
  const { url, title = '', description } = input;
  return plainPage(context, {
    address: links.ofPath(url.replace(/^\//, '')),
    title,
    headTitle: title === '' ? config.title : title,
    section: 'own',
    ancestors: [homeLink(context)],
    ...(description !== undefined && { description }),
  });
}
