import type { MarkdownIt } from 'markdown-it';
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

/** A table of raw HTML in the same region. */
export function scrollRegion(table: string, context: RenderContext): string {
  return `${regionOpen(context)}${table}</section>`;
}

function regionOpen({ labels }: RenderContext): string {
  return `<section class="table-scroll" tabindex="0" aria-label="${escapeHtml(labels.table)}">`;
}
