import type { z } from 'zod';
import type { SettingIssue, SiteConfig } from '../config/site-config.ts';
import { memoize } from '../shared/memoize.ts';
import { parseCalendarDay } from './dates.ts';
import { decidingKeyLike, deniesPublic, schedules } from './deciding-keys.ts';
import { nearest } from './did-you-mean.ts';
import { absent, choiceOf, fieldKinds } from './field-kinds.ts';
import { knownKeyOf } from './front-matter-schema.ts';
import type { OwnFieldType, OwnFieldTypes, OwnValue, OwnValues } from './own-values.ts';
import type { PostReading } from './post-reading.ts';
import { reportWrongType } from './wrong-type.ts';

/** The types of a site's own fields; undefined if it has none. */
export function ownFieldTypes({ fields }: Pick<SiteConfig, 'fields'>): OwnFieldTypes | undefined {
  const types = Object.entries(fields ?? {}).map(
    ([key, { type, values }]) => [key, { type, ...(values && { values }) }] as const,
  );
  return types.length > 0 ? Object.fromEntries(types) : undefined;
}

const keysBySpelling = memoize(
  (own: OwnFieldTypes) => new Map(Object.keys(own).map((key) => [key.toLowerCase(), key])),
);

/** The own field that a key means; capitals do not count. */
export function ownKeyOf(own: OwnFieldTypes | undefined, key: string): string | undefined {
  return own && keysBySpelling(own).get(key.toLowerCase());
}

const validKey = /^\p{L}[\p{L}\p{N}_-]*$/u;

/** Values by which a key may hold a post back, if other programs or authors take it so. */
const tellingValues = [true, false, '9999-01-01'] as const;

/** What is wrong with the names of own fields. */
export function ownFieldIssues({ fields = {}, timeZone }: SiteConfig): readonly SettingIssue[] {
  const seen = new Map<string, string>();
  return Object.keys(fields).flatMap((key): readonly SettingIssue[] => {
    const message = wrongName(key, timeZone) ?? sameName(key, seen);
    return message === undefined ? [] : [{ setting: `fields.${key}`, message }];
  });
}

function wrongName(key: string, timeZone: string): string | undefined {
  if (!validKey.test(key)) return 'must be a name of letters, digits, _ and -';
  const ours = knownKeyOf(key);
  if (ours !== undefined) return `is a field of Inkstone's, "${ours}"; choose another name`;
  const day = { today: '0001-01-01', timeZone };
  const decides = tellingValues.some(
    (value) =>
      decidingKeyLike(key, value) !== undefined ||
      deniesPublic(key, value) ||
      schedules(key, value, day),
  );
  return decides ? 'reads as if it held posts back; choose another name' : undefined;
}

function sameName(key: string, seen: Map<string, string>): string | undefined {
  const rival = seen.get(key.toLowerCase());
  seen.set(key.toLowerCase(), key);
  return rival === undefined ? undefined : `is the same as "${rival}"; choose another name`;
}

type OwnSchema = z.ZodType<OwnValue | undefined>;

const schemasOf = memoize((timeZone) =>
  memoize<OwnSchema, OwnFieldType>((field) => schemaOf(field, timeZone)),
);

function schemaOf({ type, values = [] }: OwnFieldType, timeZone: string): OwnSchema {
  if (type === 'choice') return choiceOf(values);
  if (type !== 'day') return fieldKinds[type];
  return fieldKinds.text
    .transform((text) => text && (parseCalendarDay(text, timeZone) ?? notADay))
    .refine((day) => day !== notADay, { error: 'must be a day' });
}

const notADay = 'no day';

/**
 * Reads the values of a post's own fields, and reports those that are wrong.
 * @param written by key of the settings, as parsed.
 * @returns undefined if the post has none.
 */
export function readOwnValues(
  reading: PostReading,
  written: Readonly<Record<string, unknown>>,
): OwnValues | undefined {
  const { ownFields = {}, timeZone } = reading.policy;
  const values: [string, OwnValue][] = [];
  for (const [key, field] of Object.entries(ownFields)) {
    const value = Object.hasOwn(written, key) ? written[key] : undefined;
    if (absent(value)) continue;
    const { success, data, error } = schemasOf(timeZone)(field).safeParse(value);
    if (!success) {
      const [issue] = error.issues;
      const meant = typeof value === 'string' ? nearest(value, field.values ?? []) : undefined;
      reportWrongType(reading, key, issue?.message ?? '', value, meant);
    } else if (data !== undefined && !absent(data)) {
      values.push([key, data]);
    }
  }
  return values.length > 0 ? Object.fromEntries(values) : undefined;
}
