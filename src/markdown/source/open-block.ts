import { countScripts, scriptsOf, type ScriptCounts } from '../text/scripts.ts';
import { isOriginalLabel, splitOriginalLabel } from './html-tags.ts';
import type { SourceLine } from './source-line.ts';

/** Han characters that make a paragraph of the translation rather than a name in the original. */
const HAN_OF_A_PARAGRAPH = 12;

/** A `<details>` that is being read. */
export interface OpenBlock {
  readonly line: number;
  readonly prefix: string;
  /** Opened by a lone `<p class="english-text">`: its `</p>` is its end. */
  readonly implicit: boolean;
  summary: string;
  phase: 'before-summary' | 'summary' | 'body';
  /** The summary ended in `</details>`: whether the block did too shows in what follows. */
  endInDoubt: boolean;
  readonly body: SourceLine[];
  /** Whether a line of it is not blank. */
  hasText: boolean;
  wrapped: boolean;
  wrapperClosedAt: number;
  malformed: boolean;
}

/** What a block turns out to be when it ends. */
export interface ClosedBlock {
  /** Its summary is the author's own, not one that a pipeline writes over originals. */
  readonly custom: boolean;
  readonly own: readonly SourceLine[];
  /** The letters of its own lines. */
  readonly counts: Pick<ScriptCounts, 'han' | 'latin'>;
  /** Lines that stood inside by mistake and go back to the article. */
  readonly rest: readonly SourceLine[];
}

export function judgeBlock(block: OpenBlock, closed: boolean): ClosedBlock {
  // A summary that never ended is text, unless a pipeline wrote it.
  const isLabel =
    block.phase === 'summary'
      ? splitOriginalLabel(block.summary)?.trim() === ''
      : isOriginalLabel(block.summary);
  const custom = block.summary.trim() !== '' && !isLabel;
  const { body } = block;
  if (!block.implicit && !custom) return { custom, ...ownLines(block, closed) };
  // A fold of the author's own that never ends would hide the rest of the article: its lines are
  // shown as text.
  const keepsAll = block.implicit || closed;
  const own = keepsAll ? body : [];
  const counts = scriptsOf('');
  for (const { text } of own) countScripts(text, counts);
  return { custom, own, counts, rest: keepsAll ? [] : body };
}

export function isBlank(lines: readonly SourceLine[]): boolean {
  return lines.every((line) => line.text.trim() === '');
}

/** How many leading characters all lines share as indentation. */
export function commonIndent(lines: readonly SourceLine[]): number {
  let indent = Infinity;
  for (const { text } of lines) {
    if (text.trim() === '') continue;
    indent = Math.min(indent, text.length - text.trimStart().length);
  }
  return indent === Infinity ? 0 : indent;
}

/**
 * Which lines of its body a block may keep. A well-formed one keeps all but Han text after its own
 * Latin text, which shows that an end is missing; one that was never closed keeps what is in the
 * original's language.
 */
function ownLines(block: OpenBlock, closed: boolean): Omit<ClosedBlock, 'custom'> {
  const { body } = block;
  const counts = scriptsOf('');
  const upTo = (end: number) => ({ own: body.slice(0, end), counts, rest: body.slice(end) });
  let sawOwn = false;
  let sawLatin = false;
  let afterBlank = true;
  for (let i = 0; i < body.length; i++) {
    const row = body[i];
    const text = row?.text.trim() ?? '';
    if (text === '' || row?.code) {
      countScripts(text, counts);
      afterBlank = true;
      continue;
    }
    const heading = /^#{1,6}\s/.test(text);
    const { han, latin } = scriptsOf(text);
    const isHan = han * 3 > latin;
    if (sawLatin && heading && isHan) return upTo(i);
    const afterWrapper = block.wrapperClosedAt >= 0 && i >= block.wrapperClosedAt;
    if (sawLatin && isHan && (afterWrapper || (afterBlank && han >= HAN_OF_A_PARAGRAPH)))
      return upTo(i);
    if (!closed && sawOwn) {
      if (heading) return upTo(i);
      if (isHan && sawLatin && (afterBlank || afterWrapper)) return upTo(i);
      // A Chinese original (or translation left in the wrong place): its first paragraph only.
      if (!sawLatin && afterBlank) return upTo(i);
    }
    counts.han += han;
    counts.latin += latin;
    sawOwn = true;
    if (!isHan && latin > 0) sawLatin = true;
    afterBlank = false;
  }
  return upTo(body.length);
}
