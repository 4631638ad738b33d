import { characterClass, classOf } from './characters.ts';
import { maximumZones, zoneCharacters, zoneOverlap } from './format.ts';

/** A stretch of a body. */
export interface Zone {
  /** Text of the zone with the beginning of the next one. */
  readonly text: string;
  /** How many code units at the end belong to the next zone. */
  readonly overlap: number;
}

/** How far back a cut moves so as not to split a word. */
const reach = 64;

/**
 * Divides a text into zones of about equal length. Zones tell where in a long article something stands: cheap proximity for phrases, ranking and
 * for the choice of the block that is fetched to verify and to quote.
 */
export function splitZones(text: string): readonly Zone[] {
  const count = Math.min(maximumZones, Math.max(1, Math.ceil(text.length / zoneCharacters)));
  const size = Math.ceil(text.length / count);
  const zones: Zone[] = [];
  let start = 0;
  for (let index = 1; start < text.length || index === 1; index++) {
    const end = index >= count ? text.length : cutBefore(text, index * size, start + 1);
    const reaching = Math.min(text.length, end + zoneOverlap + reach);
    const stop = cutBefore(text, reaching, Math.min(text.length, end + zoneOverlap));
    zones.push({ text: text.slice(start, stop), overlap: stop - end });
    start = end;
    if (end >= text.length) break;
  }
  return zones;
}

/** The last place up to `position` where a word cannot be split; `position` or one less when there is none near. */
function cutBefore(text: string, position: number, minimum: number): number {
  if (position >= text.length) return text.length;
  for (let cut = position; cut > minimum && cut > position - reach; cut--) {
    const before = text.charCodeAt(cut - 1);
    if (before === 10 || before === 32) return cut;
    const han = before >= 0x4e00 && before <= 0x9fff;
    if (han && classOf(text.charCodeAt(cut)) === characterClass.han) return cut;
  }
  const low = text.charCodeAt(position);
  return low >= 0xdc00 && low < 0xe000 ? position - 1 : position;
}

/** Puts zones together again. */
export function joinZones(zones: readonly Zone[]): string {
  return zones
    .map(({ text, overlap }, index) =>
      index === zones.length - 1 ? text : text.slice(0, text.length - overlap),
    )
    .join('');
}
