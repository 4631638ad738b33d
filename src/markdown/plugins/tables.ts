import type { MarkdownIt, StateCore } from 'markdown-it';
import { envOf } from '../env.ts';
import { escapeHtml } from '../tokens.ts';
import type { RenderContext } from '../types.ts';

/**
 * Tables scroll in a region of their own; alignment is a class, since inline styles are forbidden.
 */
export function tables(md: MarkdownIt): void {
  md.renderer.rules['table_open'] = (_tokens, _i, _options, env) =>
    `${regionOpen(envOf(env).context)}<table>\n`;
  md.renderer.rules['table_close'] = () => '</table></section>\n';

  md.core.ruler.push('table_alignment', (state) => {
    reportRows(state);
    for (const token of state.tokens) {
      if (token.type !== 'td_open' && token.type !== 'th_open') continue;
      const align = /text-align:(left|center|right)/.exec(
        String(token.attrGet('style') ?? ''),
      )?.[1];
      token.attrs = align && align !== 'left' ? [['class', `align-${align}`]] : null;
      if (token.type === 'th_open') token.attrPush(['scope', 'col']);
    }
  });
}

/** Reports rows whose cells are not what their author meant. */
function reportRows({ tokens, src, env }: StateCore): void {
  if (!tokens.some(({ type }) => type === 'table_open')) return;
  const { report } = envOf(env);
  const lines = src.split('\n');
  let columns = 0;
  let isHead = false;
  for (const { type, map } of tokens) {
    if (type === 'table_open') columns = 0;
    else if (type === 'th_open') columns++;
    else if (type === 'thead_open' || type === 'thead_close') isHead = type === 'thead_open';
    if (type !== 'tr_open' || !map) continue;
    const [line] = map;
    const row = lines[line] ?? '';
    const [link] = SPLIT_WIKILINK.exec(row) ?? [];
    if (link !== undefined) report('body-table-wikilink', line, link);
    else if (!isHead && cellsOf(row).slice(columns).some(Boolean)) report('body-table-cells', line);
  }
}

/** A wikilink whose bar is not behind a backslash. */
const SPLIT_WIKILINK = /\[\[(?=[^[\]|]{0,300}\p{L})[^[\]|]{1,300}(?<!\\)\|[^[\]]{0,300}\]\]/u;

/** The cells of a row of the source, as markdown-it splits it. */
function cellsOf(row: string): readonly string[] {
  const cells = row
    .replace(/^[\s>]+/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
  return cells[0] === '' ? cells.slice(1) : cells;
}

/** A table of raw HTML in the same region. */
export function scrollRegion(table: string, context: RenderContext): string {
  return `${regionOpen(context)}${table}</section>`;
}

function regionOpen({ labels }: RenderContext): string {
  return `<section class="table-scroll" tabindex="0" aria-label="${escapeHtml(labels.table)}">`;
}
