import type { Token } from 'markdown-it';
import { breaksAsSpace, textToken } from '../tokens.ts';

const NOTE_TOKENS_MAX = 40;
const NOTE_LENGTH_MAX = 400;
/** Markup that a note may contain without being more than text. */
const TEXTUAL = new Set('text softbreak strong_open strong_close em_open em_close'.split(' '));

/** The inside of a pair of brackets. */
export interface Note {
  readonly text: string;
  /** The note's own tokens if it holds more than text (links, code); else its text is enough. */
  readonly tokens: readonly Token[] | undefined;
  readonly close: string;
  readonly end: number;
  readonly endOffset: number;
}

/** Reads from just after an opening bracket to its closing one. */
export function readNote(
  tokens: readonly Token[],
  start: number,
  offset: number,
): Note | undefined {
  let text = '';
  let depth = 1;
  let nesting = 0;
  let textual = true;
  for (let i = start; i < Math.min(tokens.length, start + NOTE_TOKENS_MAX); i++) {
    const token = tokens[i];
    if (!token) return undefined;
    if (token.type === 'text') {
      const from = i === start ? offset : 0;
      for (let at = from; at < token.content.length; at++) {
        const char = token.content[at] ?? '';
        if (char === '（' || char === '(') depth++;
        else if (char === '）' || char === ')') depth--;
        if (depth > 0) continue;
        if (nesting !== 0) return undefined;
        text += token.content.slice(from, at);
        const own = textual ? undefined : noteTokens(tokens, start, offset, i, at);
        return { text, tokens: own, close: char, end: i, endOffset: at + 1 };
      }
      text += token.content.slice(from);
    } else {
      if (token.type === 'hardbreak' || token.type === 'html_tag' || token.type === 'image')
        return undefined;
      if (token.type === 'softbreak') {
        text += breaksAsSpace(text, tokens[i + 1]?.content ?? '') ? ' ' : '';
      } else if (token.type === 'code_inline') text += token.content;
      textual &&= TEXTUAL.has(token.type);
      nesting += token.nesting;
      if (nesting < 0) return undefined;
    }
    if (text.length > NOTE_LENGTH_MAX) return undefined;
  }
  return undefined;
}

/** The tokens between two places in texts. */
function noteTokens(
  tokens: readonly Token[],
  start: number,
  offset: number,
  end: number,
  endOffset: number,
): Token[] {
  const first = tokens[start]?.content.slice(offset) ?? '';
  const last = tokens[end]?.content.slice(0, endOffset) ?? '';
  return [textToken(first), ...tokens.slice(start + 1, end), textToken(last)];
}

/** The index of the token that closes each bold run, by that of the one that opens it. */
export function closingMarks(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closes = new Map<number, number>();
  const open: number[] = [];
  for (const [i, { type }] of tokens.entries()) {
    if (type === 'strong_open') open.push(i);
    else if (type === 'strong_close') closes.set(open.pop() ?? -1, i);
  }
  return closes;
}
