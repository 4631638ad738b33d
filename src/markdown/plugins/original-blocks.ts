import type { MarkdownIt, StateBlock } from 'markdown-it';
import { chineseOf } from '../../content/language.ts';
import { envOf } from '../env.ts';
import type { RepairCode } from '../repair-log.ts';
import { ORIGINAL_CLOSE, ORIGINAL_OPEN } from '../source/marks.ts';
import { escapeHtml, lineStart } from '../tokens.ts';
import { pushRawBlock } from './raw-html.ts';

/**
 * Bilingual blocks and other `<details>`, as marked by the source repair: containers whose content
 * is Markdown. A container ends with its list item or quote at the latest.
 */
export function originalBlocks(md: MarkdownIt): void {
  md.block.ruler.before('table', 'original', parseBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });

  md.renderer.rules['original_open'] = (tokens, i, _options, env) => {
    const { blocks, context, fileLine, report } = envOf(env);
    const block = blocks[Number(tokens[i]?.info)];
    if (block?.kind === 'fold') {
      const line = tokens[i]?.map?.[0] ?? 0;
      const summary = md.renderInline(block.summary, {
        ...env,
        // No footnotes in a summary: their list stands at the end of the article.
        footnotes: undefined,
        fileLine: () => fileLine(line),
        report: (code: RepairCode, _line: number, detail?: string) => {
          report(code, line, detail);
        },
      });
      return `<details class="fold"><summary>${summary}</summary><div class="fold-body">\n`;
    }
    const isHan = block?.kind === 'original' && block.script === 'han';
    const { originalChinese, originalEnglish } = context.labels;
    const label = escapeHtml(isHan ? originalChinese : originalEnglish);
    // The label is Chinese. Around it stands the language of the article.
    const chinese = chineseOf(context.lang);
    const labelLang = chinese === context.lang ? '' : ` lang="${escapeHtml(chinese)}"`;
    const lang = escapeHtml(originalLang(isHan, context.lang));
    const summary = `<summary${labelLang}>${label}</summary>`;
    return `<details class="original">${summary}<div lang="${lang}">`;
  };
  md.renderer.rules['original_close'] = () => '</div></details>\n';
}

/** Language of an original: English unless it is Chinese; then the Chinese of the site. */
export function originalLang(isHan: boolean, siteLang: string): string {
  return isHan ? chineseOf(siteLang) : 'en';
}

function parseBlock(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const first = lineStart(state, start);
  const mark = state.src[first];
  if (mark !== ORIGINAL_OPEN && mark !== ORIGINAL_CLOSE) return false;
  if (silent) return true;
  if (mark === ORIGINAL_CLOSE) {
    // The container of its opening mark has ended before: nothing is left to close.
    state.line = start + 1;
    return true;
  }
  const info = state.src.slice(first + 1, state.eMarks[start]);
  const block = envOf(state.env).blocks[Number(info)];
  if (block?.kind === 'raw') {
    state.line = start + 1;
    return pushRawBlock(state, block.html, start);
  }
  let close = start + 1;
  const isAtMark = (): boolean => state.src[lineStart(state, close)] === ORIGINAL_CLOSE;
  while (close < end && !isAtMark()) {
    // Text outside the list item or quote that holds the block belongs to what follows.
    if ((state.sCount[close] ?? 0) < state.blkIndent && !state.isEmpty(close)) break;
    close++;
  }
  const open = state.push('original_open', 'details', 1);
  open.info = info;
  open.map = [start, close];
  open.block = true;
  if (block?.kind === 'original') envOf(state.env).counters.originals++;
  const { parentType, lineMax } = state;
  state.parentType = 'root';
  state.lineMax = close;
  state.md.block.tokenize(state, start + 1, close);
  state.parentType = parentType;
  state.lineMax = lineMax;
  state.push('original_close', 'details', -1).block = true;
  state.line = close < end && isAtMark() ? close + 1 : close;
  return true;
}
