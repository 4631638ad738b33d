import type { RenderedImage, RenderLabels } from '../types.ts';
import type { MarkedBlock } from './marked-blocks.ts';
import { EMPHASIS_SPLIT, ORIGINAL_CLOSE, ORIGINAL_OPEN, TURN } from './marks.ts';
import { repairSource } from './repair-source.ts';

export interface RepairedMarkdownOptions {
  readonly labels: RenderLabels;
  /** Published pictures by their path as written. */
  readonly images: Readonly<Record<string, RenderedImage>>;
  readonly siteUrl: string;
}

const markedLine = new RegExp(`^([ \\t>]*)(?:${ORIGINAL_OPEN}(\\d+)|${ORIGINAL_CLOSE})$`, 'u');

/**
 * A body as Markdown for others to read: what pipelines left behind is repaired as for the page, comments are gone, bilingual blocks are sound
 * `<details>` elements, local pictures have their published address.
 */
export function repairedMarkdown(body: string, options: RepairedMarkdownOptions): string {
  const { text, blocks } = repairSource(body, () => undefined);
  const lines = text
    .replaceAll(EMPHASIS_SPLIT, '')
    .replaceAll(TURN, '>> ')
    .split('\n')
    .map((line) => unmark(line, blocks, options.labels));
  let markdown = lines.join('\n').replace(/\n{3,}/g, '\n\n');
  for (const [source, { src }] of Object.entries(options.images)) {
    for (const [before, after] of [
      ['](', ')'],
      ['](', ' '],
      ['](<', '>'],
      ['src="', '"'],
    ]) {
      markdown = markdown.replaceAll(
        `${before}${source}${after}`,
        () => `${before}${options.siteUrl}${src}${after}`,
      );
    }
  }
  return `${markdown.trim()}\n`;
}

function unmark(line: string, blocks: readonly MarkedBlock[], labels: RenderLabels): string {
  const match = markedLine.exec(line);
  if (!match) return line;
  const [, prefix = '', index] = match;
  if (index === undefined) return `${prefix}</details>`;
  const block = blocks[Number(index)];
  if (!block) return prefix;
  if (block.kind === 'raw') return block.html;
  const own = block.script === 'han' ? labels.originalChinese : labels.originalEnglish;
  const summary = block.kind === 'fold' ? block.summary : own;
  return `${prefix}<details><summary>${summary}</summary>`;
}
