import { DateTime } from 'luxon';

/** A calendar day as `YYYY-MM-DD`. */
export type CalendarDay = string;

/**
 * Reads a date of the front matter as a calendar day.
 *
 * `2026-03-06` is that day wherever the build runs. A time without offset (`2025-12-07T08:58`) is
 * in the site's zone; one with an offset is converted to it.
 * @returns undefined if the text is no ISO 8601 date.
 */
export function parseCalendarDay(text: string, zone: string): CalendarDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(?:$|[T ])/.test(text)) return undefined;
  if (text.length === 'YYYY-MM-DD'.length) return isDay(text) ? text : undefined;
  const date = DateTime.fromISO(text.replace(' ', 'T'), { zone });
  if (!date.isValid) return undefined;
  const day = date.toFormat('yyyy-MM-dd');
  // In the site's zone the year may have more than four digits, which could not be compared.
  return isDay(day) ? day : undefined;
}

/** The current day in a zone. The clock is a parameter, so that builds are reproducible. */
export function today(now: Date, zone: string): CalendarDay {
  return DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM-dd');
}

/** Whether the calendar has the day. This needs no time zone; luxon would take 20 times as long. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
