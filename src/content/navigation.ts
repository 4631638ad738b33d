import type { NavigationEntry, SettingIssue, SiteConfig } from '../config/site-config.ts';
import { readAddress } from '../shared/web-address.ts';
import { nearest } from './did-you-mean.ts';
import { ownTypesFirst, terms, termTypes, typesWhere, type TermType } from './terms.ts';

const otherPages = [
  ...(['home', 'archive', 'hub', 'glossary', 'atlas', 'insights', 'search', 'about'] as const),
  ...(['drafts', 'problems'] as const),
] as const;

/** A page that navigation and footer may name: for a type of terms and the archive, its index. */
export type LinkedPage = TermType | (typeof otherPages)[number];

/** All such pages. */
const linkedPages: readonly LinkedPage[] = [...termTypes, ...otherPages];

/** What a site leads to that says nothing else. */
const defaultLinks = {
  navigation: [
    'home',
    ...ownTypesFirst(typesWhere('inNavigation')),
    ...(['hub', 'archive', 'about', 'drafts', 'problems'] as const),
  ],
  footer: ['search', 'glossary', 'atlas'],
} as const satisfies Readonly<Record<string, readonly LinkedPage[]>>;

type LinkList = keyof typeof defaultLinks;

/** An entry of navigation or footer: a page of the site, or an address. */
export type LinkEntry =
  | { readonly page: LinkedPage; readonly label?: string | undefined }
  | { readonly href: string; readonly label: string; readonly rel?: string };

/** The entries of navigation or footer, addresses with the site's path. */
export function linkEntries(config: SiteConfig, list: LinkList): readonly LinkEntry[] {
  const own = config[list];
  if (!own) return defaultLinks[list].map((page) => ({ page }));
  return own.flatMap((entry) => readEntry(config, entry));
}

/** Whether the main navigation leads to the index of a type of terms. */
export function isInNavigation({ navigation }: SiteConfig, type: TermType): boolean {
  if (!navigation) return terms[type].inNavigation ?? false;
  return navigation.some((entry) => nameIn(entry) === type);
}

/** What is wrong with the entries of navigation and footer. */
export function linkIssues(config: SiteConfig): readonly SettingIssue[] {
  const issuesOf = (list: LinkList) =>
    (config[list] ?? []).flatMap((entry, index): SettingIssue[] => {
      if (readEntry(config, entry).length > 0) return [];
      const setting = `${list}[${index}]`;
      const name = nameIn(entry);
      if (typeof entry === 'object' && 'href' in entry) {
        const message =
          'must be an address of this site, /now/, or of another, https://example.com, not ' +
          JSON.stringify(entry.href);
        return [{ setting: `${setting}.href`, message }];
      }
      const meant = nearest(name, linkedPages);
      const message = `names no kind of page: "${name}"`;
      if (meant !== undefined) return [{ setting, message, meant }];
      return [{ setting, message: `${message}; there are ${linkedPages.join(', ')}` }];
    });
  return [...issuesOf('navigation'), ...issuesOf('footer')];
}

/** None if the entry is wrong. */
function readEntry(config: SiteConfig, entry: NavigationEntry): LinkEntry[] {
  const label = typeof entry === 'object' ? entry.label : undefined;
  if (typeof entry === 'object' && 'href' in entry) {
    const address = namedAddress(config, entry.href);
    return address ? [{ ...address, label: entry.label }] : [];
  }
  const name = nameIn(entry);
  const page = linkedPages.find((one) => one === name);
  return page === undefined ? [] : [{ page, label }];
}

/**
 * An address as settings and fields name it: `/now/` of this site, which gets the site's path, or a
 * whole one. Undefined if it leads to different places from different pages, or must not be
 * published.
 */
export function namedAddress(
  { url, pathPrefix }: Pick<SiteConfig, 'url' | 'pathPrefix'>,
  written: string,
): { readonly href: string; readonly rel?: string } | undefined {
  const address = readAddress(written, url);
  if (!address) return undefined;
  const { kind, href } = address;
  if (kind === 'page' || kind === 'relative') return undefined;
  return {
    href: kind === 'root' ? pathPrefix + encoded(href).slice(1) : href,
    ...(kind === 'host' && { rel: 'noopener' }),
  };
}

/** The page that an entry names; '' for an address. */
function nameIn(entry: NavigationEntry): string {
  if (typeof entry === 'string') return entry;
  return 'page' in entry ? entry.page : '';
}

/** A root-relative address in the form that pages have: percent-encoded. */
function encoded(href: string): string {
  const { pathname, search, hash } = new URL(href, 'https://example.com');
  return pathname + search + hash;
}
