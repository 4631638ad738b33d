import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { envOf, type RenderEnv } from '../env.ts';
import { escapeHtml, markupToken, plainText } from '../tokens.ts';
import { HeadingIds } from './heading-ids.ts';
import { Outline } from './outline.ts';

const PSEUDO_HEADING_LENGTH_MAX = 48;
const SENTENCE_END = /[。！？!?；;，,、.…]$/;

/**
 * The outline: headings run from h2 without gaps and carry readable ids; paragraphs that are one
 * bold line are headings in all but name and stand in the table of contents below their section.
 * Headings inside quotes, lists and originals stay bold text: they begin no section.
 */
export function headings(md: MarkdownIt): void {
  md.core.ruler.push('headings', (state) => {
    const env = envOf(state.env);
    const ids = new HeadingIds();
    const outline = new Outline();
    const dropped = new Set<Token>();
    let isFirst = true;
    let depth = 0;
    for (let i = 0; i < state.tokens.length; i++) {
      const token = state.tokens[i];
      if (!token) continue;
      if (token.type === 'heading_open') {
        const inline = state.tokens[i + 1];
        const close = state.tokens[i + 2];
        if (!inline || !close) continue;
        const text = headingText(inline);
        const repeatsTitle =
          isFirst && depth === 0 && foldTitle(text) === foldTitle(env.context.title);
        isFirst = false;
        if (repeatsTitle || (text === '' && !hasContent(inline))) {
          for (const each of [token, inline, close]) dropped.add(each);
          i += 2;
        } else if (depth > 0) {
          makeBoldParagraph(state, i);
        } else {
          openHeading(state, env, token, close, inline, text, ids, outline);
        }
      } else if (token.type === 'paragraph_open' && depth === 0) {
        const inline = state.tokens[i + 1];
        if (inline?.children) markPseudoHeading(token, inline, env, ids, outline);
      }
      depth +=
        token.nesting === 0 || /^(?:paragraph|heading)_/.test(token.type) ? 0 : token.nesting;
    }
    if (dropped.size > 0) state.tokens = state.tokens.filter((token) => !dropped.has(token));
  });
}

function openHeading(
  state: StateCore,
  env: RenderEnv,
  open: Token,
  close: Token,
  inline: Token,
  text: string,
  ids: HeadingIds,
  outline: Outline,
): void {
  const level = outline.place(Number(open.tag.slice(1)));
  const id = ids.take(text);
  open.tag = close.tag = `h${String(level)}`;
  open.attrSet('id', id);
  env.toc.push({ id, text, level });
  const label = escapeHtml(env.context.labels.headingLink);
  inline.children?.push(
    markupToken(
      state.Token,
      ` <a class="heading-anchor" href="#${encodeURIComponent(id)}" aria-label="${label}"></a>`,
      0,
    ),
  );
}

function headingText(inline: Token): string {
  return plainText(inline.children ?? [])
    .replace(/\s+/g, ' ')
    .trim();
}

function hasContent(inline: Token): boolean {
  return (inline.children ?? []).some(
    (child) => child.type === 'image' || child.type === 'math_inline',
  );
}

/** Two titles are the same whatever their punctuation, spaces, case and width. */
function foldTitle(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A heading inside a quote or an original: bold text in a paragraph of its own. */
function makeBoldParagraph(state: StateCore, i: number): void {
  const [open, inline, close] = state.tokens.slice(i, i + 3);
  if (!open || !inline || !close) return;
  open.type = 'paragraph_open';
  close.type = 'paragraph_close';
  open.tag = close.tag = 'p';
  const children = (inline.children ?? []).filter((child) => !child.type.startsWith('strong_'));
  inline.children = [
    strongToken(state, 'strong_open', 1),
    ...children,
    strongToken(state, 'strong_close', -1),
  ];
}

function strongToken(state: StateCore, type: string, nesting: 1 | -1): Token {
  return new state.Token(type, 'strong', nesting);
}

function markPseudoHeading(
  open: Token,
  inline: Token,
  env: RenderEnv,
  ids: HeadingIds,
  outline: Outline,
): void {
  const children = (inline.children ?? []).filter(
    (child) => child.type !== 'text' || child.content.trim() !== '',
  );
  if (children[0]?.type !== 'strong_open' || children.at(-1)?.type !== 'strong_close') return;
  if (children.filter((child) => child.type === 'strong_open').length !== 1) return;
  if (children.some((child) => child.type === 'hardbreak' || child.type === 'softbreak')) return;
  const text = plainText(children)
    .trim()
    .replace(/[：:]$/, '')
    .trim();
  if (text === '' || text.length > PSEUDO_HEADING_LENGTH_MAX) return;
  if (SENTENCE_END.test(text) || /[。；]/.test(text)) return;
  const id = ids.take(text);
  open.attrSet('class', 'pseudo-heading');
  open.attrSet('id', id);
  env.toc.push({ id, text, level: outline.below() });
}
