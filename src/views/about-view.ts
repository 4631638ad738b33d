import type { ViewContext } from './context.ts';
import { homeLink, plainPage } from './plain-page.ts';
import type { PageView } from './types.ts';

/** The about page. */
export interface AboutView extends PageView {
  /** HTML of its text. */
  readonly body: string;
}

export function aboutViews(context: ViewContext): readonly AboutView[] {
  const { ui, links, prose } = context;
  const page = plainPage(context, {
    address: links.page('about'),
    title: ui.titles.about,
    section: 'about',
    ancestors: [homeLink(context)],
  });
  return [{ ...page, body: prose.about }];
}
