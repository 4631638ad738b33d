import type { MarkdownIt, Token } from 'markdown-it';
import { decodeAddress } from '../../shared/decode-address.ts';
import { readAddress, type AddressKind } from '../../shared/web-address.ts';
import { envOf, type RenderEnv } from '../env.ts';
import { eachInline, escapeHtml, markupToken, plainText } from '../tokens.ts';

/**
 * Images: lazy, with their dimensions; one that stands alone is a figure with a caption. In the
 * place of one that is not published stands its text.
 */
export function images(md: MarkdownIt): void {
  md.renderer.rules.image = (tokens, i, _options, env) =>
    renderImage(tokens[i], envOf(env), tokens[i]?.meta?.['inLink'] === true);

  md.core.ruler.push('linked_images', (state) => {
    for (const { children } of state.tokens) if (children) markLinked(children);
    const env = envOf(state.env);
    eachInline(state.tokens, (token, line) => {
      if (token.type === 'image') reportAddress(token, line, env);
    });
  });
  md.core.ruler.push('figures', (state) => {
    for (let i = 0; i + 2 < state.tokens.length; i++) {
      const open = state.tokens[i];
      if (open?.type !== 'paragraph_open' || open.hidden) continue;
      const inline = state.tokens[i + 1];
      const close = state.tokens[i + 2];
      if (!inline?.children?.some((child) => child.type === 'image')) continue;
      if (close?.type !== 'paragraph_close') continue; // a note's way back follows the image
      const image = onlyImage(inline.children);
      if (!image || !isPicture(image, envOf(state.env))) continue;
      const caption = String(image.attrGet('title') ?? '') || altText(image);
      open.tag = close.tag = 'figure';
      open.attrSet('class', 'figure');
      if (caption !== '') {
        const html = `<figcaption>${escapeHtml(caption)}</figcaption>`;
        inline.children.push(markupToken(html, 0));
      }
    }
  });
}

function onlyImage(tokens: readonly Token[]): Token | undefined {
  const rest = tokens.filter((token) => token.type !== 'text' || token.content.trim() !== '');
  if (rest.length === 1 && rest[0]?.type === 'image') return rest[0];
  const isLinked =
    rest.length === 3 && rest[0]?.type === 'link_open' && rest[2]?.type === 'link_close';
  return isLinked && rest[1]?.type === 'image' ? rest[1] : undefined;
}

function altText(image: Token): string {
  return (plainText(image.children ?? []) || image.content).trim();
}

/** Whether an image can be a figure: one of the site, but not by its full address. */
function isPicture(image: Token, { context }: RenderEnv): boolean {
  const src = String(image.attrGet('src') ?? '');
  const kind = readAddress(src, context.siteUrl)?.kind;
  return kind === 'root' || (isBeside(kind) && lookUp(src, context.images) !== undefined);
}

/** Whether an address can only mean a picture beside the post. */
function isBeside(kind: AddressKind | undefined): boolean {
  return kind === 'relative' || kind === 'page';
}

/** Marks the images that stand in a link. */
function markLinked(tokens: readonly Token[]): void {
  let inLink = false;
  for (const token of tokens) {
    if (token.tag === 'a') inLink = token.type === 'link_open' || token.info === 'open';
    else if (inLink && token.type === 'image') token.meta = { ...token.meta, inLink };
  }
}

/** Reports a picture that is nowhere, and not merely missing. */
function reportAddress(image: Token, line: number, { context, report }: RenderEnv): void {
  const src = String(image.attrGet('src') ?? '');
  if (src.trim() === '') report('body-link-empty', line);
  else if (readAddress(src, context.siteUrl)?.kind === 'root') {
    report('body-image-absolute', line, decodeAddress(src));
  }
}

function renderImage(token: Token | undefined, env: RenderEnv, inLink: boolean): string {
  if (!token) return '';
  const { context } = env;
  const src = String(token.attrGet('src') ?? '');
  const alt = altText(token);
  const address = readAddress(src, context.siteUrl);
  if (!address || address.kind === 'host' || address.kind === 'contact') {
    // No page of the site asks another host for anything: a foreign image is a link to it.
    const name = escapeHtml(alt || decodeName(src));
    if (inLink || !address) return name;
    const href = escapeHtml(address.href);
    return `<a class="external-image" href="${href}" rel="noopener">${name}</a>`;
  }
  const { kind, href } = address;
  const image = lookUp(src, context.images);
  if (!image && isBeside(kind)) {
    const name = escapeHtml(alt || decodeName(src));
    return name === '' ? '' : `<span class="missing-image">${name}</span>`;
  }
  const own = image && {
    ...(image.width !== undefined && { width: String(image.width) }),
    ...(image.height !== undefined && { height: String(image.height) }),
    src: image.src,
    ...(image.srcset && { srcset: image.srcset, sizes: '(min-width: 48rem) 42rem, 100vw' }),
  };
  const other = { src: kind === 'root' ? context.pathPrefix + href.slice(1) : href };
  const attributes = { loading: 'lazy', decoding: 'async', ...(own ?? other), alt };
  const html = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  return `<img${html.join('')}>`;
}

/** The key may be written with or without percent-encoding. */
function lookUp<T>(src: string, images: Readonly<Record<string, T>> = {}): T | undefined {
  const key = [src, decodeAddress(src)].find((each) => Object.hasOwn(images, each));
  return key === undefined ? undefined : images[key];
}

function decodeName(src: string): string {
  const path = src.replace(/[?#].*$/s, '').split('/');
  return decodeAddress(path.at(-1) ?? '') || src;
}
