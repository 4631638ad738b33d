import { ORIGINAL_CLOSE, ORIGINAL_OPEN } from './marks.ts';
import { commonIndent, type ClosedBlock, type OpenBlock } from './open-block.ts';
import { textLine, type SourceLine } from './source-line.ts';

/** What a mark in the repaired text stands for. */
export type MarkedBlock = FoldBlock | RawBlock;

/** A table, list or preformatted block of raw HTML, kept whole. */
export interface RawBlock {
  readonly kind: 'raw';
  readonly html: string;
}

/** A `<details>` of the body: an original, or a fold with the author's own summary. */
export interface FoldBlock {
  readonly kind: 'original' | 'fold';
  /** Script of an original's text. */
  readonly script: 'latin' | 'han';
  /** The author's summary, as Markdown; only of a fold. */
  readonly summary: string;
}

export const LIST_ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/;

/** The lines that go to the parser, and the blocks that the marks among them stand for. */
export class MarkedLines {
  readonly lines: SourceLine[] = [];
  readonly blocks: MarkedBlock[] = [];
  #lastText = '';

  add(line: SourceLine): void {
    if (!line.code && line.text.trim() !== '') this.#lastText = line.text;
    this.lines.push(line);
  }

  /** Indentation matters only inside a list; elsewhere it would turn a block into code. */
  keptPrefix(prefix: string): string {
    if (prefix.includes('>') || prefix === '') return prefix;
    return LIST_ITEM.test(this.#lastText) || /^[ \t]/.test(this.#lastText) ? prefix : '';
  }

  /**
   * Takes a block of raw HTML out.
   * @returns the lines that stand in its place
   */
  cutOut(rows: readonly SourceLine[]): SourceLine[] {
    this.blocks.push({ kind: 'raw', html: rows.map((row) => row.text).join('\n') });
    return marked('', this.#lastMark(), rows[0]?.line ?? 0);
  }

  /**
   * Puts marks around the lines that are a block's own, indented or quoted as its opening tag was.
   */
  addBlock(block: OpenBlock, { own, counts, custom }: ClosedBlock): void {
    const { han, latin } = counts;
    this.blocks.push({
      kind: custom ? 'fold' : 'original',
      // A Han character carries about as much as three Latin letters.
      script: han * 3 > latin ? 'han' : 'latin',
      summary: custom ? block.summary.trim() : '',
    });
    const { prefix, line } = block;
    this.lines.push(...marked(prefix, this.#lastMark(), line));
    const dedent = commonIndent(own);
    for (const row of own) {
      if (row.code) this.lines.push(row);
      else if (prefix.includes('>')) {
        const isQuoted = row.text.trimStart().startsWith('>');
        this.lines.push(isQuoted ? row : { ...row, text: prefix + row.text });
      } else {
        const text = block.wrapped ? row.text.trimStart() : row.text.slice(dedent);
        this.lines.push({ ...row, text: text === '' ? '' : prefix + text });
      }
    }
    this.lines.push(...marked(prefix, ORIGINAL_CLOSE, own.at(-1)?.line ?? line));
    if (prefix === '') this.#lastText = '';
  }

  /** Opens the last block. */
  #lastMark(): string {
    return `${ORIGINAL_OPEN}${String(this.blocks.length - 1)}`;
  }
}

/** A mark as a paragraph of its own. */
function marked(prefix: string, mark: string, line: number): SourceLine[] {
  const blank = prefix.trimEnd();
  return [blank, prefix + mark, blank].map((text) => textLine(text, line));
}
