import type { MarkdownIt, Token } from 'markdown-it';
import { readAddress } from '../../shared/web-address.ts';
import { envOf, type RenderEnv } from '../env.ts';
import { escapeHtml, markupToken, plainText } from '../tokens.ts';

/** Images: lazy, with their dimensions; one that stands alone is a figure with a caption. */
export function images(md: MarkdownIt): void {
  md.renderer.rules.image = (tokens, i, _options, env) =>
    renderImage(tokens[i], envOf(env), tokens[i]?.meta?.['inLink'] === true);

  md.core.ruler.push('linked_images', (state) => {
    for (const { children } of state.tokens) if (children) markLinked(children);
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
        inline.children.push(markupToken(state.Token, html, 0));
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
  const kind = readAddress(String(image.attrGet('src') ?? ''), context.siteUrl)?.kind;
  return kind === 'root' || kind === 'relative' || kind === 'page';
}

/** Marks the images that stand in a link. */
function markLinked(tokens: readonly Token[]): void {
  let inLink = false;
  for (const token of tokens) {
    if (token.tag === 'a') inLink = token.type === 'link_open' || token.info === 'open';
    else if (inLink && token.type === 'image') token.meta = { ...token.meta, inLink };
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
  const image = lookUp(context.images, src);
  const attributes: [string, string][] = [
    ['loading', 'lazy'],
    ['decoding', 'async'],
  ];
  if (image) {
    attributes.push(
      ['width', String(image.width)],
      ['height', String(image.height)],
      ['src', image.src],
    );
    if (image.srcset)
      attributes.push(['srcset', image.srcset], ['sizes', '(min-width: 48rem) 42rem, 100vw']);
  } else {
    const { kind, href } = address;
    attributes.push(['src', kind === 'root' ? context.pathPrefix + href.slice(1) : href]);
  }
  attributes.push(['alt', alt]);
  return `<img${attributes.map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('')}>`;
}

/** The key may be written with or without percent-encoding. */
function lookUp<T>(images: Readonly<Record<string, T>> | undefined, src: string): T | undefined {
  if (!images) return undefined;
  if (Object.hasOwn(images, src)) return images[src];
  const decoded = decodeSafely(src);
  return Object.hasOwn(images, decoded) ? images[decoded] : undefined;
}

function decodeName(src: string): string {
  const path = src.replace(/[?#].*$/s, '').split('/');
  return decodeSafely(path.at(-1) ?? '') || src;
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
