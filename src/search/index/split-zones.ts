import { characterClass, classOf } from '../characters.ts';
import { foldText } from '../fold.ts';
import { maximumZones, zoneCharacters, zoneOverlap } from '../format.ts';

/** A zone before it is written, see `Zone`. */
export interface ZoneUnits {
  /** UTF-16; a view of the text that was divided. */
  readonly units: Uint16Array;
  /** How many of them, at the end, belong to the next zone. */
  readonly overlap: number;
}

/**
 * Divides a text into zones of about equal length. Zones tell where in a long article something
 * stands: cheap proximity for phrases, ranking and for the choice of the block that is fetched to
 * verify and to quote. No zone begins or ends within a word: it would be taken for a whole one.
 * @param text UTF-16, well-formed.
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
 * The last place up to `position` where the text can be cut, but not before `minimum`; the first
 * place behind when there is none.
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

/** Whether the parts before and after a position fold as the whole does, and no word goes on. */
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
