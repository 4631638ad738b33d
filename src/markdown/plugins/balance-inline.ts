import type { MarkdownIt, Token } from 'markdown-it';

/** Browsers stop nesting at 512 elements; no sentence needs more than a few. */
const DEPTH_MAX = 24;

/** The parts of a ruby end one another. */
const RUBY_PARTS = new Set(['rp', 'rt']);

/** An element that is open. A dropped one shows no tags, and its closing tag closes no other. */
interface Open {
  readonly kind: 'markdown' | 'html' | 'dropped';
  /** Of raw tags. */
  readonly tag: string;
  /** Of Markdown. */
  readonly shown?: boolean;
}

/** The open elements, innermost last, with counts that answer what would take a search. */
class OpenElements {
  readonly #entries: Open[] = [];
  /** Per tag, how many raw elements that are shown. */
  readonly #html = new Map<string, number>();
  /** Per tag, how many raw elements the innermost one of Markdown contains. */
  #closable = new Map<string, number>();
  /** The same for those around it. */
  readonly #outer: Map<string, number>[] = [];

  get length(): number {
    return this.#entries.length;
  }

  at(index: number): Open | undefined {
    return this.#entries.at(index);
  }

  push(entry: Open): void {
    this.#entries.push(entry);
    if (entry.kind === 'markdown') {
      this.#outer.push(this.#closable);
      this.#closable = new Map();
      return;
    }
    add(this.#closable, entry.tag, 1);
    if (entry.kind === 'html') add(this.#html, entry.tag, 1);
  }

  pop(): Open | undefined {
    const entry = this.#entries.pop();
    if (entry?.kind === 'markdown') {
      this.#closable = this.#outer.pop() ?? new Map<string, number>();
    } else if (entry) {
      add(this.#closable, entry.tag, -1);
      if (entry.kind === 'html') add(this.#html, entry.tag, -1);
    }
    return entry;
  }

  /** Whether a raw element of that name is open and shown. */
  holdsHtml(tag: string): boolean {
    return (this.#html.get(tag) ?? 0) > 0;
  }

  /** Whether a raw element of that name is open that no open Markdown element contains. */
  canClose(tag: string): boolean {
    return (this.#closable.get(tag) ?? 0) > 0;
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
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
      if (needsBalance(block.children)) block.children = balance(block.children, state.Token);
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

function balance(
  tokens: readonly Token[],
  TokenType: new (t: string, n: string, d: 0) => Token,
): Token[] {
  const out: Token[] = [];
  const open = new OpenElements();
  const closeTag = (entry: Open | undefined): void => {
    if (entry?.kind !== 'html') return;
    const close = new TokenType('html_tag', entry.tag, 0);
    close.info = 'close';
    out.push(close);
  };

  let linkDepth = 0;
  const notes: Token[] = [];
  const rawNotes: Token[] = [];
  for (const token of tokens) {
    if (token.type === 'html_tag' && token.info === 'open') {
      if (RUBY_PARTS.has(token.tag) && RUBY_PARTS.has(openTag(open.at(-1)))) closeTag(open.pop());
      const inLink = token.tag === 'a' && (linkDepth > 0 || open.holdsHtml('a'));
      const keep =
        open.length < DEPTH_MAX && !inLink && !(token.tag === 'a' && !token.attrs?.length);
      open.push({ kind: keep ? 'html' : 'dropped', tag: token.tag });
      if (keep) out.push(token);
    } else if (token.type === 'html_tag' && token.info === 'close') {
      if (!open.canClose(token.tag)) continue;
      let ended: Open | undefined;
      do closeTag((ended = open.pop()));
      while (ended?.tag !== token.tag);
    } else if (token.nesting === 1) {
      // A link inside a raw one: the outer stays.
      const isLink = token.type === 'link_open';
      const shown = isLink ? linkDepth === 0 && !open.holdsHtml('a') : open.length < DEPTH_MAX;
      if (isLink) linkDepth++;
      open.push({ kind: 'markdown', tag: '', shown });
      if (shown) out.push(token);
    } else if (token.nesting === -1) {
      while (open.length > 0 && open.at(-1)?.kind !== 'markdown') closeTag(open.pop());
      const entry = open.pop();
      if (entry?.kind === 'markdown' && entry.shown) out.push(token);
      if (token.type === 'link_close' && --linkDepth === 0) {
        for (const note of notes.splice(0)) out.push(note);
      }
    } else if (token.type === 'footnote_ref' && linkDepth > 0) {
      notes.push(token); // a note's mark is a link itself: it follows the link it stands in
    } else if (token.type === 'footnote_ref' && open.holdsHtml('a')) {
      while (open.holdsHtml('a') && open.at(-1)?.kind === 'html') closeTag(open.pop());
      if (open.holdsHtml('a')) rawNotes.push(token);
      else out.push(token);
    } else {
      out.push(token);
    }
  }
  while (open.length > 0) closeTag(open.pop());
  return [...out, ...rawNotes];
}

function openTag(entry: Open | undefined): string {
  return entry?.kind === 'html' ? entry.tag : '';
}
