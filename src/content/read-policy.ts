import type { CalendarDay } from './dates.ts';

/** What decides which posts are published and how their fields read. */
export interface ReadPolicy {
  readonly drafts: boolean;
  readonly future: boolean;
  /** The current day in the site's zone. */
  readonly today: CalendarDay;
  readonly timeZone: string;
  /** Language of posts that neither say nor show theirs. */
  readonly language: string;
  /** File names in `_includes/` that a post may name as its layout. */
  readonly layouts: readonly string[];
}
