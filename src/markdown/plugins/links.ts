import type { MarkdownIt, Token } from 'markdown-it';
import { decodeAddress } from '../../shared/decode-address.ts';
import { isPublishable, looksLikeHost, readAddress } from '../../shared/web-address.ts';
import { envOf, type RenderEnv } from '../env.ts';
import { linkMark, markedLink } from '../post-links.ts';
import { eachInline } from '../tokens.ts';
import type { RenderContext } from '../types.ts';

/** A link as this site publishes it. */
interface LinkAddress {
  readonly href: string;
  readonly rel?: string;
  /** What the author wrote, when it may be the address of a post. */
  readonly target?: string;
}

/** Puts the site's path before an address, and finds out whether it leads to another host. */
function linkAddress(
  written: string,
  { siteUrl, pathPrefix }: Pick<RenderContext, 'siteUrl' | 'pathPrefix'>,
): LinkAddress {
  const address = readAddress(nestedTarget(written.trim()), siteUrl);
  if (!address) return { href: '' };
  const { kind, href } = address;
  if (kind === 'root') return { href: pathPrefix + href.slice(1), target: href };
  if (kind === 'site' || kind === 'relative') return { href, target: href };
  return { href, ...(kind === 'host' && { rel: 'noopener' }) };
}

/** What a link's address, as the parser read it, may name a post by; undefined if none is meant. */
export function linkTarget(
  written: string,
  context: Pick<RenderContext, 'siteUrl' | 'pathPrefix'>,
): string | undefined {
  return linkAddress(written, context).target;
}

/**
 * The attributes of a raw `<a>`, in their order: a mark instead of the address where a post may be
 * meant.
 */
export function linkAttributes(
  written: string,
  line: number,
  env: Pick<RenderEnv, 'links' | 'context'>,
): [string, string][] {
  const { href, rel, target } = linkAddress(written, env.context);
  if (target !== undefined) return [linkMark(env, { kind: 'link', target, href, line })];
  return [['href', href], ...(rel === undefined ? [] : [['rel', rel] as [string, string]])];
}

/**
 * `[text]([https://a](https://a))`: an editor pasted a link where an address belongs; the address
 * in it is meant.
 */
function nestedTarget(href: string): string {
  return /^(?:\[|%5B)(https?:\/\/[^\]\s]{1,2000}?)(?:\]|%5D)\(/i.exec(href)?.[1] ?? href;
}

/**
 * Links: safe addresses only, bare URLs with a scheme become links, the site's path and `rel`
 * added.
 */
export function links(md: MarkdownIt): void {
  md.validateLink = isPublishable;
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  for (const scheme of ['ftp:', '//', 'mailto:']) md.linkify.add(scheme, null);

  md.core.ruler.push('link_attributes', (state) => {
    const env = envOf(state.env);
    eachInline(state.tokens, (token, line) => {
      if (opensLink(token)) setAddress(token, line, env);
    });
  });
}

/** Reports a link whose address can lead nowhere. */
export function reportLink(written: string, line: number, { report }: RenderEnv): void {
  if (written.trim() === '') report('body-link-empty', line);
  else if (looksLikeHost(written)) report('body-link-host', line, decodeAddress(written));
}

function opensLink(token: Token): boolean {
  return (
    token.type === 'link_open' ||
    (token.type === 'html_tag' && token.tag === 'a' && token.info === 'open')
  );
}

function setAddress(token: Token, line: number, env: RenderEnv): void {
  const wikilink = markedLink(env, token);
  if (wikilink) {
    wikilink.line = env.fileLine(line);
    return;
  }
  const href = token.attrGet('href');
  if (href === null) return;
  const written = String(href);
  reportLink(written, line, env);
  const others = (token.attrs ?? []).filter(([name]) => name !== 'href' && name !== 'rel');
  token.attrs = [...linkAttributes(written, env.fileLine(line), env), ...others];
}
