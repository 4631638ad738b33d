import type { MarkdownIt, Token } from 'markdown-it';
import { envOf } from '../env.ts';
import { EMPHASIS_SPLIT } from '../source/marks.ts';
import { pairStrong } from './strong-pairs.ts';

/**
 * Second reading of paragraphs in which `**` stayed literal although the author meant bold type:
 * `**六四****民运**`, `** 词**`, a mark without its partner. Runs only on bodies with Han text and
 * only where CommonMark (with the CJK rules) failed, so nothing that parses is read differently.
 */
export function strongRepair(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'strong_repair', (state) => {
    const env = envOf(state.env);
    if (!env.hasHan) return;
    for (const block of state.tokens) {
      if (block.type !== 'inline' || !block.content.includes('**') || !block.children) continue;
      if (!hasLiteralMark(block.children)) continue;
      const repaired = pairStrong(block.content);
      if (repaired === undefined) continue;
      const children: Token[] = [];
      state.md.inline.parse(repaired.content, state.md, state.env, children);
      for (const token of children) {
        if (token.content.includes(EMPHASIS_SPLIT)) {
          token.content = token.content.replaceAll(EMPHASIS_SPLIT, '');
        }
      }
      block.content = repaired.content.replaceAll(EMPHASIS_SPLIT, '');
      block.children = children;
      if (repaired.strays > 0) env.report('body-emphasis-unpaired', block.map?.[0] ?? 0);
    }
  });
}

function hasLiteralMark(tokens: readonly Token[]): boolean {
  let run = 0;
  for (const token of tokens) {
    if (token.type !== 'text') {
      run = token.content === '' && token.nesting === 0 ? run : 0;
      continue;
    }
    if (token.content.includes('**')) return true;
    // The delimiter parser leaves unmatched marks as text tokens of one `*` each, or two.
    run = token.content === '*' ? run + 1 : 0;
    if (run > 1) return true;
  }
  return false;
}
