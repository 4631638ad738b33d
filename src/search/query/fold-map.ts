import { foldCharacters, foldedSpace, foldText, spaceRun } from '../fold.ts';
import type { VariantTable } from '../fold.ts';

/** Folded text that knows where it comes from. */
export interface MappedText {
  readonly folded: string;
  /** For each folded code unit, and the end, the place in the original. */
  readonly places: readonly number[];
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Folds a text and keeps the places.
 * @returns undefined when the parts of a text do not fold as the whole does (rare sequences of
 * combining marks): then nothing can be marked.
 */
export function foldWithPlaces(text: string, variants?: VariantTable): MappedText | undefined {
  let plain = '';
  const plainPlaces: number[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const part = foldCharacters(segment, variants);
    plain += part;
    for (let unit = 0; unit < part.length; unit++) {
      // Where folding keeps the length, each unit comes from its own.
      plainPlaces.push(index + (part.length === segment.length ? unit : 0));
    }
  }
  let folded = '';
  const places: number[] = [];
  const copy = (start: number, end: number) => {
    folded += plain.slice(start, end);
    for (let at = start; at < end; at++) places.push(plainPlaces[at] ?? 0);
  };
  let copied = 0;
  for (const { 0: run, index } of plain.matchAll(spaceRun)) {
    copy(copied, index);
    copied = index + run.length;
    if (foldedSpace(plain, index, copied) === ' ') copy(index, index + 1);
  }
  // A tab or wide space that stayed is one plain space in folded text.
  copy(copied, plain.length);
  folded = folded.replace(spaceRun, ' ');
  places.push(text.length);
  return folded === foldText(text, variants) ? { folded, places } : undefined;
}
