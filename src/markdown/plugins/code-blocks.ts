import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { HAN } from '../text/scripts.ts';
import { escapeHtml } from '../tokens.ts';
import type { Highlight } from './highlighter.ts';

/** Code blocks: coloured by `highlight` where the language is known, plain otherwise. */
export function codeBlocks(md: MarkdownIt, highlight: Highlight): void {
  md.renderer.rules.fence = (tokens, i) => {
    const token = tokens[i];
    const language = /^[\w+#.-]{1,30}/.exec(token?.info.trim() ?? '')?.[0]?.toLowerCase() ?? '';
    return renderCode(token, language, highlight);
  };
  md.renderer.rules.code_block = (tokens, i) => renderCode(tokens[i], '', highlight);

  // Prose indented by four spaces, as Chinese authors do, is a paragraph: only code is code.
  md.block.ruler.at('code', (state, start, end) => {
    if (!isIndented(state, start)) return false;
    let last = start + 1;
    for (let next = last; next < end && (state.isEmpty(next) || isIndented(state, next)); next++) {
      if (!state.isEmpty(next)) last = next + 1;
    }
    const content = state.getLines(start, last, 4 + state.blkIndent, false);
    if (HAN.test(content)) return false;
    state.line = last;
    const token = state.push('code_block', 'code', 0);
    token.content = `${content}\n`;
    token.map = [start, state.line];
    return true;
  });
}

function isIndented(state: StateBlock, line: number): boolean {
  return (state.sCount[line] ?? 0) - state.blkIndent >= 4;
}

function renderCode(token: Token | undefined, language: string, highlight: Highlight): string {
  const code = token?.content ?? '';
  const data = language === '' ? '' : ` data-lang="${escapeHtml(language)}"`;
  const className = language === '' ? '' : ` class="language-${escapeHtml(language)}"`;
  const html = highlight(code, language) ?? escapeHtml(code);
  const info = token?.info.trim() ?? '';
  // Words after the fence are no language: they say what the code is.
  const title = HAN.test(info) ? `<p class="code-title">${escapeHtml(info)}</p>` : '';
  const pre = `<pre tabindex="0"><code${className}>${html}</code></pre>`;
  return `<div class="code-block"${data}>${title}${pre}</div>\n`;
}
