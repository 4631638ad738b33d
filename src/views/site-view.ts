import type { ClientAssets } from './client-assets.ts';
import { terms } from '../content/terms.ts';
import type { TermType } from '../content/terms.ts';
import type { PlannedContext, ViewContext } from './context.ts';
import { jsonForScript } from './head.ts';
import { belowHub, homeLink } from './plain-page.ts';
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

/** What every page leads to. */
export interface NavigationView {
  readonly navigation: readonly {
    /** The section of a page tells which of these leads to it. */
    readonly key: string;
    readonly name: string;
    readonly href: string;
  }[];
  readonly footer: readonly Required<LinkView>[];
}

/** What every page knows of the site: global data `site`. */
export interface SiteView {
  readonly title: string;
  readonly description: string;
  readonly lang: string;
  readonly url: string;
  readonly homeHref: string;
  readonly font: 'serif' | 'sans';
  readonly navigation: NavigationView['navigation'];
  readonly feeds: { readonly atom: string; readonly json: string };
  /** JSON of the strings that scripts need. */
  readonly scriptStrings: string;
  /** Fingerprinted files with path prefix. */
  readonly assets: {
    readonly css: string;
    readonly js: string;
    /** Tiny inline script that sets the theme before first paint; its hash stands in the CSP. */
    readonly themeScript: string;
    readonly icon: string;
  };
  /** Web app manifest and the icon of home screens; absent when they are off. */
  readonly manifest?: string;
  readonly touchIcon?: string;
  /** Script that keeps read pages on the device; absent when it is off. */
  readonly serviceWorker?: string;
  readonly contentSecurityPolicy: string;
  /** Absent when the site has no search. */
  readonly search?: SiteSearchView;
  readonly footer: NavigationView['footer'];
}

/** Section of the navigation, and the parent page, of a type of terms. */
export function placeOfType(
  context: ViewContext,
  type: TermType,
): { readonly section: string; readonly ancestors: readonly LinkView[] } {
  return terms[type].inNavigation
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
  const { config, ui, links, editions } = context;
  const touchIcon = editions.icons.find(({ purpose }) => purpose === 'apple')?.href;
  const atom = links.file('feed.xml').href;
  const json = links.file('feed.json').href;
  return {
    title: config.title,
    description: config.description,
    lang: config.language,
    url: config.url,
    homeHref: links.home().href,
    font: config.font,
    navigation,
    feeds: { atom, json },
    scriptStrings: jsonForScript(ui.script),
    assets,
    ...(touchIcon !== undefined && {
      manifest: links.file('manifest.webmanifest').href,
      touchIcon,
    }),
    ...(editions.serviceWorker && { serviceWorker: links.file('sw.js').href }),
    contentSecurityPolicy: contentSecurityPolicy(assets.themeScriptHash),
    ...(config.search.enabled && {
      search: {
        href: links.page('search').href,
        script: assets.searchJs,
        index: links.searchIndex().href,
      },
    }),
    footer: [
      ...footer.map(({ name, href }) => ({ name, href })),
      { name: ui.feed, href: atom },
      { name: ui.feedJson, href: json },
    ],
  };
}

/**
 * Allows nothing from other hosts but the video player, which loads after a click; pictures of
 * other hosts are links (https://www.w3.org/TR/CSP3/).
 */
export function contentSecurityPolicy(themeScriptHash: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' '${themeScriptHash}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    'frame-src https://www.youtube-nocookie.com',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
