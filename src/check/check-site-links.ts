import type { Problem } from '../content/problem.ts';
import { excerpt } from '../content/text.ts';
import { idOf } from '../corpus/post-links.ts';
import { NUMBERED } from '../markdown/plugins/heading-ids.ts';
import type { RawLink } from '../markdown/types.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { isLocalPath, looksLikeHost } from '../shared/web-address.ts';

/** What links of posts are checked against. */
export interface CheckedSite {
  readonly pathPrefix: string;
  /** Whether the site has a page or file at a path below its root, e.g. `tags/css/index.html`. */
  readonly exists: (path: string) => boolean;
  /** The ids of glosses and notes of the post at an address: `/posts/name/`, if there is one. */
  readonly idsOfPost: (address: string) => ReadonlySet<string> | undefined;
}

/** The post whose links are checked. */
interface LinkingPost {
  /** As problems name it. */
  readonly file: string;
  /** Address of its page, where relative links start. */
  readonly address: string;
}

/**
 * Reports links of a post to pages that the site does not have, and to glosses and notes that
 * another post does not have. All else of links between posts is checked where they are resolved.
 * @param addresses of the links, in their order; undefined for one that leads to no post.
 */
export function checkSiteLinks(
  links: readonly RawLink[],
  addresses: readonly (string | undefined)[],
  { file, address }: LinkingPost,
  site: CheckedSite,
): readonly Problem[] {
  const seen = new Set<string>();
  return links.flatMap(({ line }, index): Problem[] => {
    const href = addresses[index];
    if (href === undefined || seen.has(href)) return [];
    seen.add(href);
    const trouble = troubleOf(href, address, site);
    if (!trouble) return [];
    const message = `The link to "${excerpt(decodeAddress(href))}" leads nowhere.`;
    return [{ message, ...trouble, file, line, severity: 'warning' }];
  });
}

function troubleOf(
  href: string,
  from: string,
  { pathPrefix, exists, idsOfPost }: CheckedSite,
): (Pick<Problem, 'code' | 'hint'> & Partial<Pick<Problem, 'message'>>) | undefined {
  const [, written = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href) ?? [];
  const isRelative = isLocalPath(written);
  // Another message names a host without its scheme.
  if (isRelative && looksLikeHost(written)) return undefined;
  const address = isRelative ? new URL(written, `https://site.invalid${from}`).pathname : written;
  if (!address.startsWith(pathPrefix)) return isRelative ? broken : undefined;
  const path = decodeAddress(address.slice(pathPrefix.length));
  const ids = idsOfPost(`/${path}`);
  if (ids) {
    const id = idOf(href);
    const isBroken = id !== undefined && NUMBERED.test(id) && !ids.has(id);
    return isBroken ? { code: 'anchor-broken', hint: 'The post has no such id.' } : undefined;
  }
  if (!isRelative && /^(?:posts|assets)\//.test(path)) return undefined;
  if (exists(path) || exists(`${path}index.html`.replace(/^\//, ''))) return undefined;
  if (!exists(`${path}/index.html`)) return broken;
  // Authors write addresses without the site's prefix.
  const whole = `${isRelative ? decodeAddress(written) : `/${path}`}/${decodeAddress(rest)}`;
  return {
    code: 'link-inexact',
    message: `The link to "${excerpt(decodeAddress(href))}" leads nowhere on some hosts.`,
    hint: `Write "${excerpt(whole)}".`,
  };
}

const broken = { code: 'link-broken', hint: 'Link to a page of the site.' };
