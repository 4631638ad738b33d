/** A part of an article's body; see `maximumZones`. */
export interface Zone {
  /** Its text, including the beginning of the next zone. */
  readonly text: string;
  /** How many code units at its end belong to the next zone. */
  readonly overlap: number;
}

/** The text of consecutive zones, without the overlaps. */
export function joinZones(zones: readonly Zone[]): string {
  return zones
    .map(({ text, overlap }, index) =>
      index === zones.length - 1 ? text : text.slice(0, text.length - overlap),
    )
    .join('');
}
