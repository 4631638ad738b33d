import type { StateCore, Token } from 'markdown-it';
import { isCjkUnit } from './text/scripts.ts';

/** Builds tokens without a `state` at hand. */
export type TokenClass = StateCore['Token'];

export function textToken(TokenType: TokenClass, content: string): Token {
  const token = new TokenType('text', '', 0);
  token.content = content;
  return token;
}

/** A token that renders as the given markup. Only for markup that we write ourselves. */
export function markupToken(TokenType: TokenClass, html: string, nesting: -1 | 0 | 1): Token {
  const token = new TokenType('markup', '', nesting);
  token.content = html;
  return token;
}

/** The readable text of inline tokens: what a table of contents or a glossary shows. */
export function plainText(tokens: readonly Token[], from = 0, to = tokens.length): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) continue;
    if (token.type === 'text' || token.type === 'code_inline' || token.type === 'text_special') {
      text += token.content;
    } else if (token.type === 'math_inline') {
      text += token.meta?.['source'] as string;
    } else if (token.type === 'image') {
      text += token.content;
    } else if (token.type === 'softbreak') {
      text += breaksAsSpace(text, tokens[i + 1]?.content ?? '') ? ' ' : '';
    } else if (token.type === 'hardbreak' || (token.type === 'html_tag' && token.tag === 'br')) {
      text += ' ';
    }
  }
  return text;
}

/** A line break between two CJK characters is no space. */
export function breaksAsSpace(before: string, after: string): boolean {
  return !(
    before.length > 0 &&
    after.length > 0 &&
    isCjkUnit(before.charCodeAt(before.length - 1)) &&
    isCjkUnit(after.charCodeAt(0))
  );
}

export function escapeHtml(text: string): string {
  return /[&<>"]/.test(text)
    ? text
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/"/g, '&quot;')
    : text;
}
