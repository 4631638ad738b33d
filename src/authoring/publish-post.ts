import { isDeepStrictEqual } from 'node:util';
import { parseCalendarDay, type CalendarDay } from '../content/dates.ts';
import { decodePost, parseFrontMatter, type FrontMatter } from '../content/front-matter.ts';
import { isDraft, knownKeyOf } from '../content/front-matter-schema.ts';
import type { Problem } from '../content/problem.ts';
import { applyEdits, type TextEdit } from '../shared/text-edits.ts';
import {
  locateFrontMatter,
  type EntrySource,
  type FrontMatterSource,
  type ScalarSource,
} from './front-matter-source.ts';

/** The old and the new date of a post. */
interface DateChange {
  readonly from: string | undefined;
  readonly to: CalendarDay;
}

/** Result of publishing or unpublishing a text. */
export type DraftChange =
  | {
      readonly kind: 'changed';
      readonly text: string;
      readonly date: DateChange | undefined;
      /** Whether only the date is another: the post was in the wanted state already. */
      readonly dateOnly: boolean;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** How a post is published. */
export interface PublishOptions {
  /** The file as problems name it. */
  readonly label: string;
  readonly today: CalendarDay;
  readonly timeZone: string;
  /** Date for the post, even if it has one. */
  readonly day?: CalendarDay | undefined;
  /** Leave the date alone. */
  readonly keepDate?: boolean;
}

/**
 * Makes a draft public: `draft` becomes false, and the date becomes the current day; a later date
 * stays, as the post is scheduled. Every other byte is kept. A public post gets the date that is
 * asked for, if any, and is left as it is otherwise.
 */
export function publishText(text: string, options: PublishOptions): DraftChange {
  return changeDraft(text, options.label, (data, source) => {
    // A value that is neither true nor false makes a post a draft too.
    const wasDraft = isDraft(data) || isUnclear(data);
    const date = wasDraft || options.day !== undefined ? dateAfter(data, options) : undefined;
    if (!wasDraft && !date) return undefined;
    const own = wasDraft ? entriesOf(source, 'draft')[0] : undefined;
    return {
      edits: [
        ...(own ? [setScalar(text, own, 'false')] : []),
        ...(date ? [setOrInsert(text, source, 'date', date.to)] : []),
      ],
      expected: { ...(wasDraft && { draft: 'false' }), ...(date && { date: date.to }) },
      date,
      dateOnly: !wasDraft,
    };
  });
}

/** Makes a public post a draft again; the reverse of {@link publishText}. The date stays. */
export function unpublishText(text: string, label: string): DraftChange {
  return changeDraft(text, label, (data, source) => {
    if (isDraft(data)) return undefined;
    return {
      edits: [setOrInsert(text, source, 'draft', 'true')],
      expected: { draft: 'true' },
    };
  });
}

type Fields = Readonly<Record<string, unknown>>;

interface Plan {
  readonly edits: readonly (TextEdit | undefined)[];
  /** Values of the fields after the edits, as text. */
  readonly expected: Readonly<Record<string, string>>;
  readonly date?: DateChange | undefined;
  readonly dateOnly?: boolean;
}

function changeDraft(
  text: string,
  label: string,
  planOf: (data: Fields, source: FrontMatterSource) => Plan | undefined,
): DraftChange {
  const matter = read(text, label);
  if ('code' in matter) return { kind: 'refused', problem: matter };
  const source = locateFrontMatter(text);
  const byHand: Problem = {
    file: label,
    line: Math.max(matter.lineOf('draft'), 1),
    code: 'edit-by-hand',
    message: 'Draft state and date cannot be changed without touching more of the front matter.',
    hint: 'Change "draft" and "date" by hand.',
    severity: 'error',
  };
  if (!source) return { kind: 'refused', problem: byHand };
  if (entriesOf(source, 'draft').length > 1) {
    const hint = 'Keep one of the lines that say "draft".';
    return {
      kind: 'refused',
      problem: { ...byHand, message: 'The file says "draft" twice.', hint },
    };
  }
  const plan = planOf(knownFields(matter.data), source);
  if (!plan) return { kind: 'unchanged' };
  const edits = plan.edits.filter((edit) => edit !== undefined);
  const changed = applyEdits(text, edits);
  if (edits.length < plan.edits.length || !isAsPlanned(matter, read(changed, label), plan)) {
    return { kind: 'refused', problem: byHand };
  }
  const { date, dateOnly = false } = plan;
  return { kind: 'changed', text: changed, date, dateOnly };
}

function read(text: string, label: string): FrontMatter | Problem {
  const decoded = decodePost(Buffer.from(text), label);
  return typeof decoded === 'string' ? parseFrontMatter(decoded, label) : decoded;
}

/** Fields by their proper names: `Draft` is `draft`. */
function knownFields(data: Fields): Fields {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [knownKeyOf(key) ?? key, value]),
  );
}

function entriesOf(source: FrontMatterSource, name: string): readonly EntrySource[] {
  return source.entries.filter(({ key }) => knownKeyOf(key) === name);
}

function isUnclear({ draft }: Fields): boolean {
  if (draft === undefined || draft === null || draft === false) return false;
  return typeof draft !== 'string' || !['', 'false', '[]'].includes(draft.trim().toLowerCase());
}

function dateAfter(
  data: Fields,
  { today, timeZone, day, keepDate = false }: PublishOptions,
): DateChange | undefined {
  const written = typeof data.date === 'string' && data.date.trim() !== '' ? data.date : undefined;
  const current = written === undefined ? undefined : parseCalendarDay(written.trim(), timeZone);
  const scheduled = current !== undefined && current > today;
  if (day === undefined && (keepDate || scheduled)) return undefined;
  const to = day ?? today;
  return current === to ? undefined : { from: written, to };
}

/** Sets a field, or adds a line for it above the closing fence. */
function setOrInsert(
  text: string,
  source: FrontMatterSource,
  name: string,
  value: string,
): TextEdit | undefined {
  const entry = entriesOf(source, name)[0];
  if (entry) return setScalar(text, entry, value);
  const at = source.closeFence.start;
  return { start: at, end: at, text: `${name}: ${value}${source.eol}` };
}

/** Replaces a value and keeps its quotes. */
function setScalar(text: string, entry: EntrySource, value: string): TextEdit | undefined {
  const [scalar] = entry.scalars;
  if (!scalar || entry.isList) return undefined;
  const written = text.slice(scalar.start, scalar.end);
  if (written === '') return fillIn(text, entry, scalar, value);
  const [first = ''] = written;
  const quote = (first === '"' || first === "'") && written.endsWith(first) ? first : '';
  return { start: scalar.start, end: scalar.end, text: quote + value + quote };
}

/** Adds a value to a field without one, such as `draft:`. */
function fillIn(
  text: string,
  entry: EntrySource,
  scalar: ScalarSource,
  value: string,
): TextEdit | undefined {
  const colon = text.indexOf(':', entry.keyRange.end);
  if (colon < 0 || colon > scalar.end) return undefined;
  return { start: colon + 1, end: colon + 1, text: ` ${value}` };
}

/** Whether the edits have changed only what they were meant to; otherwise nothing is written. */
function isAsPlanned(before: FrontMatter, after: FrontMatter | Problem, plan: Plan): boolean {
  if ('code' in after || after.body !== before.body) return false;
  const old = knownFields(before.data);
  const now = knownFields(after.data);
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].every((name) => {
    const expected = plan.expected[name];
    return expected === undefined
      ? isDeepStrictEqual(old[name], now[name])
      : String(now[name]) === expected;
  });
}
