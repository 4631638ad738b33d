import { z } from 'zod';
import { fieldKinds } from './field-kinds.ts';
import { fieldKeys, fields, type FieldKey, type FieldSchemas } from './fields.ts';

const schemas = Object.fromEntries(
  fieldKeys.map((key) => [key, fieldKinds[fields[key].kind]]),
) as FieldSchemas;

/** The front matter of a post, by its known keys. */
export const frontMatterSchema = z.object(schemas);

export type FrontMatterFields = z.output<typeof frontMatterSchema>;

/** Whether raw front matter says `draft: true`, whatever else it says. */
export function isDraft(data: Readonly<Record<string, unknown>>): boolean {
  return fieldKinds.flag.safeParse(data.draft).data === true;
}

/** Known keys by their spellings. */
const keysBySpelling: ReadonlyMap<string, FieldKey> = new Map(
  fieldKeys.flatMap((key) =>
    [key, ...(fields[key].synonyms ?? [])].map((spelling) => [spelling, key]),
  ),
);

/** The known key that a key means; capitals do not count, lest `Draft: true` be published. */
export function knownKeyOf(key: string): FieldKey | undefined {
  return keysBySpelling.get(key.toLowerCase());
}
