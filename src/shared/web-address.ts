/** Where an address leads. */
export type AddressKind =
  /** Another host over http or https; also what looks like one but cannot be parsed. */
  | 'host'
  /** `mailto:` or `tel:`. */
  | 'contact'
  /** This site, with its host. */
  | 'site'
  /** A path that begins with one slash. */
  | 'root'
  /** The page itself: nothing, a query or a fragment. */
  | 'page'
  /** A path relative to the page. */
  | 'relative';

/** An address as this site publishes it. */
export interface WebAddress {
  readonly kind: AddressKind;
  /**
   * Resolves to the same target wherever it stands: on the page, in a feed, in the
   * Markdown edition.
   */
  readonly href: string;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const CONTACT = new Set(['mailto', 'tel']);
/** The only form of an absolute address that every parser reads alike. */
const PLAIN = /^https?:\/\/[^/]/i;

/**
 * Classifies an address as browsers parse it
 * (https://url.spec.whatwg.org/#concept-basic-url-parser): control characters are dropped, `\` is
 * `/`, slashes after `https:` may be missing. One difference: on an https page browsers take
 * `https:x` for a path; here it is the host `x`, as in other contexts.
 * @param siteUrl the site's URL without trailing slash; '' if it has none.
 * @returns undefined for an address that must not be published: `javascript:`, `data:`, `file:` …
 */
export function readAddress(written: string, siteUrl: string): WebAddress | undefined {
  const href = normalisedAddress(written);
  const scheme = schemeOf(href);
  if (scheme === null) return undefined;
  if (scheme === undefined && !href.startsWith('//')) return { kind: localKind(href), href };
  if (scheme !== undefined && CONTACT.has(scheme)) return { kind: 'contact', href };
  const site = siteUrl === '' ? undefined : siteOf(siteUrl);
  // `//host` takes the scheme of the site.
  const absolute = scheme === undefined ? `${site?.protocol ?? 'https:'}${href}` : href;
  if (!URL.canParse(absolute)) {
    // With two slashes no parser reads a path.
    return { kind: 'host', href: absolute.replace(/^(https?:)\/*/i, '$1//') };
  }
  const url = new URL(absolute);
  if (!site || !isSameHost(url, site)) {
    return { kind: 'host', href: PLAIN.test(href) ? href : url.href };
  }
  const isPlain = href === siteUrl || href.startsWith(`${siteUrl}/`);
  return {
    kind: 'site',
    href: isPlain ? href : `${siteUrl}${url.pathname}${url.search}${url.hash}`,
  };
}

/** Ignores http or https: hosts redirect from one to the other. */
function isSameHost(url: URL, site: URL): boolean {
  return url.hostname.replace(/\.$/, '') === site.hostname && url.port === site.port;
}

/** Names of hosts; of those without `www.`, with the endings that no file has. */
const HOST = new RegExp(
  [
    String.raw`^(?:www\.[a-z\d-]+(?:\.[a-z\d-]+)+`,
    String.raw`(?:[a-z\d-]+\.){1,9}(?:com|org|net|edu|gov|io|cn))(?:[/:?#]|$)`,
  ].join('|'),
  'i',
);

/** Whether an address without a scheme is probably that of another host: `www.a.com`, `a.org/b`. */
export function looksLikeHost(written: string): boolean {
  return HOST.test(written.trim());
}

/** Whether an address may be published at all. */
export function isPublishable(written: string): boolean {
  return schemeOf(normalisedAddress(written)) !== null;
}

/** A build has one site, and parses its URL for every link. */
let lastSite: { readonly siteUrl: string; readonly url: URL } | undefined;

function siteOf(siteUrl: string): URL {
  if (lastSite?.siteUrl !== siteUrl) lastSite = { siteUrl, url: new URL(siteUrl) };
  return lastSite.url;
}

/** Control characters and spaces of every kind. */
const BLANK = /[\0-\x20\s]/;

/** Applies what URL parsers do first: drops control characters and replaces `\` by `/`. */
function normalisedAddress(written: string): string {
  const text = withoutBlanksAround(written).replace(/[\t\n\r]+/g, '');
  const end = text.search(/[?#]/);
  return end < 0
    ? text.replaceAll('\\', '/')
    : text.slice(0, end).replaceAll('\\', '/') + text.slice(end);
}

/** Both kinds go together, as one may stand behind the other. Linear in the text. */
function withoutBlanksAround(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start += 1;
  while (end > start && BLANK.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/**
 * The scheme of an address in lower case; undefined if it has none. Null if it must not be
 * published, or if only parsers that skip invisible characters see a scheme.
 */
function schemeOf(href: string): string | undefined | null {
  const compact = href.replace(/[\0-\x20\x7F-\xA0\u200B-\u200F\u2028\u2029\uFEFF]/g, '');
  const scheme = SCHEME.exec(compact)?.[1]?.toLowerCase();
  if (scheme === undefined) return /^[^/?#]*(?:&colon;|%3a)/i.test(compact) ? null : undefined;
  if (scheme !== SCHEME.exec(href)?.[1]?.toLowerCase()) return null;
  return scheme === 'http' || scheme === 'https' || CONTACT.has(scheme) ? scheme : null;
}

/** Whether an address is a path that is seen from the post: no scheme, host or leading slash. */
export function isLocalPath(address: string): boolean {
  return !/^(?:[a-z][a-z\d+.-]*:|\/|#|\?)/i.test(address);
}

function localKind(href: string): AddressKind {
  if (href.startsWith('/')) return 'root';
  return /^(?:$|[?#])/.test(href) ? 'page' : 'relative';
}
