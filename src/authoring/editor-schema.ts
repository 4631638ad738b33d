import { z } from 'zod';
import { frontMatterSchema } from '../content/front-matter-schema.ts';
import type { FrontMatterFields } from '../content/front-matter-schema.ts';
import { fieldHelp } from './field-help.ts';
import { suggestedFields } from './known-values.ts';
import type { KnownValues } from './known-values.ts';

type JsonSchema = Record<string, unknown>;

/** Fixed values that an editor offers; others are allowed. */
const fixedValues: Readonly<Partial<Record<keyof FrontMatterFields, readonly string[]>>> = {
  status: ['seed', 'budding', 'evergreen'],
  lang: ['zh-Hans', 'zh-Hant', 'en'],
  layout: ['post.njk', 'book-note.njk'],
};

const dayFields: ReadonlySet<string> = new Set(['date', 'updated', 'created', 'read_date']);

/**
 * A JSON Schema (draft-07, which editors know best) of the front matter, made of the schema a build
 * checks with. It accepts what a build accepts: any field may be empty, a list may be a text with
 * commas. Values in use are offered, never demanded.
 */
export function frontMatterJsonSchema(known: KnownValues): JsonSchema {
  const schema = z.toJSONSchema(frontMatterSchema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
  });
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    fieldSchema(name as keyof FrontMatterFields, property as JsonSchema, known),
  ]);
  return {
    $schema: schema.$schema,
    title: 'Front matter of an Inkstone post',
    type: 'object',
    properties: Object.fromEntries(fields) as JsonSchema,
    required: ['title'],
    // A site's own layouts may use further fields; "npm run check" names those that look misspelt.
    additionalProperties: true,
  };
}

function fieldSchema(
  name: keyof FrontMatterFields,
  property: JsonSchema,
  known: KnownValues,
): JsonSchema {
  const description = fieldHelp[name];
  const values = offeredValues(name, known);
  const scalar = { type: ['string', 'number', 'null'], ...examples(values) };
  if (name === 'title') return { description, type: ['string', 'number'], minLength: 1 };
  if (property.type === 'array') {
    return { description, type: ['array', 'string', 'number', 'null'], items: scalar };
  }
  if (property.type === 'boolean') {
    return { description, enum: [true, false, 'true', 'false', '', null] };
  }
  if (property.type === undefined) return { description };
  return { description, ...scalar, ...dayPattern(name) };
}

function offeredValues(name: keyof FrontMatterFields, known: KnownValues): readonly string[] {
  const suggested = suggestedFields.find((field) => field === name);
  return suggested ? known[suggested] : (fixedValues[name] ?? []);
}

/** Editors complete from examples, and any other value is as good. */
function examples(values: readonly string[]): JsonSchema {
  return values.length > 0 ? { examples: values } : {};
}

function dayPattern(name: string): JsonSchema {
  return dayFields.has(name) ? { pattern: '^$|^\\d{4}-\\d{2}-\\d{2}(?:$|[T ])' } : {};
}

/** Values that a choice of a snippet offers at most; more do not fit on a screen. */
const mostChoices = 30;

/**
 * VS Code snippets for Markdown that offer the values in use. They work without any extension,
 * unlike a schema (https://code.visualstudio.com/docs/editor/userdefinedsnippets#_choice).
 */
export function valueSnippets(known: KnownValues): JsonSchema {
  return Object.fromEntries(
    suggestedFields.flatMap((field) => {
      const values = known[field].slice(0, mostChoices);
      if (values.length === 0) return [];
      const choice = `\${1|${values.map(escapeChoice).join(',')}|}`;
      const isList = field === 'tags' || field === 'speaker' || field === 'project';
      const body = isList ? `${field}: [${choice}$2]` : `${field}: ${choice}`;
      const snippet = { scope: 'markdown', prefix: field, body, description: fieldHelp[field] };
      return [[`${field} in use`, snippet]];
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
