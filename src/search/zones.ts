import { characterClass, classOf } from './characters.ts';
import { foldText } from './fold.ts';
import { maximumZones, zoneCharacters, zoneOverlap } from './format.ts';

/** A stretch of a body. */
export interface Zone {
  /** Text of the zone with the beginning of the next one. */
  readonly text: string;
  /** How many code units at the end belong to the next zone. */
  readonly overlap: number;
}

/**
 * Divides a text into zones of about equal length. Zones tell where in a long article something stands: cheap proximity for phrases, ranking and
 * for the choice of the block that is fetched to verify and to quote. No zone begins or ends within a word: it would be taken for a whole one.
 */
export function splitZones(text: string): readonly Zone[] {
  const count = Math.min(maximumZones, Math.max(1, Math.ceil(text.length / zoneCharacters)));
  const size = Math.ceil(text.length / count);
  const zones: Zone[] = [];
  let start = 0;
  for (let index = 1; start < text.length || index === 1; index++) {
    const end = index >= count ? text.length : cutNear(text, index * size, start + 1);
    const stop = cutAfter(text, end + zoneOverlap);
    zones.push({ text: text.slice(start, stop), overlap: stop - end });
    start = end;
  }
  return zones;
}

/** The last place up to `position` where the text can be cut, but not before `minimum`; the first place behind when there is none. */
function cutNear(text: string, position: number, minimum: number): number {
  for (let cut = position; cut >= minimum; cut--) if (canCut(text, cut)) return cut;
  return cutAfter(text, Math.max(position, minimum));
}

function cutAfter(text: string, position: number): number {
  let cut = position;
  while (cut < text.length && !canCut(text, cut)) cut++;
  return Math.min(cut, text.length);
}

/** Whether the parts before and after a position fold as the whole does, and no word goes on. */
function canCut(text: string, cut: number): boolean {
  const before = text.charCodeAt(cut - 1);
  const after = text.charCodeAt(cut);
  if (before === 10 || (isCommonHan(before) && isCommonHan(after))) return true;
  if (after >= 0xdc00 && after < 0xe000) return false;
  const low = before >= 0xdc00 && before < 0xe000;
  const one = text.slice(cut - (low ? 2 : 1), cut);
  const two = String.fromCodePoint(text.codePointAt(cut) ?? 0);
  if (
    classOfCharacter(one) === characterClass.word &&
    classOfCharacter(two) === characterClass.word
  ) {
    return false;
  }
  return foldText(one + two) === foldText(one) + foldText(two);
}

function isCommonHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

function classOfCharacter(character: string): number {
  return classOf(character.codePointAt(0) ?? 0);
}

/** Puts zones together again. */
export function joinZones(zones: readonly Zone[]): string {
  return zones
    .map(({ text, overlap }, index) =>
      index === zones.length - 1 ? text : text.slice(0, text.length - overlap),
    )
    .join('');
}
