import type { ReadPolicy } from './read-policy.ts';
import type { ZodError } from 'zod';
import { decidingKeyLike, deniesPublic, isDraftStatus, schedules } from './deciding-keys.ts';
import type { Day } from './deciding-keys.ts';
import { nearest } from './did-you-mean.ts';
import { parseCalendarDay, type CalendarDay } from './dates.ts';
import { decodePost, parseFrontMatter } from './front-matter.ts';
import { cutValues } from './cut-values.ts';
import { absent } from './field-kinds.ts';
import { dayKeys, fieldKeys, fields } from './fields.ts';
import { frontMatterSchema, isDraft, knownKeyOf } from './front-matter-schema.ts';
import type { FrontMatterFields } from './front-matter-schema.ts';
import { checkLimits, keyLimitProblem } from './limit-problems.ts';
import { makePost } from './make-post.ts';
import { ownKeyOf, readOwnValues } from './own-fields.ts';
import type { Post } from './post.ts';
import { report, type PostReading } from './post-reading.ts';
import { problemAt, type Problem, type ProblemTexts } from './problem.ts';
import { strayKey } from './stray-draft.ts';
import { excerpt } from './text.ts';
import { dayHint, reportWrongType } from './wrong-type.ts';

/** What becomes of a post: published, held back, or rejected for errors. */
export type Outcome = 'published' | 'draft' | 'future' | 'rejected';

/** Result of reading a post. */
export interface ReadResult {
  readonly outcome: Outcome;
  /** Set for published posts only. */
  readonly post?: Post;
  /** What links may call a post that is not published, beside its file: its title and slug. */
  readonly names?: readonly string[];
  /** The picture that the front matter names as its cover, and the line where it does. */
  readonly cover?: { readonly src: string; readonly line: number };
  readonly body: string;
  readonly bodyLine: number;
  readonly problems: readonly Problem[];
}

/**
 * Reads one post: decodes it, parses its YAML once, checks and normalises every field, and decides
 * whether it is published.
 * @param bytes the file's content.
 * @param file path below the posts folder.
 * @param label the file as problems name it.
 */
export function readPost(
  bytes: Uint8Array,
  file: string,
  label: string,
  policy: ReadPolicy,
): ReadResult {
  const text = decodePost(bytes, label);
  if (typeof text !== 'string') return unread('rejected', [text]);
  const matter = parseFrontMatter(text, label);
  if ('code' in matter) return unread('rejected', [matter]);
  const limit = keyLimitProblem(matter, label);
  if (limit) return unread('rejected', [limit]);

  const problems: Problem[] = [];
  const written = { file, label, policy, matter, problems };
  const { known, own, extra, lineOf } = sortKeys(written);
  const names = namesOf(known);
  // Problems of a post that is held back do not matter until it is published.
  if (!policy.drafts && isDraft(known)) return unread('draft', [], names);
  const reading: PostReading = { ...written, matter: { ...matter, lineOf } };
  const ownValues = readOwnValues(reading, own);
  const parsed = frontMatterSchema.safeParse(known);
  if (!parsed.success) {
    checkTypes(reading, parsed.error, known);
    return unread('rejected', problems, names);
  }
  const values = parsed.data;
  checkLimits(reading, { ...values, ...ownValues });
  problems.push(...cutValues(matter, { ...known, ...own }, label, policy.ownFields));
  if (absent(known.draft)) checkStrayDraft(reading, known.status);
  if (values.title === '') {
    problems.push(
      problemAt(label, reading.matter.lineOf('title'), {
        code: 'title-missing',
        message: 'The post has no title.',
        hint: 'Add a line "title: …" to the front matter.',
      }),
    );
  }
  const date = readDate(reading, values);
  checkMinorDates(reading, values);
  checkDoubts(reading, values);
  const layout = readLayout(reading, values);
  if (problems.some(isError)) return unread('rejected', problems, names);

  if (date !== undefined && date > policy.today && !policy.future) {
    return unread('future', [], names);
  }
  const post = makePost(reading, values, { date, layout, ownValues, extra });
  const { cover_image: src } = values;
  return {
    outcome: 'published',
    post,
    ...(src !== undefined && { cover: { src, line: reading.matter.lineOf('cover_image') } }),
    body: matter.body,
    bodyLine: matter.bodyLine,
    problems,
  };
}

function unread(
  outcome: Outcome,
  problems: readonly Problem[] = [],
  names: readonly string[] = [],
): ReadResult {
  return { outcome, names, body: '', bodyLine: 1, problems };
}

function namesOf({ title, slug, permalink }: Readonly<Record<string, unknown>>): string[] {
  return [title, slug, permalink].filter((name) => typeof name === 'string');
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/**
 * Divides the front matter into Inkstone's, the site's own and other keys; `lineOf` finds the first
 * two in any spelling.
 */
function sortKeys(written: PostReading) {
  const { matter, policy } = written;
  const known: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  const extra: [string, unknown][] = [];
  const spellings = new Map<string, string>();
  for (const [key, value] of Object.entries(matter.data)) {
    const ours = knownKeyOf(key);
    const name = ours ?? ownKeyOf(policy.ownFields, key);
    if (name === undefined) {
      extra.push([key, value]);
      report(written, key, misleadingKey(key, value, policy) ?? unknownKey(key, policy));
      continue;
    }
    const rival = spellings.get(name);
    if (rival !== undefined) {
      report(written, key, {
        code: 'yaml-duplicate-key',
        message: `"${excerpt(key)}" means the same as "${excerpt(rival)}".`,
        hint: 'Keep one of the two lines.',
      });
      continue;
    }
    spellings.set(name, key);
    (ours === undefined ? own : known)[name] = value;
    const isOthers = ours === undefined || ours === 'published';
    const misleading = isOthers ? otherProgramsKey(key, value, policy) : undefined;
    if (misleading) report(written, key, misleading);
  }
  const lineOf = (name: string) => matter.lineOf(spellings.get(name) ?? name);
  return { known, own, extra: Object.fromEntries(extra), lineOf };
}

function unknownKey(key: string, { ownFields = {} }: ReadPolicy): ProblemTexts {
  const guess = nearest(key, [...fieldKeys, ...Object.keys(ownFields)]);
  return {
    code: 'unknown-key',
    message: `Unknown key "${excerpt(key)}".`,
    ...(guess !== undefined && { hint: `Did you mean "${guess}"?` }),
    severity: 'notice',
  };
}

/** The problem of a key that would decide what is public if it were spelt correctly. */
function misleadingKey(key: string, value: unknown, day: Day): ProblemTexts | undefined {
  if (key === '<<') {
    return {
      code: 'yaml-merge-key',
      message: 'The key "<<" does not merge fields here.',
      hint: 'Write out the fields that it stands for.',
    };
  }
  const meant = decidingKeyLike(key, value);
  if (meant === undefined) return otherProgramsKey(key, value, day);
  const odd = oddCharacters(key);
  const why = odd === '' ? 'is another key' : `has ${odd} in it`;
  return {
    code: 'key-near-miss',
    message: `"${excerpt(key)}" looks like "${meant}", but ${why}.`,
    hint: `Write "${meant}", or another name if it means something else, to publish the post.`,
  };
}

/** The problem of a key by which another program would hold the post back. */
function otherProgramsKey(key: string, value: unknown, day: Day): ProblemTexts | undefined {
  if (deniesPublic(key, value)) {
    return {
      code: 'key-near-miss',
      message: `"${excerpt(key)}" says that the post is not public, but has no effect.`,
      hint: 'Write "draft: true" or "exclude: true", or take the line out to publish the post.',
    };
  }
  if (schedules(key, value, day)) {
    return {
      code: 'key-near-miss',
      message: `"${excerpt(key)}" has a date in the future, but has no effect.`,
      hint: 'Write it as "date: YYYY-MM-DD", or take the line out to publish the post.',
    };
  }
  return undefined;
}

/** The first few unusual characters of a key that are easily overlooked, as `U+00A0`. */
function oddCharacters(key: string): string {
  const odd = new Set(key.match(/[^\w.\-\p{Script=Han}]/gu));
  return [...odd]
    .slice(0, 3)
    .map((character) => {
      const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
      return `U+${point.padStart(4, '0')}`;
    })
    .join(', ');
}

/** Looks for what says that the post is a draft, at a place where it has no effect. */
function checkStrayDraft(reading: PostReading, status: unknown): void {
  const { label, matter, policy, problems } = reading;
  if (isDraftStatus(status)) {
    report(reading, 'status', {
      code: 'status-draft',
      message: 'The status says that the post is a draft, but there is no "draft: true".',
      hint: 'Write "draft: true", or "draft: false" or another status to publish the post.',
    });
  }
  if (problems.some(isError)) return;
  const stray = strayKey(matter, policy);
  if (stray === undefined) return;
  problems.push(
    problemAt(label, stray.line, {
      code: 'draft-misplaced',
      message: `The post says "${excerpt(stray.key)}" where it has no effect.`,
      hint:
        'Write "draft: true" between the fences on a line of its own that is not indented, ' +
        'or "draft: false" to publish the post.',
    }),
  );
}

function checkTypes(
  reading: PostReading,
  error: ZodError,
  known: Readonly<Record<string, unknown>>,
): void {
  const seen = new Set<string>();
  for (const issue of error.issues) {
    const key = String(issue.path[0]);
    if (seen.has(key)) continue;
    seen.add(key);
    reportWrongType(reading, key, issue.message, known[key]);
  }
}

function readDate(reading: PostReading, fields: FrontMatterFields): CalendarDay | undefined {
  const { timeZone } = reading.policy;
  if (fields.date === undefined)
    return fields.created && parseCalendarDay(fields.created, timeZone);
  const date = parseCalendarDay(fields.date, timeZone);
  if (date === undefined) {
    report(reading, 'date', {
      code: 'date-invalid',
      message: `"${excerpt(fields.date)}" is not a date.`,
      hint: dayHint,
    });
  }
  return date;
}

/** Of days that a post can do without. */
function checkMinorDates(reading: PostReading, fields: FrontMatterFields): void {
  for (const key of dayKeys) {
    const text = fields[key];
    if (key === 'date' || text === undefined) continue;
    if (parseCalendarDay(text, reading.policy.timeZone) !== undefined) continue;
    report(reading, key, {
      code: 'date-invalid',
      message: `"${key}" is "${excerpt(text)}", which is not a date; it is left out.`,
      hint: dayHint,
      severity: 'warning',
    });
  }
}

/** Warns of values that are probably not what their author meant. */
function checkDoubts(reading: PostReading, values: FrontMatterFields): void {
  for (const key of fieldKeys) {
    const { doubt, offered = [] } = fields[key];
    const value = values[key];
    if (!doubt || typeof value !== 'string') continue;
    const found = doubt(value, offered);
    if (found) report(reading, key, { ...found, severity: 'warning' });
  }
}

function readLayout(reading: PostReading, fields: FrontMatterFields): string {
  const { layouts } = reading.policy;
  const { layout = 'post.njk' } = fields;
  const name = layouts.includes(`${layout}.njk`) ? `${layout}.njk` : layout;
  if (!layouts.includes(name)) {
    const guess = nearest(layout, layouts);
    report(reading, 'layout', {
      code: 'layout-unknown',
      message: `There is no layout "${excerpt(layout)}" in _includes/.`,
      hint: guess === undefined ? `Use one of: ${layouts.join(', ')}.` : `Did you mean "${guess}"?`,
    });
  }
  return name;
}
