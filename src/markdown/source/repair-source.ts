import { markBilingualBlocks } from './bilingual-blocks.ts';
import { splitCodeAndComments } from './code-and-comments.ts';
import { repairLines } from './line-repairs.ts';
import type { MarkedBlock } from './marked-blocks.ts';
import { cleanText } from './marks.ts';
import { hideResidue } from './residue.ts';
import type { Report } from './source-line.ts';

/** A body that CommonMark will read as its author meant it. */
export interface RepairedSource {
  readonly text: string;
  /** For each line of `text`, the 0-based line of the body it comes from. */
  readonly lines: readonly number[];
  /** The blocks that were marked, in order of their marks in `text`. */
  readonly blocks: readonly MarkedBlock[];
}

/** All repairs, in their only working order: code and comments are told from text first. */
export function repairSource(body: string, report: Report): RepairedSource {
  const clean = cleanText(body);
  const split = hideResidue(splitCodeAndComments(clean, report), report);
  const marked = clean.includes('<')
    ? markBilingualBlocks(split, report)
    : { lines: split, blocks: [] };
  const repaired = repairLines(marked.lines, clean, report);
  const lines = new Array<number>(repaired.length);
  const texts = new Array<string>(repaired.length);
  repaired.forEach((row, i) => {
    lines[i] = row.line;
    texts[i] = row.text;
  });
  return { text: texts.join('\n'), lines, blocks: marked.blocks };
}
