/** Where an address leads. */
export type AddressKind =
  /** Another host, by http or https; also what looks like one and cannot be parsed. */
  | 'host'
  /** Mail or telephone. */
  | 'contact'
  /** This site, written with its host. */
  | 'site'
  /** A path that begins with one slash. */
  | 'root'
  /** The page itself: nothing, a query or a fragment. */
  | 'page'
  /** A path seen from the page. */
  | 'relative';

/** An address as this site publishes it. */
export interface WebAddress {
  readonly kind: AddressKind;
  /** Reads the same against every base: on the page, in a feed, in the Markdown edition. */
  readonly href: string;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const CONTACT = new Set(['mailto', 'tel']);
/** Only this form of an absolute address means the same to every reader. */
const PLAIN = /^https?:\/\/[^/]/i;

/**
 * Reads an address as browsers do (https://url.spec.whatwg.org/#concept-basic-url-parser): controls
 * are dropped, `\` is `/`, slashes behind `https:` may be missing. One difference: browsers take
 * `https:x` on a page that came by https for a path. Here it is the host `x`, as everywhere else.
 * @param siteUrl the site's own URL without a trailing slash, or '' if it has none.
 * @returns undefined for an address that must not be published: `javascript:`, `data:`, `file:` …
 */
export function readAddress(written: string, siteUrl: string): WebAddress | undefined {
  const href = withoutTricks(written);
  const scheme = schemeOf(href);
  if (scheme === null) return undefined;
  if (scheme === undefined && !href.startsWith('//')) return { kind: localKind(href), href };
  if (scheme !== undefined && CONTACT.has(scheme)) return { kind: 'contact', href };
  const site = siteUrl === '' ? undefined : siteOf(siteUrl);
  // A host without a scheme is given the site's.
  const absolute = scheme === undefined ? `${site?.protocol ?? 'https:'}${href}` : href;
  const url = parse(absolute);
  if (!url) {
    // Two slashes keep it from being a path for anyone.
    return { kind: 'host', href: absolute.replace(/^(https?:)\/*/i, '$1//') };
  }
  if (!site || !isSameHost(url, site)) {
    return { kind: 'host', href: PLAIN.test(href) ? href : url.href };
  }
  const isPlain = href === siteUrl || href.startsWith(`${siteUrl}/`);
  return {
    kind: 'site',
    href: isPlain ? href : `${siteUrl}${url.pathname}${url.search}${url.hash}`,
  };
}

/** By http or https: hosts send readers from one to the other. */
function isSameHost(url: URL, site: URL): boolean {
  return url.hostname.replace(/\.$/, '') === site.hostname && url.port === site.port;
}

/** Whether an address may be published at all. */
export function isPublishable(written: string): boolean {
  return schemeOf(withoutTricks(written)) !== null;
}

/** Cache of the last site: a build has one, and asks for it with every link. */
let lastSite: { readonly siteUrl: string; readonly url: URL } | undefined;

function siteOf(siteUrl: string): URL {
  if (lastSite?.siteUrl !== siteUrl) lastSite = { siteUrl, url: new URL(siteUrl) };
  return lastSite.url;
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** What URL parsers drop or exchange before they look at an address. */
function withoutTricks(written: string): string {
  const text = written.replace(/^[\0-\x20]+|[\0-\x20]+$|[\t\n\r]+/g, '').trim();
  const end = text.search(/[?#]/);
  return end < 0
    ? text.replaceAll('\\', '/')
    : text.slice(0, end).replaceAll('\\', '/') + text.slice(end);
}

/**
 * The scheme of an address, in small letters; undefined if it has none. Null if it may not be
 * published, or if it has one only for readers that pass over invisible characters.
 */
function schemeOf(href: string): string | undefined | null {
  const compact = href.replace(/[\0-\x20\x7F-\xA0\u200B-\u200F\u2028\u2029\uFEFF]/g, '');
  const scheme = SCHEME.exec(compact)?.[1]?.toLowerCase();
  if (scheme === undefined) return /^[^/?#]*(?:&colon;|%3a)/i.test(compact) ? null : undefined;
  if (scheme !== SCHEME.exec(href)?.[1]?.toLowerCase()) return null;
  return scheme === 'http' || scheme === 'https' || CONTACT.has(scheme) ? scheme : null;
}

function localKind(href: string): AddressKind {
  if (href.startsWith('/')) return 'root';
  return /^(?:$|[?#])/.test(href) ? 'page' : 'relative';
}
