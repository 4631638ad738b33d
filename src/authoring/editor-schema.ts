import type { OwnField } from '../config/own-fields.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { FieldKind } from '../content/field-kinds.ts';
import { fieldKeys, fields, recurringKeys } from '../content/fields.ts';
import type { KnownValues } from './known-values.ts';

type JsonSchema = Record<string, unknown>;

/**
 * A JSON Schema of the front matter, derived from the schema that a build checks with. Draft 07 is
 * what editors support best. It accepts what a build accepts: any field may be empty, and a list
 * may be a text with commas. Values in use are offered; others are allowed, but for a choice.
 * @param own fields that only this site has.
 */
export function frontMatterJsonSchema(
  known: KnownValues,
  own: SiteConfig['fields'] = {},
): JsonSchema {
  const ours = fieldKeys.map((key) => {
    const { kind, help, offered = [] } = fields[key];
    return [key, fieldSchema(kind, help, known[key] ?? offered)] as const;
  });
  const others = Object.entries(own).map(
    ([key, field]) =>
      [key, fieldSchema(field.type, helpFor(key, field), known[key] ?? [])] as const,
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Front matter of an Inkstone post',
    type: 'object',
    properties: Object.fromEntries([...ours, ...others]),
    required: ['title'],
    // A site's own layouts may use other fields; `npm run check` reports keys that look misspelt.
    additionalProperties: true,
  };
}

function helpFor(key: string, { label = key }: OwnField): string {
  return `${label}; a field of this site's own.`;
}

function fieldSchema(
  kind: FieldKind | 'choice',
  description: string,
  values: readonly string[],
): JsonSchema {
  const scalar = { type: ['string', 'number', 'null'], ...examples(values) };
  switch (kind) {
    case 'title':
      return { description, type: ['string', 'number'], minLength: 1 };
    case 'list':
    case 'name':
      return { description, type: ['array', 'string', 'number', 'null'], items: scalar };
    case 'flag':
      return { description, enum: [true, false, 'true', 'false', '', null] };
    case 'any':
      return { description };
    case 'choice':
      return { description, enum: [...values, '', null] };
    case 'number':
      return { description, ...scalar, pattern: '^$|\\d' };
    case 'url':
      return { description, ...scalar, pattern: '^$|^(?:https?:|mailto:|tel:|/)' };
    case 'day':
      return { description, ...scalar, pattern: '^$|^\\d{4}-\\d{2}-\\d{2}(?:$|[T ])' };
    case 'text':
    case 'prose':
    case 'language':
      return { description, ...scalar };
  }
}

/** Editors offer examples for completion and accept any other value. */
function examples(values: readonly string[]): JsonSchema {
  return values.length > 0 ? { examples: values } : {};
}

/** Maximum number of values in a snippet's choice: more do not fit on a screen. */
const mostChoices = 30;

/**
 * VS Code snippets for Markdown that offer the values in use. Unlike a schema, they need no
 * extension (https://code.visualstudio.com/docs/editor/userdefinedsnippets#_choice).
 * @param own fields that only this site has.
 */
export function valueSnippets(known: KnownValues, own: SiteConfig['fields'] = {}): JsonSchema {
  const ours = recurringKeys.toSorted().map((key) => ({ key, ...fields[key] }));
  const others = Object.entries(own).map(([key, field]) => ({
    ...{ key, kind: field.type, help: helpFor(key, field) },
  }));
  return Object.fromEntries(
    [...ours, ...others].flatMap(({ key, kind, help: description }) => {
      const values = known[key]?.slice(0, mostChoices) ?? [];
      if (values.length === 0) return [];
      const choice = `\${1|${values.map(escapeChoice).join(',')}|}`;
      const body = kind === 'list' ? `${key}: [${choice}$2]` : `${key}: ${choice}`;
      return [[`${key} in use`, { scope: 'markdown', prefix: key, body, description }]];
    }),
  );
}

function escapeChoice(value: string): string {
  return yamlSafe(value).replace(/[\\$}|,]/g, '\\$&');
}

/** Quotes a value unless YAML allows it without quotes in a list. */
function yamlSafe(value: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} _./+-]*$/u.test(value) ? value : JSON.stringify(value);
}
