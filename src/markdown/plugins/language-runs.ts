import type { MarkdownIt, Token } from 'markdown-it';
import { envOf } from '../env.ts';
import { countScripts, scriptsOf, type ScriptCounts } from '../text/scripts.ts';
import { breaksAsSpace } from '../tokens.ts';
import { originalLang } from './original-blocks.ts';

const BLOCKS_WITH_LANG = new Set(['paragraph_open', 'heading_open', 'td_open', 'th_open']);

/** Types of tokens next to which a line break is a space. */
const WORDS = new Set(['code_inline', 'math_inline', 'image']);

/**
 * One pass over the readable text: paragraphs of another language say so, words are counted, and a
 * line break between two CJK characters is no space. Runs last, when text tokens are settled.
 */
export function languageRuns(md: MarkdownIt): void {
  md.core.ruler.push('language_runs', (state) => {
    const env = envOf(state.env);
    const surroundings: string[] = [];
    for (const [i, token] of state.tokens.entries()) {
      if (token.type === 'original_open') {
        const block = env.blocks[Number(token.info)];
        surroundings.push(
          block?.kind === 'original'
            ? originalLang(block.script === 'han', env.context.lang)
            : (surroundings.at(-1) ?? ''),
        );
      } else if (token.type === 'original_close') {
        surroundings.pop();
      }
      if (token.type !== 'inline' || !token.children) continue;
      const counts = scriptsOf('');
      settleText(token.children, counts);
      const inside = surroundings.at(-1) ?? '';
      if (inside === '') {
        env.words.han += counts.han;
        env.words.latin += counts.words;
      } else {
        env.words.original += counts.words + counts.han;
      }
      const open = langCarrier(state.tokens, i);
      if (open) setLang(open, counts, inside === '' ? env.context.lang : inside);
    }
  });
  md.renderer.rules.softbreak = (tokens, i) => (tokens[i]?.markup === 'cjk' ? '' : '\n');
}

/**
 * The element of an inline token that can carry `lang`: its block, or the list item around a tight
 * one.
 */
function langCarrier(tokens: readonly Token[], i: number): Token | undefined {
  const open = tokens[i - 1];
  if (!open || !BLOCKS_WITH_LANG.has(open.type)) return undefined;
  if (!open.hidden) return open;
  const item = tokens[i - 2];
  // A nested list inside the item would inherit its language wrongly.
  const alone = tokens[i + 2]?.type === 'list_item_close';
  return item?.type === 'list_item_open' && alone ? item : undefined;
}

function settleText(tokens: readonly Token[], counts: ScriptCounts): void {
  let previous = '';
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'text') {
      countScripts(token.content, counts);
      if (token.content !== '') previous = token.content;
    } else if (token.type === 'softbreak') {
      let next = i + 1;
      while (next < tokens.length && tokens[next]?.type !== 'softbreak' && !tokens[next]?.content)
        next++;
      if (!breaksAsSpace(previous, tokens[next]?.content ?? '')) token.markup = 'cjk';
    } else if (WORDS.has(token.type)) {
      previous = 'x';
    }
  }
}

/** Nearly all letters of another script, and enough of them to be sure. */
function setLang(open: Token, { han, latin, arabic, words }: ScriptCounts, around: string): void {
  if (arabic > han + latin) {
    open.attrSet('lang', 'ar');
    open.attrSet('dir', 'rtl');
  } else if (around.startsWith('zh')) {
    if (latin >= 12 && words >= 3 && han * 20 <= latin) open.attrSet('lang', 'en');
  } else if (han >= 4 && han * 3 > latin) {
    open.attrSet('lang', 'zh-Hans');
  }
}
