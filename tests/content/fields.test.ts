import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fieldKeys, fields } from '../../src/content/fields.ts';
import { knownKeyOf } from '../../src/content/front-matter-schema.ts';
import { terms, termTypes } from '../../src/content/terms.ts';
import { projectDir } from '../support/program.ts';

describe('fields', () => {
  it('are found by any of their spellings, each of which means one field', () => {
    const spellings = fieldKeys.flatMap((key) => [key, ...(fields[key].synonyms ?? [])]);
    assert.equal(new Set(spellings).size, spellings.length);
    for (const key of fieldKeys) {
      for (const spelling of [key, ...(fields[key].synonyms ?? [])]) {
        assert.equal(knownKeyOf(spelling.toUpperCase()), key);
      }
    }
    assert.equal(knownKeyOf('constructor'), undefined);
  });
});

/** The rows of the table of fields: their keys, and the text about them. */
function documentedFields(): { readonly keys: readonly string[]; readonly text: string }[] {
  const docs = readFileSync(path.join(projectDir, 'docs/writing.md'), 'utf8');
  const [, table = ''] = docs.split('| field | example | what becomes of it |\n|---|---|---|\n');
  const rows = table.slice(0, table.indexOf('\n\n')).split('\n');
  return rows.map((row) => {
    const [, keys = '', , text = ''] = row.split(/(?<!\\)\|/);
    return { keys: [...keys.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key), text: text.trim() };
  });
}

describe('the table of fields in docs/writing.md', () => {
  const rows = documentedFields();

  it('has every field once, and no other', () => {
    const written = rows.flatMap(({ keys }) => keys);
    // Fields that list terms may stand in the table of docs/terms.md alone.
    const ofTerms = new Set<string>(termTypes.map((type) => terms[type].field));
    const elsewhere = fieldKeys.filter((key) => ofTerms.has(key) && !written.includes(key));
    assert.deepEqual([...written, ...elsewhere].sort(), fieldKeys.toSorted());
  });

  it('says something of each field', () => {
    assert.deepEqual(
      rows.filter(({ keys, text }) => keys.length === 0 || text === ''),
      [],
    );
  });
});
