import type { StateBlock, Token } from 'markdown-it';
import { makeToken } from './lean-parser.ts';
import { isCjkUnit } from './text/scripts.ts';

export function textToken(content: string): Token {
  const token = makeToken('text', '', 0);
  token.content = content;
  return token;
}

/** A token that renders as the given markup. Only for markup that we write ourselves. */
export function markupToken(html: string, nesting: -1 | 0 | 1): Token {
  const token = makeToken('markup', '', nesting);
  token.content = html;
  return token;
}

/** Types of tokens whose content is shown as it is. */
const READABLE = new Set(['text', 'text_special', 'code_inline', 'image']);

/** The readable text of inline tokens: what a table of contents or a glossary shows. */
export function plainText(tokens: readonly Token[]): string {
  let text = '';
  for (const [i, token] of tokens.entries()) {
    if (READABLE.has(token.type)) {
      text += token.content;
    } else if (token.type === 'math_inline') {
      text += token.meta?.['source'] as string;
    } else if (token.type === 'softbreak') {
      text += breaksAsSpace(text, tokens[i + 1]?.content ?? '') ? ' ' : '';
    } else if (token.type === 'hardbreak' || (token.type === 'html_tag' && token.tag === 'br')) {
      text += ' ';
    }
  }
  return text;
}

/** Calls `visit` for each inline token, with the 0-based line of the repaired text it stands on. */
export function eachInline(
  blocks: readonly Token[],
  visit: (token: Token, line: number) => void,
): void {
  let blockLine = 0;
  for (const { map, children } of blocks) {
    blockLine = map?.[0] ?? blockLine;
    if (!children) continue;
    let line = blockLine;
    for (const token of children) {
      if (token.type === 'softbreak' || token.type === 'hardbreak') line++;
      else visit(token, line);
    }
  }
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

/** Where the text of a line begins in the source, without its indent. */
export function lineStart(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
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
