import type { MarkdownIt, Token } from 'markdown-it';

/** Browsers stop nesting at 512 elements; no sentence needs more than a few. */
const DEPTH_MAX = 24;

/** The parts of a ruby end one another. */
const RUBY_PARTS = new Set(['rp', 'rt']);

type Open =
  | { readonly kind: 'markdown'; readonly shown: boolean }
  | { readonly kind: 'html' | 'dropped'; readonly tag: string };

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
  const open: Open[] = [];
  const closeTag = (entry: Open | undefined): void => {
    if (entry?.kind !== 'html') return;
    const close = new TokenType('html_tag', entry.tag, 0);
    close.info = 'close';
    out.push(close);
  };
  const isOpen = (tag: string): boolean =>
    open.some((entry) => entry.kind === 'html' && entry.tag === tag);

  let linkDepth = 0;
  const notes: Token[] = [];
  const rawNotes: Token[] = [];
  for (const token of tokens) {
    if (token.type === 'html_tag' && token.info === 'open') {
      if (RUBY_PARTS.has(token.tag) && RUBY_PARTS.has(openTag(open.at(-1)))) closeTag(open.pop());
      const inLink = token.tag === 'a' && (linkDepth > 0 || isOpen('a'));
      const keep =
        open.length < DEPTH_MAX && !inLink && !(token.tag === 'a' && !token.attrs?.length);
      open.push({ kind: keep ? 'html' : 'dropped', tag: token.tag });
      if (keep) out.push(token);
    } else if (token.type === 'html_tag' && token.info === 'close') {
      const from = lastIndex(open, token.tag);
      if (from < 0) continue;
      while (open.length > from) closeTag(open.pop());
    } else if (token.nesting === 1) {
      // A link inside a raw one: the outer stays.
      const isLink = token.type === 'link_open';
      const shown = isLink ? linkDepth === 0 && !isOpen('a') : open.length < DEPTH_MAX;
      if (isLink) linkDepth++;
      open.push({ kind: 'markdown', shown });
      if (shown) out.push(token);
    } else if (token.nesting === -1) {
      while (open.length > 0 && open.at(-1)?.kind !== 'markdown') closeTag(open.pop());
      const entry = open.pop();
      if (entry?.kind === 'markdown' && entry.shown) out.push(token);
      if (token.type === 'link_close' && --linkDepth === 0) out.push(...notes.splice(0));
    } else if (token.type === 'footnote_ref' && linkDepth > 0) {
      notes.push(token); // a note's mark is a link itself: it follows the link it stands in
    } else if (token.type === 'footnote_ref' && isOpen('a')) {
      while (isOpen('a') && open.at(-1)?.kind === 'html') closeTag(open.pop());
      if (isOpen('a')) rawNotes.push(token);
      else out.push(token);
    } else {
      out.push(token);
    }
  }
  while (open.length > 0) closeTag(open.pop());
  return [...out, ...rawNotes];
}

/** The nearest open tag of that name that no open Markdown element contains. */
function lastIndex(open: readonly Open[], tag: string): number {
  for (let i = open.length - 1; i >= 0; i--) {
    const entry = open[i];
    if (!entry || entry.kind === 'markdown') return -1;
    if (entry.tag === tag) return i;
  }
  return -1;
}

function openTag(entry: Open | undefined): string {
  return entry?.kind === 'html' ? entry.tag : '';
}
