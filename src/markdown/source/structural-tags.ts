import { tagRole, type TagRole } from './html-tags.ts';

/** A piece of a line: text, or a tag that shapes blocks. Inline and unknown tags stay in the text. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'tag';
      readonly role: Exclude<TagRole, 'inline' | 'dropped' | 'text' | 'block'>;
      readonly name: string;
      readonly close: boolean;
      readonly attributes: string;
    };

// Attributes stop at the next `<` or `>`, so that a line of a million `<` stays linear.
const CODE_OR_TAG = /(`+)|<(\/?)\s?([A-Za-z][\w-]{0,40})(\s[^<>]*|\/)?>/g;

/** Cuts a line at its structural tags, inline code excepted. */
export function splitStructuralTags(text: string): Piece[] {
  const pieces: Piece[] = [];
  const missing = new Set<number>();
  let from = 0;
  CODE_OR_TAG.lastIndex = 0;
  for (let match = CODE_OR_TAG.exec(text); match; match = CODE_OR_TAG.exec(text)) {
    const ticks = match[1];
    if (ticks) {
      const end = missing.has(ticks.length) ? -1 : codeSpanEnd(text, CODE_OR_TAG.lastIndex, ticks);
      if (end >= 0) CODE_OR_TAG.lastIndex = end;
      else missing.add(ticks.length);
      continue;
    }
    const name = (match[3] ?? '').toLowerCase();
    const role = tagRole(name);
    if (role === 'inline' || role === 'dropped' || role === 'text' || role === 'block') continue;
    if (text[match.index - 1] === '\\') continue;
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'tag', role, name, close: match[2] === '/', attributes: match[4] ?? '' });
    from = CODE_OR_TAG.lastIndex;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/** Where the code span that `ticks` opens ends, or -1. Failed searches are remembered by the caller. */
function codeSpanEnd(text: string, from: number, ticks: string): number {
  let at = text.indexOf(ticks, from);
  while (at >= 0) {
    let end = at + ticks.length;
    if (text[end] !== '`') return end;
    while (text[end] === '`') end++;
    at = text.indexOf(ticks, end);
  }
  return -1;
}
