import type { OwnField } from '../config/own-fields.ts';

/** What decides how a site's own field is read; how it is shown is none of it. */
export type OwnFieldType = Pick<OwnField, 'type' | 'values'>;

/** A site's own fields by key, in the order of the settings. */
export type OwnFieldTypes = Readonly<Record<string, OwnFieldType>>;

/** Value of an own field: a day as `YYYY-MM-DD`, an address as written. */
export type OwnValue = string | number | boolean | readonly string[];

/** Values of a post's own fields, by key; only those that it has. */
export type OwnValues = Readonly<Record<string, OwnValue>>;
