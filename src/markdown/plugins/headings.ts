import type { MarkdownIt, Token } from 'markdown-it';
import { envOf, type RenderEnv } from '../env.ts';
import { makeToken } from '../lean-parser.ts';
import { escapeHtml, markupToken, plainText } from '../tokens.ts';
import { HeadingIds } from './heading-ids.ts';

const LEVEL_MAX = 6;
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
    const outline = new Outline(env);
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
        // A heading in a quote or an alert above the title's is not the first.
        isFirst &&= depth > 0;
        if (repeatsTitle || (text === '' && !hasContent(inline))) {
          for (const each of [token, inline, close]) dropped.add(each);
          i += 2;
        } else if (depth > 0) {
          makeBoldParagraph(token, inline, close);
        } else {
          const level = outline.open(token, text);
          token.tag = close.tag = `h${String(level)}`;
          inline.children?.push(headingAnchor(token, env));
        }
      } else if (token.type === 'paragraph_open' && depth === 0) {
        const inline = state.tokens[i + 1];
        if (inline?.children) markPseudoHeading(token, inline.children, outline);
      }
      depth +=
        token.nesting === 0 || /^(?:paragraph|heading)_/.test(token.type) ? 0 : token.nesting;
    }
    if (dropped.size > 0) state.tokens = state.tokens.filter((token) => !dropped.has(token));
  });
}

/** The outline of an article: it starts at level 2 and never skips one. */
class Outline {
  readonly #toc: RenderEnv['toc'];
  readonly #ids = new HeadingIds();
  readonly #sections: { readonly written: number; readonly level: number }[] = [];

  constructor({ toc }: RenderEnv) {
    this.#toc = toc;
  }

  /**
   * Begins a section at a heading.
   * @returns its level
   */
  open(heading: Token, text: string): number {
    const written = Number(heading.tag.slice(1));
    while ((this.#sections.at(-1)?.written ?? 0) >= written) this.#sections.pop();
    const level = this.add(heading, text);
    this.#sections.push({ written, level });
    return level;
  }

  /**
   * Gives a block an id, and an entry one level below the current section.
   * @returns its level
   */
  add(block: Token, text: string): number {
    const id = this.#ids.take(text);
    const level = Math.min((this.#sections.at(-1)?.level ?? 1) + 1, LEVEL_MAX);
    block.attrSet('id', id);
    this.#toc.push({ id, text, level });
    return level;
  }
}

function headingAnchor(heading: Token, { context }: RenderEnv): Token {
  // Ids hold letters, digits and hyphens only. Percent-encoded, a Han takes three times the bytes.
  const href = `#${heading.attrGet('id') ?? ''}`;
  const label = escapeHtml(context.labels.headingLink);
  return markupToken(` <a class="heading-anchor" href="${href}" aria-label="${label}"></a>`, 0);
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
function makeBoldParagraph(open: Token, inline: Token, close: Token): void {
  open.type = 'paragraph_open';
  close.type = 'paragraph_close';
  open.tag = close.tag = 'p';
  inline.children = [
    makeToken('strong_open', 'strong', 1),
    ...(inline.children ?? []).filter((child) => !child.type.startsWith('strong_')),
    makeToken('strong_close', 'strong', -1),
  ];
}

function markPseudoHeading(open: Token, tokens: readonly Token[], outline: Outline): void {
  const children = tokens.filter((child) => child.type !== 'text' || child.content.trim() !== '');
  if (children[0]?.type !== 'strong_open' || children.at(-1)?.type !== 'strong_close') return;
  if (children.filter((child) => child.type === 'strong_open').length !== 1) return;
  if (children.some((child) => child.type === 'hardbreak' || child.type === 'softbreak')) return;
  const text = plainText(children)
    .trim()
    .replace(/[：:]$/, '')
    .trim();
  if (text === '' || text.length > PSEUDO_HEADING_LENGTH_MAX) return;
  if (SENTENCE_END.test(text) || /[。；]/.test(text)) return;
  open.attrSet('class', 'pseudo-heading');
  outline.add(open, text);
}
