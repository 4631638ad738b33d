import type { MarkdownIt, Token } from 'markdown-it';
import { makeToken } from '../lean-parser.ts';

/** Browsers stop nesting at 512 elements; no sentence needs more than a few. */
const DEPTH_MAX = 24;

/** The parts of a ruby end one another. */
const RUBY_PARTS = new Set(['rp', 'rt']);

/** A raw element that is open. A dropped one shows no tags, and its closing tag closes no other. */
interface RawElement {
  readonly tag: string;
  readonly shown: boolean;
}

/** An element of Markdown that is open, and the raw ones inside it, innermost last. */
class Level {
  readonly shown: boolean;
  readonly raw: RawElement[] = [];
  /** Per tag, how many of them there are: a search would cost too much. */
  readonly #counts = new Map<string, number>();

  constructor(shown: boolean) {
    this.shown = shown;
  }

  push(element: RawElement): void {
    this.raw.push(element);
    this.#count(element.tag, 1);
  }

  pop(): RawElement | undefined {
    const element = this.raw.pop();
    if (element) this.#count(element.tag, -1);
    return element;
  }

  holds(tag: string): boolean {
    return (this.#counts.get(tag) ?? 0) > 0;
  }

  #count(tag: string, change: 1 | -1): void {
    this.#counts.set(tag, (this.#counts.get(tag) ?? 0) + change);
  }
}

/**
 * Makes the raw tags of a paragraph nest with its Markdown: a closing tag without its opening one
 * goes, an open tag ends with what contains it, links hold no links. Whatever goes in, what comes
 * out is a tree of bounded depth.
 */
export function balanceInline(md: MarkdownIt): void {
  md.core.ruler.push('balance_inline', (state) => {
    for (const block of state.tokens) {
      if (block.type !== 'inline' || !block.children) continue;
      if (needsBalance(block.children)) block.children = balance(block.children);
    }
  });
}

function needsBalance(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (token.type === 'html_tag' && token.info !== 'void') return true;
    if (token.type === 'footnote_ref') return true;
    depth += token.nesting;
    if (depth > DEPTH_MAX) return true;
  }
  return false;
}

function balance(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  const levels: Level[] = [];
  let level = new Level(true);
  let depth = 0;
  let inRawLink = false;
  /** Ends the innermost raw element of the level. */
  const closeRaw = (): RawElement | undefined => {
    const element = level.pop();
    if (!element) return undefined;
    depth--;
    if (!element.shown) return element;
    if (element.tag === 'a') inRawLink = false;
    const close = makeToken('html_tag', element.tag, 0);
    close.info = 'close';
    out.push(close);
    return element;
  };

  let linkDepth = 0;
  const notes: Token[] = [];
  const rawNotes: Token[] = [];
  for (const token of tokens) {
    if (token.type === 'html_tag' && token.info === 'open') {
      const { tag } = token;
      const last = level.raw.at(-1);
      if (RUBY_PARTS.has(tag) && last?.shown && RUBY_PARTS.has(last.tag)) closeRaw();
      const isLink = tag === 'a';
      const isUseless = isLink && (linkDepth > 0 || inRawLink || !token.attrs?.length);
      const shown = depth++ < DEPTH_MAX && !isUseless;
      level.push({ tag, shown });
      if (!shown) continue;
      out.push(token);
      inRawLink ||= isLink;
    } else if (token.type === 'html_tag' && token.info === 'close') {
      if (!level.holds(token.tag)) continue;
      let ended: RawElement | undefined;
      do ended = closeRaw();
      while (ended?.tag !== token.tag);
    } else if (token.nesting === 1) {
      // A link inside a raw one: the outer stays.
      const isLink = token.type === 'link_open';
      const shown = isLink ? linkDepth === 0 && !inRawLink : depth < DEPTH_MAX;
      if (isLink) linkDepth++;
      depth++;
      levels.push(level);
      level = new Level(shown);
      if (shown) out.push(token);
    } else if (token.nesting === -1) {
      while (level.raw.length > 0) closeRaw();
      if (level.shown) out.push(token);
      level = levels.pop() ?? level;
      depth--;
      if (token.type === 'link_close' && --linkDepth === 0) {
        for (const note of notes.splice(0)) out.push(note);
      }
    } else if (token.type === 'footnote_ref' && linkDepth > 0) {
      notes.push(token); // a note's mark is a link itself: it follows the link it stands in
    } else if (token.type === 'footnote_ref' && inRawLink) {
      while (inRawLink && level.raw.at(-1)?.shown) closeRaw();
      if (inRawLink) rawNotes.push(token);
      else out.push(token);
    } else {
      out.push(token);
    }
  }
  while (level.raw.length > 0) closeRaw();
  return [...out, ...rawNotes];
}
