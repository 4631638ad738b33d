import { fieldKeys, fields, recurringKeys } from '../content/fields.ts';
import type { FieldKey } from '../content/fields.ts';
import type { KnownValues, ValuesByKey } from './known-values.ts';

type JsonSchema = Record<string, unknown>;

/**
 * A JSON Schema (draft-07, which editors know best) of the front matter. It accepts what a build
 * accepts: any field may be empty, a list may be a text with commas. Values in use are offered,
 * never demanded.
 */
export function frontMatterJsonSchema(known: KnownValues): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Front matter of an Inkstone post',
    type: 'object',
    properties: Object.fromEntries(fieldKeys.map((key) => [key, fieldSchema(key, known)])),
    required: ['title'],
    // A site's own layouts may use further fields; "npm run check" names those that look misspelt.
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

/** Editors complete from examples, and any other value is as good. */
function examples(values: readonly string[]): JsonSchema {
  return values.length > 0 ? { examples: values } : {};
}

/** Values that a choice of a snippet offers at most; more do not fit on a screen. */
const mostChoices = 30;

/**
 * VS Code snippets for Markdown that offer the values in use. They work without any extension,
 * unlike a schema (https://code.visualstudio.com/docs/editor/userdefinedsnippets#_choice). They are
 * sorted by key.
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

/** A value that can stand unquoted in a list stands so. */
function yamlSafe(value: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} _./+-]*$/u.test(value) ? value : JSON.stringify(value);
}
