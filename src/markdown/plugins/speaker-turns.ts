import type { MarkdownIt, Token } from 'markdown-it';
import { TURN } from '../source/marks.ts';
import { escapeHtml, markupToken, plainText, textToken } from '../tokens.ts';
import { SpeakerCensus, type SpeakerForm } from './speaker-names.ts';

const COLON = /^\s?[:：]\s*/;
const ROLE_THEN_COLON = /^(\s?[（(][^（()）\n]{1,40}[）)])\s?([:：]\s*)/;
const BRACKETED = /^\[([^^[\]\n][^[\]\n]{0,39})\]\s?([:：]\s*)/;
const PLAIN =
  /^([^\s:：。，！？“”"<>*[\]{}`|][^:：。，！？\n“”"<>*[\]{}`|]{0,39}?)\s?([:：])(?![/\d])\s*/;
const NAME_LENGTH_MAX = 60;

/** A label found at a paragraph's start, and what remains of the paragraph without it. */
interface Label {
  readonly name: string;
  readonly form: SpeakerForm;
  readonly colon: string;
  /** Index of the token that holds the rest of the text, and where in it the rest begins. */
  readonly next: number;
  readonly offset: number;
}

/**
 * Speaker turns: a first pass counts the names at the starts of paragraphs, a second marks those
 * that are speakers. Labels in lists are lead-ins, not people, unless the author marked them
 * (`[Name]`).
 */
export function speakerTurns(md: MarkdownIt): void {
  md.core.ruler.push('speaker_turns', (state) => {
    const found: { open: Token; inline: Token; label: Label }[] = [];
    const census = new SpeakerCensus();
    let lists = 0;
    for (let i = 1; i < state.tokens.length; i++) {
      const token = state.tokens[i];
      const open = state.tokens[i - 1];
      if (!token || !open) continue;
      if (token.type === 'list_item_open') lists++;
      else if (token.type === 'list_item_close') lists--;
      if (token.type !== 'inline' || open.type !== 'paragraph_open' || !token.children) continue;
      const isTurn = stripTurnMark(token.children);
      if (isTurn) open.attrSet('class', 'turn-unnamed');
      const label = readLabel(token.children);
      if (!label || (lists > 0 && label.form !== 'marked' && !isTurn)) continue;
      census.add(label.name, isTurn && label.form === 'plain' ? 'bold' : label.form);
      found.push({ open, inline: token, label });
    }
    for (const { open, inline, label } of found) {
      const form = open.attrGet('class') && label.form === 'plain' ? 'bold' : label.form;
      if (!census.isSpeaker(label.name, form)) continue;
      // `.speaker` tells what it is.
      open.attrs = open.attrs?.filter(([name]) => name !== 'class') ?? null;
      inline.children = withSpeaker(inline.children ?? [], label);
    }
  });
}

/** Removes the mark of a `>>` turn; true if there was one. */
function stripTurnMark(tokens: readonly Token[]): boolean {
  const first = tokens[0];
  if (first?.type !== 'text' || !first.content.startsWith(TURN)) {
    for (const token of tokens) {
      if (token.content.includes(TURN)) token.content = token.content.replaceAll(TURN, '>> ');
    }
    return false;
  }
  first.content = first.content.slice(TURN.length);
  return true;
}

function readLabel(tokens: readonly Token[]): Label | undefined {
  let i = 0;
  while (tokens[i]?.type === 'text' && tokens[i]?.content.trim() === '') i++;
  const first = tokens[i];
  if (!first) return undefined;
  if (first.type === 'strong_open') return readBold(tokens, i);
  if (isSpan(first)) return readSpan(tokens, i);
  if (first.type !== 'text') return undefined;
  const bracketed = BRACKETED.exec(first.content);
  if (bracketed) {
    const [whole, name = '', colon = ''] = bracketed;
    // `[音乐]：` and time stamps are no speakers.
    if (/^[\d:.\s–-]+$/.test(name)) return undefined;
    return { name, form: 'marked', colon, next: i, offset: whole.length };
  }
  const plain = PLAIN.exec(first.content);
  if (!plain) return undefined;
  const name = plain[1] ?? '';
  const colon = plain[0].slice(plain[0].lastIndexOf(plain[2] ?? ':'));
  return { name, form: 'plain', colon, next: i, offset: plain[0].length };
}

function readBold(tokens: readonly Token[], open: number): Label | undefined {
  let close = open + 1;
  while (close < tokens.length && tokens[close]?.type === 'text') close++;
  if (tokens[close]?.type !== 'strong_close') return undefined;
  const text = plainText(tokens.slice(open + 1, close)).trim();
  if (text.length > NAME_LENGTH_MAX) return undefined;
  const inside = /^(.+?)\s?([:：])$/s.exec(text);
  const rest = textAt(tokens, close + 1);
  if (inside) {
    const [, name = '', colon = ''] = inside;
    const space = /^\s*/.exec(rest)?.[0] ?? '';
    return bracketless(name, colon + space, close + 1, space.length);
  }
  const colon = COLON.exec(rest)?.[0];
  if (colon) return bracketless(text, colon.trimStart(), close + 1, colon.length);
  const role = ROLE_THEN_COLON.exec(rest);
  if (!role) return undefined;
  return bracketless(text + (role[1] ?? ''), role[2] ?? '', close + 1, role[0].length);
}

function bracketless(text: string, colon: string, next: number, offset: number): Label {
  const name = /^\[([^[\]]+)\](.*)$/s.exec(text);
  return name
    ? { name: `${name[1] ?? ''}${name[2] ?? ''}`, form: 'marked', colon, next, offset }
    : { name: text, form: 'bold', colon, next, offset };
}

function readSpan(tokens: readonly Token[], open: number): Label | undefined {
  let close = open + 1;
  while (close < tokens.length && tokens[close]?.type !== 'html_tag') close++;
  if (tokens[close]?.tag !== 'span' || tokens[close]?.info !== 'close') return undefined;
  const text = plainText(tokens.slice(open + 1, close)).trim();
  const name = text.replace(/\s?[:：]$/, '');
  if (name === '' || name.length > NAME_LENGTH_MAX) return undefined;
  const inside = text.slice(name.length).trim();
  // Where the colon stands inside the span, only the space after it is passed over.
  const gap = inside === '' ? COLON : /^\s*/;
  const passed = gap.exec(textAt(tokens, close + 1))?.[0] ?? '';
  const colon = inside === '' ? passed.trimStart() : inside + passed;
  return { name, form: 'marked', colon, next: close + 1, offset: passed.length };
}

function textAt(tokens: readonly Token[], i: number): string {
  const token = tokens[i];
  return token?.type === 'text' ? token.content : '';
}

function withSpeaker(tokens: readonly Token[], label: Label): Token[] {
  const head = [
    markupToken('<b class="speaker">', 1),
    textToken(label.name),
    markupToken(`</b>${escapeHtml(label.colon)}`, -1),
  ];
  // Further spans would only repeat what the mark-up above says.
  const rest = tokens.slice(label.next).filter((token) => !isSpan(token));
  const [first] = rest;
  if (label.offset > 0 && first) rest[0] = textToken(first.content.slice(label.offset));
  else if (first?.type === 'softbreak') rest.shift();
  return [...head, ...rest];
}

function isSpan(token: Token): boolean {
  return token.type === 'html_tag' && token.tag === 'span';
}
