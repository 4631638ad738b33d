import type { PlannedContext, ViewContext } from './context.ts';
import { plainPage } from './plain-page.ts';
import type { PageView } from './types.ts';

/** A page that stands in place of another one, and says why. */
export interface MessageView extends PageView {
  /** A number in large type, e.g. `404`. */
  readonly code?: string;
  readonly text: string;
}

/**
 * Hosts serve `404.html` for any missing address, so its links are absolute paths and it must not
 * be indexed.
 */
export function notFoundViews(context: ViewContext): readonly MessageView[] {
  const { ui, links } = context;
  const page = plainPage(context, {
    address: links.file('404.html'),
    title: ui.titles.notFound,
    section: 'not-found',
    robots: 'noindex',
  });
  return [{ ...page, code: '404', text: ui.notFoundText }];
}

/** What the service worker shows without a connection; no page without one. */
export function offlineViews(context: PlannedContext): readonly MessageView[] {
  const { ui, links, editions } = context;
  if (!editions.serviceWorker) return [];
  const page = plainPage(context, {
    address: links.page('offline'),
    title: ui.titles.offline,
    section: 'offline',
    robots: 'noindex',
  });
  return [{ ...page, text: ui.offlineText }];
}
