import { characterClass, classOf } from '../characters.ts';
import { foldText } from '../fold.ts';
import { maximumZones, zoneCharacters, zoneOverlap } from '../format.ts';

/** A zone before it is written; see `Zone`. */
export interface ZoneUnits {
  /** Its text in UTF-16: a view of the divided text. */
  readonly units: Uint16Array;
  /** How many units at its end belong to the next zone. */
  readonly overlap: number;
}

/**
 * Divides a text into zones of about equal length. They tell roughly where in an article a key
 * stands: for phrases, for ranking, and for choosing the block to compare and quote. No zone begins
 * or ends within a word, since the part would count as a whole word.
 * @param text well-formed UTF-16.
 */
export function splitZones(text: Uint16Array): readonly ZoneUnits[] {
  const count = Math.min(maximumZones, Math.max(1, Math.ceil(text.length / zoneCharacters)));
  const size = Math.ceil(text.length / count);
  const zones: ZoneUnits[] = [];
  let start = 0;
  for (let index = 1; start < text.length || index === 1; index++) {
    const end = index >= count ? text.length : cutNear(text, index * size, start + 1);
    const stop = cutAfter(text, end + zoneOverlap);
    zones.push({ units: text.subarray(start, stop), overlap: stop - end });
    start = end;
  }
  return zones;
}

/**
 * The last place from `minimum` to `position` where the text can be cut; if there is none, the
 * first place after `position`.
 */
function cutNear(text: Uint16Array, position: number, minimum: number): number {
  for (let cut = position; cut >= minimum; cut--) if (canCut(text, cut)) return cut;
  return cutAfter(text, Math.max(position, minimum));
}

function cutAfter(text: Uint16Array, position: number): number {
  let cut = position;
  while (cut < text.length && !canCut(text, cut)) cut++;
  return Math.min(cut, text.length);
}

/**
 * Whether no word continues across a position, and the two parts fold to what the whole folds to.
 */
function canCut(text: Uint16Array, cut: number): boolean {
  const before = text[cut - 1] ?? 0;
  const after = text[cut] ?? 0;
  if (before === 10 || (isCommonHan(before) && isCommonHan(after))) return true;
  if (isLowSurrogate(after)) return false;
  const one = characterAt(text, isLowSurrogate(before) ? cut - 2 : cut - 1);
  const two = characterAt(text, cut);
  if (
    classOfCharacter(one) === characterClass.word &&
    classOfCharacter(two) === characterClass.word
  ) {
    return false;
  }
  return foldText(one + two) === foldText(one) + foldText(two);
}

function characterAt(text: Uint16Array, at: number): string {
  const code = text[at] ?? 0;
  return (code & 0xfc00) === 0xd800
    ? String.fromCharCode(code, text[at + 1] ?? 0)
    : String.fromCharCode(code);
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

function isCommonHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

function classOfCharacter(character: string): number {
  return classOf(character.codePointAt(0) ?? 0);
}
