/** A stretch of a body. */
export interface Zone {
  /** Text of the zone with the beginning of the next one. */
  readonly text: string;
  /** How many code units at the end belong to the next zone. */
  readonly overlap: number;
}

/** Puts zones together again. */
export function joinZones(zones: readonly Zone[]): string {
  return zones
    .map(({ text, overlap }, index) =>
      index === zones.length - 1 ? text : text.slice(0, text.length - overlap),
    )
    .join('');
}
