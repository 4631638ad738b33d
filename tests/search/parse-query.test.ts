import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterWords } from '../../src/content/terms.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';

const terms = (query: string, typing = false) =>
  parseQuery(query, { filterWords, typing }).terms.map(({ folded, field, negative, prefix }) =>
    [
      negative ? '-' : '',
      field === 'title' ? 'title:' : '',
      folded,
      prefix === 'none' ? '' : '*',
    ].join(''),
  );
const filters = (query: string) =>
  parseQuery(query, { filterWords }).filters.map(
    ({ type, value, negative }) => `${negative ? '-' : ''}${type}=${value}`,
  );

const readings: readonly (readonly [string, readonly string[]])[] = [
  ['人工智能', ['人工智能']],
  ['人工智能 芯片', ['人工智能', '芯片']],
  ['人工智能　芯片，', ['人工智能', '芯片']],
  ['ＧＰＵ Rag', ['gpu', 'rag']],
  ['"机器 学习"', ['机器 学习']],
  ['“AI 时代”', ['ai时代']],
  ['「缘起」『性空』', ['缘起', '性空']],
  ['"未完', ['未完']],
  ['-芯片 人工', ['-芯片', '人工']],
  ['-"机器 学习"', ['-机器 学习']],
  ['a - b', ['a', '-', 'b']],
  ['GPT-4o', ['gpt-4o']],
  ['C++ C# .NET', ['c++', 'c#', '.net']],
  ['title:缘起', ['title:缘起']],
  ['标题：“缘起 性空”', ['title:缘起 性空']],
  ['-title:缘起', ['-title:缘起']],
  ['agent*', ['agent*']],
  ['http://a.b', ['http://a.b']],
  ['foo:bar', ['foo:bar']],
  ['title:', ['title']],
  ['   ', []],
  ['""', []],
  ['，。', []],
];

for (const [query, expected] of readings) {
  test(`reads ${query}`, () => {
    assert.deepEqual(terms(query), expected);
  });
}

test('takes no property that every object has for a filter', () => {
  assert.deepEqual(filters('constructor:x'), []);
  assert.deepEqual(terms('constructor:x'), ['constructor:x']);
});

test('reads filters in both languages', () => {
  assert.deepEqual(filters('area:ai -speaker:"Lex Fridman" 标签：rag year:2020..2024 人工'), [
    'area=ai',
    '-speaker=Lex Fridman',
    'tag=rag',
    'year=2020..2024',
  ]);
});

test('the last word may go on, unless it is short, quoted, negative or ends in a space', () => {
  assert.deepEqual(terms('deep lear', true), ['deep', 'lear*']);
  assert.deepEqual(terms('deep lear ', true), ['deep', 'lear']);
  assert.deepEqual(terms('ai', true), ['ai']);
  assert.deepEqual(terms('"deep lear"', true), ['deep lear']);
  assert.deepEqual(terms('deep -lear', true), ['deep', '-lear']);
  assert.deepEqual(terms('人工智能', true), ['人工智能']);
});
