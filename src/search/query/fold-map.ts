import { foldCharacters, foldedSpace, foldText, spaceRun, type VariantTable } from '../fold.ts';

/** Folded text with the origin of each code unit. */
export interface MappedText {
  readonly folded: string;
  /** For each folded code unit, and for the end, its offset in the original text. */
  readonly places: readonly number[];
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Folds a text and tracks where each code unit comes from.
 * @returns undefined when the graphemes of the text fold to something else than the text as a whole
 * (rare sequences of combining marks): then nothing can be marked.
 */
export function foldWithPlaces(text: string, variants?: VariantTable): MappedText | undefined {
  let plain = '';
  const plainPlaces: number[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const part = foldCharacters(segment, variants);
    plain += part;
    for (let unit = 0; unit < part.length; unit++) {
      // If folding keeps the length, units correspond one to one.
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
  // A single tab or wide space is a plain space in folded text.
  copy(copied, plain.length);
  folded = folded.replace(spaceRun, ' ');
  places.push(text.length);
  return folded === foldText(text, variants) ? { folded, places } : undefined;
}
