import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frontMatterJsonSchema, valueSnippets } from '../../src/authoring/editor-schema.ts';
import { fieldKeys, fields } from '../../src/content/fields.ts';

const known = {
  area: ['web', '排版'],
  category: [],
  project: ['site'],
  series: [],
  speaker: ['A, B'],
  tags: ['C#'],
};

interface Property {
  readonly description: string;
  readonly type?: readonly string[];
  readonly examples?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: { readonly examples: readonly string[] };
}

describe('frontMatterJsonSchema', () => {
  const schema = frontMatterJsonSchema(known);
  const properties = schema.properties as Readonly<Record<string, Property>>;

  it('explains every field a build knows, and demands the title only', () => {
    assert.deepEqual(Object.keys(properties), fieldKeys);
    for (const key of fieldKeys) assert.equal(properties[key]?.description, fields[key].help);
    assert.deepEqual(schema.required, ['title']);
  });

  it('offers the values in use without demanding them', () => {
    assert.deepEqual(properties.area?.items?.examples, ['web', '排版']);
    assert.ok(properties.area?.type?.includes('string'));
    assert.equal(properties.area?.enum, undefined);
    assert.deepEqual(properties.status?.examples, ['seed', 'budding', 'evergreen']);
    assert.deepEqual(properties.draft?.enum, [true, false, 'true', 'false', '', null]);
  });
});

describe("what editors offer of a site's own fields", () => {
  const own = {
    难度: { type: 'choice', values: ['易', '难'], label: '难度', place: 'facts' },
    sponsor: { type: 'text', place: 'end' },
    pages: { type: 'number', place: 'hidden' },
  } as const;
  const inUse = { 难度: ['易', '难'], sponsor: ['甲社'] };

  it('are their types, values and values in use', () => {
    const properties = frontMatterJsonSchema(inUse, own).properties as Readonly<
      Record<string, Property>
    >;
    assert.deepEqual(Object.keys(properties), [...fieldKeys, ...Object.keys(own)]);
    assert.deepEqual(properties.难度?.enum, ['易', '难', '', null]);
    assert.deepEqual(properties.sponsor?.examples, ['甲社']);
    assert.match(properties.pages?.description ?? '', /^pages; /);
  });

  it('are snippets too', () => {
    const snippets = valueSnippets(inUse, own) as Record<string, { body: string }>;
    assert.equal(snippets['难度 in use']?.body, '难度: ${1|易,难|}');
    assert.equal(snippets['pages in use'], undefined);
  });
});

describe('valueSnippets', () => {
  it('offers choices that are valid YAML and valid snippets', () => {
    const snippets = valueSnippets(known) as Record<string, { body: string; prefix: string }>;
    assert.equal(snippets['area in use']?.body, 'area: ${1|web,排版|}');
    assert.equal(snippets['tags in use']?.body, 'tags: [${1|"C#"|}$2]');
    assert.equal(snippets['speaker in use']?.body, 'speaker: [${1|"A\\, B"|}$2]');
    assert.equal(snippets['series in use'], undefined);
  });
});
