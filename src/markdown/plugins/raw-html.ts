import type { MarkdownIt, Renderer, StateBlock, StateInline, Token } from 'markdown-it';
import { envOf } from '../env.ts';
import { tagRole } from '../source/html-tags.ts';
import { escapeHtml, textToken } from '../tokens.ts';
import { linkAttributes, reportLink } from './links.ts';
import { scrollRegion } from './tables.ts';
import { sanitiseAttributes, sanitiseBlock } from './sanitise.ts';

// `[^<>]*` ends at the next angle bracket: linear however many tags never end.
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]{0,40})(\s[^<>]*|\/)?>/y;
const VOID = new Set(['br', 'img', 'wbr']);

/**
 * Raw HTML. Tags of meaning inside a paragraph become tokens, balanced later by `balanceInline`; a
 * raw table or list is sanitised whole; every other tag is dropped or shown as text.
 */
export function rawHtml(md: MarkdownIt): void {
  md.inline.ruler.at('html_inline', parseTag);
  // Blocks of HTML are cut out by the source repair: what is left is never one.
  md.block.ruler.disable('html_block');
  md.renderer.rules['html_tag'] = (tokens, i, _options, _env, renderer) =>
    renderTag(tokens[i], renderer);
  md.renderer.rules['markup'] = (tokens, i) => tokens[i]?.content ?? '';
  md.renderer.rules['raw_block'] = (tokens, i) => `${tokens[i]?.content ?? ''}\n`;
}

function parseTag(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false;
  TAG.lastIndex = state.pos;
  const match = TAG.exec(state.src);
  if (!match) return false;
  const name = (match[2] ?? '').toLowerCase();
  const role = tagRole(name);
  if (role === 'text') return false;
  if (!silent) pushTag(state, role === 'inline', name, match[1] === '/', match[3] ?? '');
  state.pos += match[0].length;
  return true;
}

function pushTag(
  state: StateInline,
  isInline: boolean,
  name: string,
  close: boolean,
  attributes: string,
): void {
  if (!isInline) {
    if (name !== 'span') return;
    // `<span class="speaker">` says who speaks; other spans are looks.
    const isSpeaker = /class\s*=\s*["']?\s*speaker/i.test(attributes);
    if (!close && !isSpeaker) return;
  }
  if (close && VOID.has(name)) return;
  if (name === 'img') {
    pushImage(state, attributes);
    return;
  }
  const token = state.push('html_tag', name, 0);
  token.info = close ? 'close' : VOID.has(name) ? 'void' : 'open';
  if (close || name === 'br' || name === 'span') return;
  token.attrs = Object.entries(sanitiseAttributes(name, attributes));
}

/** A raw `<img>` is an image like any other. */
function pushImage(state: StateInline, attributes: string): void {
  const { src, alt = '', title } = sanitiseAttributes('img', attributes);
  if (!src) return;
  const token = state.push('image', 'img', 0);
  token.attrs = Object.entries({ src, ...(title && { title }) });
  token.content = alt;
  token.children = [textToken(alt)];
}

function renderTag(token: Token | undefined, renderer: Renderer): string {
  if (!token) return '';
  if (token.info === 'close') return `</${token.tag}>`;
  return `<${token.tag}${renderer.renderAttrs(token)}>`;
}

/** A raw table or list, cut out by the source repair: sanitised whole. */
export function pushRawBlock(state: StateBlock, html: string, line: number): boolean {
  const env = envOf(state.env);
  const clean = sanitiseBlock(html, (href) => {
    reportLink(href, line, env);
    return linkAttributes(href, env.fileLine(line), env);
  });
  const token = state.push('raw_block', '', 0);
  token.map = [line, line + 1];
  token.block = true;
  // What is nested absurdly deep is shown as it was written.
  if (clean === undefined) token.content = `<p>${escapeHtml(html)}</p>`;
  else token.content = /^\s*<table/i.test(clean) ? scrollRegion(clean, env.context) : clean;
  return true;
}
