import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  filterWords,
  ownTypesFirst,
  terms,
  termTypes,
  typesOfSameNames,
} from '../../src/content/terms.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';
import { projectDir } from '../support/program.ts';

describe('types of terms', () => {
  it('have fields and addresses of their own', () => {
    for (const fact of ['field', 'path'] as const) {
      const values = termTypes.map((type) => terms[type][fact]);
      assert.deepEqual([...new Set(values)], values);
    }
  });

  it('are found in searches by each of their words', () => {
    const words = termTypes.flatMap((type) => [type, ...(terms[type].filterWords ?? [])]);
    assert.equal(filterWords.size, words.length, 'a word of two types');
    for (const [word, type] of filterWords) {
      assert.deepEqual(
        parseQuery(`${word}:x`, { filterWords }).filters,
        [{ type, value: 'x', negative: false }],
        word,
      );
    }
  });

  it('share their names as persons and speakers do, the type that others refer to first', () => {
    assert.deepEqual(typesOfSameNames('speaker'), ['person', 'speaker']);
    assert.deepEqual(typesOfSameNames('person'), ['person', 'speaker']);
    assert.deepEqual(typesOfSameNames('tag'), ['tag']);
  });

  it("are listed with an author's own few first where room is short", () => {
    assert.deepEqual(ownTypesFirst(['tag', 'area', 'person', 'series']), [
      ...['area', 'series'],
      ...['tag', 'person'],
    ]);
  });
});

describe('docs/terms.md', () => {
  it('says of each type what the table of types does', () => {
    const docs = readFileSync(path.join(projectDir, 'docs/terms.md'), 'utf8');
    const words = {
      navigation: 'inNavigation',
      feeds: 'hasFeed',
      facet: 'isFacet',
      companion: 'isCompanion',
      open: 'isOpen',
    } as const;
    const rows = termTypes.map((type) => {
      const { field, path: folder, filterWords: others = [], relatedWeight } = terms[type];
      const filters = [type, ...others].map((word) => `\`${word}:\``).join(' ');
      const cells = [`\`${type}\``, `\`${field}\``, `\`/${folder}/\``, filters, relatedWeight];
      const more = Object.entries(words).flatMap(([word, fact]) =>
        terms[type][fact] ? [word] : [],
      );
      return `| ${cells.join(' | ')} |${more.length > 0 ? ` ${more.join(', ')} ` : ' '}|`;
    });
    assert.deepEqual(docs.match(/^\| `.*\|$/gm), rows);
  });
});
