import type { Report } from '../repair-log.ts';
import { scriptsOf } from '../text/scripts.ts';
import { splitOriginalLabel } from './html-tags.ts';
import { LIST_ITEM, MarkedLines } from './marked-blocks.ts';
import { isBlank, judgeBlock, type OpenBlock } from './open-block.ts';
import { RawBlockFinder } from './raw-blocks.ts';
import { textLine, type SourceLine } from './source-line.ts';
import { splitStructuralTags, type Piece } from './structural-tags.ts';

type Tag = Extract<Piece, { kind: 'tag' }>;

const LINE_PREFIX = /^[ \t]*(?:>[ \t]?)*/;
const ONLY_MARKERS = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)*$/;
/** No line begins with more marks; the bound keeps a line of tags linear. */
const MARKERS_MAX = 400;

/**
 * Finds the `<details>` blocks in the lines of a body and puts marks around their contents, which
 * thereby become Markdown like any other. Other block tags become paragraph breaks. Repairs every
 * wrong nesting counted in the corpus; a block that never ends gives back what is not its own.
 */
export function markBilingualBlocks(lines: readonly SourceLine[], report: Report): MarkedLines {
  const marker = new BlockMarker(report);
  const raw = new RawBlockFinder(lines);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const end = raw.endOfBlock(i);
    if (end > i) {
      marker.addRaw(lines.slice(i, end));
      i = end - 1;
    } else {
      marker.add(line);
    }
  }
  return marker.finish();
}

class BlockMarker {
  readonly #marked = new MarkedLines();
  readonly #report: Report;
  #block: OpenBlock | undefined;
  #text = '';
  /** First character of the line in progress, white space aside. */
  #firstCharacter = '';

  constructor(report: Report) {
    this.#report = report;
  }

  add(line: SourceLine): void {
    // Nearly every line: nothing in it shapes blocks.
    const isPlain = !line.text.includes('<') && (this.#block?.phase ?? 'body') === 'body';
    if (line.code || isPlain) {
      this.#settleDoubt(line.text);
      this.#emit(line);
      return;
    }
    for (const piece of splitStructuralTags(line.text)) {
      if (piece.kind === 'text') this.#addText(piece.text);
      else this.#addTag(piece, line.line);
    }
    this.#endLine(line.line);
  }

  /** Cuts out a block of raw HTML and puts a mark in its place. */
  addRaw(rows: readonly SourceLine[]): void {
    for (const line of this.#marked.cutOut(rows)) this.#emit(line);
  }

  finish(): MarkedLines {
    if (this.#block) this.#closeBlock(false);
    return this.#marked;
  }

  #addText(text: string): void {
    const block = this.#block;
    if (!block || block.phase === 'body') {
      if (this.#text === '') this.#settleDoubt(text);
      this.#append(text);
    } else if (block.phase === 'summary') {
      block.summary += text;
    } else if (text.replace(/>/g, '').trim() !== '' || !block.prefix.includes('>')) {
      if (text.trim() === '') return;
      // Text before any summary: the block has none.
      block.phase = 'body';
      block.malformed = true;
      this.#append(text);
    }
  }

  #append(text: string): void {
    if (this.#firstCharacter === '') this.#firstCharacter = /\S/.exec(text)?.[0] ?? '';
    this.#text += text;
  }

  #restart(text: string): void {
    this.#text = this.#firstCharacter = '';
    this.#append(text);
  }

  #endLine(line: number): void {
    const block = this.#block;
    if (block?.phase === 'summary') {
      const rest = splitOriginalLabel(block.summary);
      if (rest === undefined && block.summary.length < 200) {
        block.summary += ' ';
        return;
      }
      // `<summary>Original English` with no end: the rest of the line is already the original.
      this.#endSummary(true);
    }
    this.#flush(line);
  }

  #flush(line: number): void {
    this.#emit(textLine(this.#text, line));
    this.#restart('');
  }

  #emit(line: SourceLine): void {
    if (this.#block) {
      this.#block.body.push(line);
      this.#block.hasText ||= line.text.trim() !== '';
      return;
    }
    this.#marked.add(line);
  }

  /** Ends the paragraph in progress, unless it has only just begun with a list or quote mark. */
  #breakParagraph(line: number): void {
    if (onlyMarkers(this.#text)) return;
    if (this.#firstCharacter === '|') {
      this.#append(' '); // in a table row a break would end the table
      return;
    }
    const prefix = LINE_PREFIX.exec(this.#text)?.[0] ?? '';
    this.#flush(line);
    this.#emit(textLine(prefix.trimEnd(), line));
    this.#restart(prefix);
  }

  /** Ends the paragraph in progress where a block begins. */
  #endParagraph(line: number): void {
    if (this.#text.trim() !== '') this.#flush(line);
    this.#restart('');
  }

  #addTag(tag: Tag, line: number): void {
    if (tag.role === 'details') {
      if (tag.close) this.#detailsEnd(line);
      else this.#detailsStart(line);
    } else if (tag.role === 'summary') {
      if (tag.close) this.#summaryEnd(line);
      else this.#summaryStart(line);
    } else if (tag.role === 'rule') {
      this.#breakParagraph(line);
      this.#append('* * *');
      this.#breakParagraph(line);
    } else if (tag.name === 'p') {
      if (tag.close) this.#paragraphEnd(line);
      else this.#paragraphStart(tag, line);
    } else {
      if (this.#block && this.#block.phase !== 'body') this.#endSummary(true);
      this.#breakParagraph(line);
      const level = !tag.close && /^h([1-6])$/.exec(tag.name)?.[1];
      if (level) this.#append('#'.repeat(Number(level)) + ' ');
    }
  }

  #detailsStart(line: number): void {
    if (this.#block) {
      // Opened inside an open one: no author means nesting by it, so the first one ends here.
      this.#flush(line);
      this.#closeBlock(false);
    }
    const before = this.#text;
    const prefix = LINE_PREFIX.exec(before)?.[0] ?? '';
    if (!onlyMarkers(before) || LIST_ITEM.test(before + ' ')) this.#flush(line);
    this.#restart('');
    this.#open(line, this.#marked.keptPrefix(prefix), false);
  }

  #open(line: number, prefix: string, implicit: boolean): OpenBlock {
    const block: OpenBlock = {
      line,
      prefix,
      implicit,
      summary: '',
      phase: implicit ? 'body' : 'before-summary',
      endInDoubt: false,
      body: [],
      hasText: false,
      wrapped: implicit,
      wrapperClosedAt: -1,
      malformed: implicit,
    };
    this.#block = block;
    return block;
  }

  #detailsEnd(line: number): void {
    const block = this.#block;
    if (!block) {
      this.#report('body-details-malformed', line);
      this.#breakParagraph(line);
      return;
    }
    if (block.phase === 'summary') {
      this.#endSummary(true);
      block.endInDoubt = !block.hasText && this.#text.trim() === '';
      if (block.endInDoubt) return;
    }
    if (block.wrapped && block.wrapperClosedAt < 0) block.malformed = true;
    if (!block.endInDoubt && block.malformed && this.#text.trim() === '' && !block.hasText) {
      // `<summary>…</p></details><p class="english-text">`: not the end, if the original comes now.
      block.endInDoubt = true;
      return;
    }
    this.#flush(line);
    this.#closeBlock(true);
  }

  /** After a doubtful end, only an original's own paragraph keeps the block open. */
  #settleDoubt(text: string): void {
    const block = this.#block;
    if (!block?.endInDoubt || text.trim() === '') return;
    const { han, latin } = scriptsOf(text);
    block.endInDoubt = false;
    if (han * 2 > latin || latin === 0) this.#closeBlock(true);
  }

  #summaryStart(line: number): void {
    let block = this.#block;
    if (!block) {
      // A summary without its block.
      this.#endParagraph(line);
      block = this.#open(line, '', false);
      block.malformed = true;
    }
    if (block.phase === 'before-summary') block.phase = 'summary';
    else block.malformed = true;
  }

  #summaryEnd(line: number): void {
    const block = this.#block;
    if (block?.phase === 'summary') this.#endSummary(false);
    else if (block) block.malformed = true;
    else this.#report('body-details-malformed', line);
  }

  /** Turns to the body. What a summary without an end took from the body goes back. */
  #endSummary(malformed: boolean): void {
    const block = this.#block;
    if (!block) return;
    block.phase = 'body';
    if (!malformed) return;
    block.malformed = true;
    const rest = splitOriginalLabel(block.summary);
    if (rest === undefined) return;
    block.summary = block.summary.slice(0, block.summary.length - rest.length);
    this.#append(rest.trimStart());
  }

  #paragraphStart(tag: Tag, line: number): void {
    const isOriginal = /english|chinese|original|p-text/i.test(tag.attributes);
    if (this.#block?.endInDoubt && !isOriginal) this.#closeBlock(true);
    const block = this.#block;
    if (!block && isOriginal) {
      this.#endParagraph(line);
      this.#open(line, '', true);
      return;
    }
    if (block && block.phase !== 'body') this.#endSummary(true);
    this.#breakParagraph(line);
    if (!block) return;
    block.endInDoubt = false;
    block.wrapped = true;
    block.wrapperClosedAt = -1;
  }

  #paragraphEnd(line: number): void {
    const block = this.#block;
    if (block?.phase === 'summary') {
      this.#endSummary(true);
      return;
    }
    this.#breakParagraph(line);
    if (block?.implicit) this.#closeBlock(true);
    else if (block) block.wrapperClosedAt = block.body.length;
  }

  #closeBlock(closed: boolean): void {
    const block = this.#block;
    if (!block) return;
    this.#block = undefined;
    const judged = judgeBlock(block, closed);
    const { custom, own, rest } = judged;
    const isMalformed = block.malformed || !closed;
    if (isBlank(own)) {
      if (custom) this.#emit(textLine(block.prefix + block.summary, block.line));
      this.#report(isMalformed ? 'body-details-malformed' : 'body-details-empty', block.line);
      this.#emit(textLine(block.prefix.trimEnd(), block.line));
    } else {
      if (isMalformed || rest.length > 0) this.#report('body-details-malformed', block.line);
      this.#marked.addBlock(block, judged);
    }
    for (const line of rest) this.#emit(line);
  }
}

/** Whether nothing stands on a line but white space and marks of quotes and lists. */
function onlyMarkers(text: string): boolean {
  return text.length <= MARKERS_MAX && ONLY_MARKERS.test(text);
}
