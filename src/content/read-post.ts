import type { ReadPolicy } from './read-policy.ts';
import type { ZodError } from 'zod';
import { decidingKeyLike, deniesPublic, isDraftStatus, schedules } from './deciding-keys.ts';
import { nearest } from './did-you-mean.ts';
import { parseCalendarDay } from './dates.ts';
import type { CalendarDay } from './dates.ts';
import { decodePost, parseFrontMatter } from './front-matter.ts';
import type { FrontMatter } from './front-matter.ts';
import { absent } from './field-kinds.ts';
import { dayKeys } from './fields.ts';
import { frontMatterSchema, isDraft, knownKeyOf, knownKeys } from './front-matter-schema.ts';
import type { FrontMatterFields } from './front-matter-schema.ts';
import { keyLimitProblem, limitProblems } from './limit-problems.ts';
import { makePost } from './make-post.ts';
import type { Post } from './post.ts';
import type { Problem } from './problem.ts';
import { strayKey } from './stray-draft.ts';
import { excerpt } from './text.ts';

/** What becomes of a post: published, held back, or rejected for errors. */
export type Outcome = 'published' | 'draft' | 'future' | 'rejected';

/** Result of reading a post. */
export interface ReadResult {
  readonly outcome: Outcome;
  /** Set for published posts only. */
  readonly post?: Post;
  readonly body: string;
  readonly bodyLine: number;
  readonly problems: readonly Problem[];
}

const defaultLayout = 'post.njk';

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
  if (typeof text !== 'string') return rejected([text]);
  const written = parseFrontMatter(text, label);
  if ('code' in written) return rejected([written]);
  const limit = keyLimitProblem(written, label);
  if (limit) return rejected([limit]);

  const problems: Problem[] = [];
  const { known, extra, matter } = sortKeys(written, label, policy, problems);
  // Other problems of a draft do not matter until it is published.
  if (!policy.drafts && isDraft(known)) return unpublished('draft');
  const parsed = frontMatterSchema.safeParse(known);
  if (!parsed.success) {
    problems.push(...typeProblems(parsed.error, known, matter, label));
    return rejected(problems);
  }
  const fields = parsed.data;
  problems.push(...limitProblems(fields, matter, label));
  if (absent(known.draft)) {
    if (isDraftStatus(known.status)) problems.push(statusDraft(matter, label));
    pushStrayKey(matter, label, policy, problems);
  }
  if (fields.title === '') {
    problems.push({
      file: label,
      line: matter.lineOf('title'),
      code: 'title-missing',
      message: 'The post has no title.',
      hint: 'Add a line "title: …" to the front matter.',
      severity: 'error',
    });
  }
  const date = readDate(fields, matter, label, policy, problems);
  checkMinorDates(fields, matter, label, policy, problems);
  const layout = readLayout(fields, matter, label, policy, problems);
  if (problems.some((problem) => problem.severity === 'error')) return rejected(problems);

  if (date !== undefined && date > policy.today && !policy.future) return unpublished('future');
  const { body, bodyLine } = matter;
  const post = makePost(fields, {
    file,
    label,
    matter,
    date,
    layout,
    body,
    extra,
    policy,
    problems,
  });
  return { outcome: 'published', post, body, bodyLine, problems };
}

function rejected(problems: readonly Problem[]): ReadResult {
  return { outcome: 'rejected', body: '', bodyLine: 1, problems };
}

/** The result of a post that is held back; its problems are not reported. */
function unpublished(outcome: 'draft' | 'future'): ReadResult {
  return { outcome, body: '', bodyLine: 1, problems: [] };
}

interface SortedKeys {
  /** Values by known key. */
  readonly known: Record<string, unknown>;
  readonly extra: Record<string, unknown>;
  /** The front matter, whose `lineOf` finds known keys in any spelling. */
  readonly matter: FrontMatter;
}

function sortKeys(
  matter: FrontMatter,
  label: string,
  policy: ReadPolicy,
  problems: Problem[],
): SortedKeys {
  const known: Record<string, unknown> = {};
  const extra: [string, unknown][] = [];
  const spellings = new Map<string, string>();
  for (const [key, value] of Object.entries(matter.data)) {
    const place = () => ({ file: label, line: matter.lineOf(key), column: 1 });
    const name = knownKeyOf(key);
    if (name === undefined) {
      extra.push([key, value]);
      const misleading = misleadingKey(key, value, policy);
      if (misleading) problems.push({ ...place(), ...misleading });
      else problems.push({ ...place(), ...unknownKey(key) });
      continue;
    }
    const rival = spellings.get(name);
    if (rival !== undefined) {
      problems.push({
        ...place(),
        code: 'yaml-duplicate-key',
        message: `"${excerpt(key)}" means the same as "${excerpt(rival)}".`,
        hint: 'Keep one of the two lines.',
        severity: 'error',
      });
      continue;
    }
    spellings.set(name, key);
    known[name] = value;
    const misleading = name === 'published' ? otherProgramsKey(key, value, policy) : undefined;
    if (misleading) problems.push({ ...place(), ...misleading });
  }
  const lineOf = (name: string) => matter.lineOf(spellings.get(name) ?? name);
  return { known, extra: Object.fromEntries(extra), matter: { ...matter, lineOf } };
}

type KeyProblem = Pick<Problem, 'code' | 'message' | 'hint' | 'severity'>;

function unknownKey(key: string): KeyProblem {
  const guess = nearest(key, knownKeys);
  return {
    code: 'unknown-key',
    message: `Unknown key "${excerpt(key)}".`,
    ...(guess !== undefined && { hint: `Did you mean "${guess}"?` }),
    severity: 'notice',
  };
}

/** The problem of a key that would decide what is public if it were spelt correctly. */
function misleadingKey(key: string, value: unknown, policy: ReadPolicy): KeyProblem | undefined {
  if (key === '<<') {
    return {
      code: 'yaml-merge-key',
      message: 'The key "<<" does not merge fields here.',
      hint: 'Write out the fields that it stands for.',
      severity: 'error',
    };
  }
  const meant = decidingKeyLike(key, value);
  if (meant === undefined) return otherProgramsKey(key, value, policy);
  const odd = oddCharacters(key);
  const why = odd === '' ? 'is another key' : `has ${odd} in it`;
  return {
    code: 'key-near-miss',
    message: `"${excerpt(key)}" looks like "${meant}", but ${why}.`,
    hint: `Write "${meant}", or another name if it means something else, to publish the post.`,
    severity: 'error',
  };
}

/** The problem of a key by which another program would hold the post back. */
function otherProgramsKey(key: string, value: unknown, policy: ReadPolicy): KeyProblem | undefined {
  const rest = { code: 'key-near-miss', severity: 'error' } as const;
  if (deniesPublic(key, value)) {
    return {
      ...rest,
      message: `"${excerpt(key)}" says that the post is not public, but has no effect.`,
      hint: 'Write "draft: true" or "exclude: true", or take the line out to publish the post.',
    };
  }
  if (schedules(key, value, policy)) {
    return {
      ...rest,
      message: `"${excerpt(key)}" has a date in the future, but has no effect.`,
      hint: 'Write it as "date: YYYY-MM-DD", or take the line out to publish the post.',
    };
  }
  return undefined;
}

function statusDraft(matter: FrontMatter, label: string): Problem {
  return {
    file: label,
    line: matter.lineOf('status'),
    column: 1,
    code: 'status-draft',
    message: 'The status says that the post is a draft, but there is no "draft: true".',
    hint: 'Write "draft: true", or "draft: false" or another status to publish the post.',
    severity: 'error',
  };
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

function pushStrayKey(
  matter: FrontMatter,
  label: string,
  policy: ReadPolicy,
  problems: Problem[],
): void {
  if (problems.some(({ severity }) => severity === 'error')) return;
  const stray = strayKey(matter, policy);
  if (stray === undefined) return;
  problems.push({
    file: label,
    line: stray.line,
    code: 'draft-misplaced',
    message: `The post says "${excerpt(stray.key)}" where it has no effect.`,
    hint:
      'Write "draft: true" between the fences on a line of its own that is not indented, ' +
      'or "draft: false" to publish the post.',
    severity: 'error',
  });
}

function typeProblems(
  error: ZodError,
  known: Record<string, unknown>,
  matter: FrontMatter,
  label: string,
): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const issue of error.issues) {
    const key = String(issue.path[0]);
    if (seen.has(key)) continue;
    seen.add(key);
    problems.push({
      file: label,
      line: matter.lineOf(key),
      column: 1,
      code: 'wrong-type',
      message: `"${key}" ${issue.message}, not ${describe(known[key])}.`,
      hint: typeHints[issue.message] ?? 'Correct the value or delete the line.',
      severity: 'error',
    });
  }
  return problems;
}

const typeHints: Readonly<Record<string, string>> = {
  'must be a text': 'Write one line of text; put it in quotes if it starts with [ or {.',
  'must be a list of texts': 'Write a list ("- one" on lines of their own) or texts with commas.',
  'must be true or false': 'Until it says true or false, the post is not published.',
};

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return `"${excerpt(String(value), 40)}"`;
}

function readDate(
  fields: FrontMatterFields,
  matter: FrontMatter,
  label: string,
  policy: ReadPolicy,
  problems: Problem[],
): CalendarDay | undefined {
  if (fields.date === undefined) {
    return fields.created && parseCalendarDay(fields.created, policy.timeZone);
  }
  const date = parseCalendarDay(fields.date, policy.timeZone);
  if (date === undefined) {
    problems.push({
      file: label,
      line: matter.lineOf('date'),
      column: 1,
      code: 'date-invalid',
      message: `"${excerpt(fields.date)}" is not a date.`,
      hint: 'Write the day as YYYY-MM-DD, e.g. 2026-03-06.',
      severity: 'error',
    });
  }
  return date;
}

/** Of days that a post can do without. */
function checkMinorDates(
  fields: FrontMatterFields,
  matter: FrontMatter,
  label: string,
  policy: ReadPolicy,
  problems: Problem[],
): void {
  for (const key of dayKeys) {
    const text = fields[key];
    if (key === 'date' || text === undefined) continue;
    if (parseCalendarDay(text, policy.timeZone) !== undefined) continue;
    problems.push({
      file: label,
      line: matter.lineOf(key),
      column: 1,
      code: 'date-invalid',
      message: `"${key}" is "${excerpt(text)}", which is not a date; it is left out.`,
      hint: 'Write the day as YYYY-MM-DD, e.g. 2026-03-06.',
      severity: 'warning',
    });
  }
}

function readLayout(
  fields: FrontMatterFields,
  matter: FrontMatter,
  label: string,
  policy: ReadPolicy,
  problems: Problem[],
): string {
  const layout = fields.layout ?? defaultLayout;
  const name = policy.layouts.includes(`${layout}.njk`) ? `${layout}.njk` : layout;
  if (!policy.layouts.includes(name)) {
    const guess = nearest(layout, policy.layouts);
    problems.push({
      file: label,
      line: matter.lineOf('layout'),
      column: 1,
      code: 'layout-unknown',
      message: `There is no layout "${excerpt(layout)}" in _includes/.`,
      hint:
        guess === undefined
          ? `Use one of: ${policy.layouts.join(', ')}.`
          : `Did you mean "${guess}"?`,
      severity: 'error',
    });
  }
  return name;
}
