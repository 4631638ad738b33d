import { splitZones } from '../../src/search/index/split-zones.ts';
import { textOfUnits, unitsOf } from '../../src/search/index/units.ts';
import type { Zone } from '../../src/search/text-block.ts';

/** The zones that a text is divided into. */
export function zonesOf(text: string): readonly Zone[] {
  return splitZones(unitsOf(text)).map(({ units, overlap }) => ({
    text: textOfUnits(units),
    overlap,
  }));
}
