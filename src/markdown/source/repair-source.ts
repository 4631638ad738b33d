import type { Report } from '../repair-log.ts';
import { markBilingualBlocks } from './bilingual-blocks.ts';
import { splitCodeAndComments } from './code-and-comments.ts';
import { repairLines } from './line-repairs.ts';
import type { MarkedBlock } from './marked-blocks.ts';
import { cleanText } from './marks.ts';
import { hideResidue } from './residue.ts';
import type { SourceLine } from './source-line.ts';

/** A body's lines with all repairs made, and the blocks that the marks among them stand for. */
export interface RepairedLines {
  readonly lines: readonly SourceLine[];
  readonly blocks: readonly MarkedBlock[];
}

/** A body that CommonMark will read as its author meant it. */
export interface RepairedSource {
  readonly text: string;
  /** For each line of `text`, the 0-based line of the body it comes from. */
  readonly lines: readonly number[];
  /** The blocks that were marked, in order of their marks in `text`. */
  readonly blocks: readonly MarkedBlock[];
}

/** All repairs, as one text. */
export function repairSource(body: string, report: Report): RepairedSource {
  const { lines, blocks } = repairedLines(body, report);
  return {
    text: lines.map(({ text }) => text).join('\n'),
    lines: lines.map(({ line }) => line),
    blocks,
  };
}

/** All repairs, in their only working order: code and comments are told from text first. */
export function repairedLines(body: string, report: Report): RepairedLines {
  const clean = cleanText(body);
  const split = hideResidue(splitCodeAndComments(clean, report), report);
  const marked = clean.includes('<')
    ? markBilingualBlocks(split, report)
    : { lines: split, blocks: [] };
  return { lines: repairLines(marked.lines, clean, report), blocks: marked.blocks };
}
