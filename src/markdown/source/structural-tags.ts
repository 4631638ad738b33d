import { codeSpans } from './code-spans.ts';
import { tagRole, type TagRole } from './html-tags.ts';

/**
 * A piece of a line: text, or a tag that shapes blocks. Inline and unknown tags stay in the text.
 */
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
const TAG = /<(\/?)\s?([A-Za-z][\w-]{0,40})(\s[^<>]*|\/)?>/g;

/** Cuts a line at its structural tags, inline code excepted. */
export function splitStructuralTags(text: string): Piece[] {
  const pieces: Piece[] = [];
  const spans = codeSpans(text);
  let span = 0;
  let from = 0;
  TAG.lastIndex = 0;
  for (let match = TAG.exec(text); match; match = TAG.exec(text)) {
    while (span < spans.length && (spans[span]?.end ?? 0) <= match.index) span++;
    const code = spans[span];
    if (code && code.start <= match.index) {
      TAG.lastIndex = code.end;
      continue;
    }
    const name = (match[2] ?? '').toLowerCase();
    const role = tagRole(name);
    if (role === 'inline' || role === 'dropped' || role === 'text' || role === 'block') continue;
    if (text[match.index - 1] === '\\') continue;
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'tag', role, name, close: match[1] === '/', attributes: match[3] ?? '' });
    from = TAG.lastIndex;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
