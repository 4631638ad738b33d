import type { CalendarDay } from './dates.ts';
import type { OwnFieldTypes } from './own-values.ts';

/** Settings that decide which posts are public and how their fields are read. */
export interface ReadPolicy {
  readonly drafts: boolean;
  readonly future: boolean;
  /** The current day in the site's zone. */
  readonly today: CalendarDay;
  readonly timeZone: string;
  /** Language of posts without `lang` whose text does not show it. */
  readonly language: string;
  /** File names in `_includes/` that a post may name as its layout. */
  readonly layouts: readonly string[];
  /** Fields that only this site has; absent if there are none. */
  readonly ownFields?: OwnFieldTypes;
}
