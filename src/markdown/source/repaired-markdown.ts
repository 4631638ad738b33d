import { NextIndex } from '../../shared/next-index.ts';
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
 * A body as Markdown for others to read: what pipelines left behind is repaired as for the page,
 * comments are gone, bilingual blocks are sound `<details>` elements, local pictures have their
 * published address.
 */
export function repairedMarkdown(body: string, options: RepairedMarkdownOptions): string {
  const { text, blocks } = repairSource(body, () => undefined);
  const lines = text
    .replaceAll(EMPHASIS_SPLIT, '')
    .replaceAll(TURN, '>> ')
    .split('\n')
    .map((line) => unmark(line, blocks, options.labels));
  const markdown = lines.join('\n').replace(/\n{3,}/g, '\n\n');
  return `${withPublished(markdown, options).trim()}\n`;
}

/** What stands before the address of a picture, and what ends the address. */
const addressStart = /\]\(<?|src="/g;
const bareEnds = [')', ' '] as const;

/** Puts the published addresses of pictures in, in one pass however many there are. */
function withPublished(markdown: string, { images, siteUrl }: RepairedMarkdownOptions): string {
  if (Object.keys(images).length === 0) return markdown;
  const ends = Object.fromEntries(
    [...bareEnds, '>', '"'].map((end) => [end, new NextIndex(markdown, end)]),
  );
  const longest = Object.keys(images).reduce((most, { length }) => Math.max(most, length), 0);
  let out = '';
  let from = 0;
  for (const { 0: before, index } of markdown.matchAll(addressStart)) {
    const start = index + before.length;
    const closing = before === '](<' ? ['>'] : before === '](' ? bareEnds : ['"'];
    for (const end of closing) {
      const stop = ends[end]?.from(start) ?? Infinity;
      if (stop - start > longest) continue;
      const source = markdown.slice(start, stop);
      if (!Object.hasOwn(images, source)) continue;
      out += markdown.slice(from, start) + siteUrl + (images[source]?.src ?? '');
      from = stop;
      break;
    }
  }
  return out + markdown.slice(from);
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
