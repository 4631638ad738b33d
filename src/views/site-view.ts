import type { ClientAssets } from './client-assets.ts';
import { isInNavigation } from '../content/navigation.ts';
import type { TermType } from '../content/terms.ts';
import type { PlannedContext, ViewContext } from './context.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { siteDescription } from './head.ts';
import { belowHub, homeLink } from './plain-page.ts';
import {
  analyticsService,
  commentsService,
  type CommentsView,
  type ScriptView,
} from './services.ts';
import type { LinkView } from './types.ts';

/** What every page knows of the search: where it is. */
export interface SiteSearchView {
  /** The search page. */
  readonly href: string;
  /** The script, fetched on first use. */
  readonly script: string;
  /** Folder of the index. */
  readonly index: string;
}

/** A link of the main navigation or the footer. */
export interface NavigationLink extends Required<LinkView> {
  /** The section of a page tells which of these leads to it; absent if none does. */
  readonly key?: string;
  /** `rel` of a link to another host. */
  readonly rel?: string;
}

/** What every page leads to. */
export interface NavigationView {
  readonly navigation: readonly NavigationLink[];
  readonly footer: readonly NavigationLink[];
}

/** What every page knows of the site: global data `site`. */
export interface SiteView extends NavigationView {
  readonly title: string;
  /** Plain text. */
  readonly description: string;
  /** The same as HTML; '' if there is none. */
  readonly descriptionHtml: string;
  readonly lang: string;
  readonly url: string;
  readonly homeHref: string;
  readonly font: 'serif' | 'sans';
  readonly feeds: { readonly atom: string; readonly json: string };
  readonly assets: ClientAssets;
  /** Web app manifest and the icon of home screens; absent when they are off. */
  readonly manifest?: string;
  readonly touchIcon?: string;
  /** Script that keeps read pages on the device; absent when it is off. */
  readonly serviceWorker?: string;
  readonly contentSecurityPolicy: string;
  /** Absent when the site has no comments. */
  readonly comments?: CommentsView;
  /** Absent when no visits are counted, as in the dev server. */
  readonly analytics?: ScriptView;
  /** Absent when the site has no search. */
  readonly search?: SiteSearchView;
}

/** Section of the navigation, and the parent page, of a type of terms. */
export function placeOfType(
  context: ViewContext,
  type: TermType,
): { readonly section: string; readonly ancestors: readonly LinkView[] } {
  return isInNavigation(context.config, type)
    ? { section: type, ancestors: [homeLink(context)] }
    : { section: 'index', ancestors: belowHub(context) };
}

/**
 * The global data `site`.
 * @param navigation feeds follow what its footer leads to.
 */
export function siteView(
  context: PlannedContext,
  assets: ClientAssets,
  { navigation, footer }: NavigationView,
): SiteView {
  const { config, ui, links, editions, prose, isDev } = context;
  const comments = config.comments && commentsService(config.comments, config);
  const analytics = config.analytics && !isDev && analyticsService(config.analytics, config);
  const touchIcon = editions.icons.find(({ purpose }) => purpose === 'apple')?.href;
  const atom = links.file('feed.xml').href;
  const json = links.file('feed.json').href;
  return {
    title: config.title,
    description: siteDescription(config),
    descriptionHtml: prose.description,
    lang: config.language,
    url: config.url,
    homeHref: links.home().href,
    font: config.font,
    navigation,
    feeds: { atom, json },
    assets,
    ...(touchIcon !== undefined && {
      manifest: links.file('manifest.webmanifest').href,
      touchIcon,
    }),
    ...(editions.serviceWorker && { serviceWorker: links.file('sw.js').href }),
    contentSecurityPolicy: contentSecurityPolicy(
      assets.themeScriptHash,
      ...(comments ? [comments.sources] : []),
      ...(analytics ? [analytics.sources] : []),
      config.csp,
    ),
    ...(comments && { comments: comments.view }),
    ...(analytics && { analytics: analytics.view }),
    ...(config.search.enabled && {
      search: {
        href: links.page('search').href,
        script: assets.searchJs,
        index: links.searchIndex().href,
      },
    }),
    footer: [...footer, { name: ui.feed, href: atom }, { name: ui.feedJson, href: json }],
  };
}
