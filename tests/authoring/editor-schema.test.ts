import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { frontMatterJsonSchema, valueSnippets } from '../../src/authoring/editor-schema.ts';
import { fieldHelp } from '../../src/authoring/field-help.ts';
import { knownKeys } from '../../src/content/front-matter-schema.ts';
import { projectDir } from '../support/build-site.ts';

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
    assert.deepEqual(new Set(Object.keys(properties)), knownKeys);
    for (const [name, { description }] of Object.entries(properties)) {
      assert.equal(description, Object.entries(fieldHelp).find(([key]) => key === name)?.[1]);
    }
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

describe('valueSnippets', () => {
  it('offers choices that are valid YAML and valid snippets', () => {
    const snippets = valueSnippets(known) as Record<string, { body: string; prefix: string }>;
    assert.equal(snippets['area in use']?.body, 'area: ${1|web,排版|}');
    assert.equal(snippets['tags in use']?.body, 'tags: [${1|"C#"|}$2]');
    assert.equal(snippets['speaker in use']?.body, 'speaker: [${1|"A\\, B"|}$2]');
    assert.equal(snippets['series in use'], undefined);
  });
});

describe('docs/writing.md', () => {
  it('names every field', () => {
    const docs = readFileSync(path.join(projectDir, 'docs/writing.md'), 'utf8');
    const missing = [...knownKeys].filter((key) => !docs.includes(`\`${key}\``));
    assert.deepEqual(missing, []);
  });
});
