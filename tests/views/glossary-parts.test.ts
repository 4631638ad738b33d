import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import { lettersOf } from '../../src/shared/letters-of-slug.ts';
import { divideGlossary } from '../../src/views/glossary-parts.ts';
import { createLinks } from '../../src/views/links.ts';
import { corpusOptions } from '../support/articles.ts';
import { glossedArticle } from '../support/glosses.ts';

const links = createLinks('https://example.com', '/');

function glossaryOf(terms: readonly string[]) {
  const article = glossedArticle(
    { slug: 'a', date: '2026-01-01' },
    terms.map((term) => [term, '', `${term} 的意思`]),
  );
  return buildCorpus([article], corpusOptions(1)).glossary;
}

/** Parts of a glossary whose pages have room for so many entries. */
const divide = (terms: readonly string[], room: number) =>
  divideGlossary(glossaryOf(terms), links, () => 1, room);

describe('divideGlossary', () => {
  it('keeps a small glossary on one page', () => {
    const { parts, hrefOf } = divide(['alpha', 'beta'], 2);
    assert.deepEqual(
      parts.map(({ name, entries }) => [name, entries.length]),
      [['', 2]],
    );
    const [entry] = parts[0]?.entries ?? [];
    assert.ok(entry);
    assert.equal(hrefOf(entry), '/glossary/#g-alpha');
  });

  it('gives each initial a page, and halves the long ones in the middle of the alphabet', () => {
    const { parts, hrefOf } = divide(['ab', 'ac', 'az', '中', 'Ж', '3D'], 2);
    assert.deepEqual(
      parts.map(({ name, entries }) => [name, entries.map(({ term }) => term)]),
      [
        ['', []],
        ['0', ['3D', 'Ж']],
        ['a', ['ab', 'ac']],
        ['ah', ['az']],
        ['z', ['中']],
      ],
    );
    assert.deepEqual(
      parts.flatMap(({ entries }) => entries.map(hrefOf)),
      [
        '/glossary/0/#g-3d',
        `/glossary/0/#${encodeURIComponent('g-ж')}`,
        '/glossary/a/#g-ab',
        '/glossary/a/#g-ac',
        '/glossary/ah/#g-az',
        '/glossary/z/#g-zhong',
      ],
    );
  });

  // Without spaces and hyphens: words that differ only in these are one term.
  const word = fc.stringMatching(/^[a-c][a-c]{0,5}[a-z0-9]$/);

  it('puts every entry on one page that has room for it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (terms, room) => {
          const glossary = glossaryOf(terms);
          const { parts, hrefOf } = divideGlossary(glossary, links, () => 1, room);
          const placed = parts.flatMap(({ entries }) => entries);
          assert.deepEqual(new Set(placed), new Set(glossary.entries));
          assert.equal(placed.length, glossary.entries.length);
          assert.equal(new Set(parts.map(({ name }) => name)).size, parts.length);
          for (const { name, entries } of parts) {
            assert.ok(entries.length <= room);
            for (const entry of entries) {
              assert.equal(hrefOf(entry), links.glossaryEntry(entry.slug, name));
            }
          }
          for (const { name, entries } of parts) {
            // Scripts find the part of an entry so.
            for (const { slug } of entries) {
              const before = parts.filter((part) => part.name <= lettersOf(slug));
              assert.equal(before.at(-1)?.name, name);
            }
          }
        },
      ),
    );
  });

  it('moves an entry only from a page that it divides', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 12, maxLength: 40 }), word, (terms, added) => {
        const room = 5;
        const before = divide(terms, room);
        const after = divide([...terms, added], room);
        const now = new Map(
          after.parts.flatMap(({ name, entries }) => entries.map(({ key }) => [key, name])),
        );
        for (const { name, entries } of before.parts) {
          const moved = entries.filter(({ key }) => now.get(key) !== name);
          if (moved.length > 0) assert.equal(entries.length, room);
        }
      }),
    );
  });
});
