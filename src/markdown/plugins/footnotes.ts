import type { MarkdownIt, Token } from 'markdown-it';
import footnotePlugin from 'markdown-it-footnote';
import { envOf } from '../env.ts';
import { escapeHtml } from '../tokens.ts';

/** Footnotes: markdown-it-footnote's grammar with this site's markup. */
export function footnotes(md: MarkdownIt): void {
  md.use(footnotePlugin);
  const { rules } = md.renderer;
  rules['footnote_ref'] = (tokens, i) => {
    const n = number(tokens[i]);
    return `<sup class="footnote-ref"><a href="#fn-${n}" id="${referenceId(tokens[i])}">${n}</a></sup>`;
  };
  rules['footnote_block_open'] = (_tokens, _i, _options, env) =>
    `<section class="footnotes" aria-label="${escapeHtml(envOf(env).context.labels.footnotes)}"><ol>\n`;
  rules['footnote_block_close'] = () => '</ol></section>\n';
  rules['footnote_open'] = (tokens, i) => `<li id="fn-${number(tokens[i])}">`;
  rules['footnote_close'] = () => '</li>\n';
  rules['footnote_anchor'] = (tokens, i, _options, env) => {
    const label = escapeHtml(envOf(env).context.labels.footnoteBack);
    return ` <a class="footnote-back" href="#${referenceId(tokens[i])}" aria-label="${label}">↩</a>`;
  };
}

function number(token: Token | undefined): string {
  return String(Number(token?.meta?.['id'] ?? 0) + 1);
}

/** The second reference to note 1 is `fnref-1-2`. */
function referenceId(token: Token | undefined): string {
  const sub = Number(token?.meta?.['subId'] ?? 0);
  return `fnref-${number(token)}${sub > 0 ? `-${String(sub + 1)}` : ''}`;
}
