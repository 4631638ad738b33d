import { fieldKeys, fields, recurringKeys } from '../content/fields.ts';
import type { FieldKey } from '../content/fields.ts';
import type { KnownValues, ValuesByKey } from './known-values.ts';

type JsonSchema = Record<string, unknown>;

/**
 * A JSON Schema of the front matter, derived from the schema that a build checks with. Draft 07 is
 * what editors support best. It accepts what a build accepts: any field may be empty, and a list
 * may be a text with commas. Values in use are offered; others are allowed.
 */
export function frontMatterJsonSchema(known: KnownValues): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Front matter of an Inkstone post',
    type: 'object',
    properties: Object.fromEntries(fieldKeys.map((key) => [key, fieldSchema(key, known)])),
    required: ['title'],
    // A site's own layouts may use other fields; `npm run check` reports keys that look misspelt.
    additionalProperties: true,
  };
}

function fieldSchema(key: FieldKey, known: KnownValues): JsonSchema {
  const { kind, help: description, offered = [] } = fields[key];
  const inUse: ValuesByKey = known;
  const scalar = { type: ['string', 'number', 'null'], ...examples(inUse[key] ?? offered) };
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
 */
export function valueSnippets(known: KnownValues): JsonSchema {
  return Object.fromEntries(
    recurringKeys.toSorted().flatMap((key) => {
      const values = known[key].slice(0, mostChoices);
      if (values.length === 0) return [];
      const choice = `\${1|${values.map(escapeChoice).join(',')}|}`;
      const { kind, help: description } = fields[key];
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
