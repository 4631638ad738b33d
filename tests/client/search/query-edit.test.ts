import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  filtersOf,
  sameFilter,
  toggleFilter,
  withoutFilters,
  writeFilter,
} from '../../../src/client/search/query-edit.ts';

/** Pieces of queries: all that the syntax knows, complete and unfinished. */
const piece = fc.oneof(
  fc.constantFrom(
    '月相',
    'type*',
    '-网页',
    '"深度 学习"',
    '“引文”',
    '「引」',
    'title:阅读',
    '-',
    ':',
  ),
  fc.constantFrom('area:历史', 'speaker:"Lex Fridman"', '-tag:x', 'year:2020..2024', '"没有收尾'),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const query = fc.tuple(fc.array(piece, { maxLength: 5 }), fc.constantFrom(' ', '  ', '　'));
const text = query.map(([pieces, space]) => pieces.join(space));
/** Names of terms: any text without white space at its ends. */
const name = fc
  .oneof(
    fc.constantFrom('历史', 'Lex Fridman', 'C++', '8" 屏', '“引号”', '-x', 'a:b', 'title:b'),
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  )
  .map((value) => value.replace(/\s+/gu, ' ').trim())
  // Quotation marks and asterisks mean something in a query: a filter cannot always hold them.
  .filter((value) => value !== '' && !/[＂"“”「」『』*]/u.test(value));
const type = fc.constantFrom('area', 'speaker', 'tag', 'person');

describe('writeFilter', () => {
  it('is read as the filter it was made for', () => {
    fc.assert(
      fc.property(type, name, (kind, value) => {
        const filters = filtersOf(writeFilter(kind, value));
        assert.deepEqual(
          filters.map((filter) => sameFilter(filter, { type: kind, value, negative: false })),
          [true],
          writeFilter(kind, value),
        );
      }),
    );
  });

  for (const [value, written] of [
    ['历史', 'area:历史'],
    ['Lex Fridman', 'area:"Lex Fridman"'],
    ['8" 屏', 'area:「8" 屏」'],
    ['“引号”', 'area:"“引号”"'],
    ['他说「好」', 'area:"他说「好」"'],
  ] as const) {
    it(`writes ${value} as ${written}`, () => {
      assert.equal(writeFilter('area', value), written);
      assert.equal(filtersOf(written)[0]?.value, value);
    });
  }
});

describe('toggleFilter', () => {
  it('adds a filter that is read, and taken out again leaves the query as it was', () => {
    fc.assert(
      fc.property(text, type, name, fc.boolean(), (before, kind, value, negative) => {
        const filter = { type: kind, value, negative };
        fc.pre(!filtersOf(before).some((own) => sameFilter(own, filter)));
        const added = toggleFilter(before, filter);
        assert.ok(
          filtersOf(added).some((own) => sameFilter(own, filter)),
          added,
        );
        assert.ok(added.includes(before.trim()));
        assert.equal(toggleFilter(added, filter), before.trim());
      }),
    );
  });

  it('puts a filter before a quote that is still open', () => {
    const filter = { type: 'area', value: '历史', negative: false };
    assert.equal(toggleFilter('"晨光', filter), 'area:历史 "晨光');
  });
});

describe('withoutFilters', () => {
  it('takes out one filter and keeps every other character', () => {
    const keep = '月相  "深度 学习"  -网页';
    const isArea = ({ type: kind }: { readonly type: string }) => kind === 'area';
    assert.equal(withoutFilters(`area:历史 ${keep}`, isArea), keep);
    assert.equal(withoutFilters(`${keep} area:"历 史"`, isArea), keep);
    assert.equal(withoutFilters('月相 area:历史  speaker:沈括', isArea), '月相  speaker:沈括');
  });

  it('leaves no filter, and all else', () => {
    fc.assert(
      fc.property(text, (before) => {
        const after = withoutFilters(before);
        assert.deepEqual(filtersOf(after), [], after);
      }),
    );
  });
});
