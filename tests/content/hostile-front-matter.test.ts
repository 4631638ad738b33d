import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearest } from '../../src/content/did-you-mean.ts';
import { detectLanguage, languageOfText } from '../../src/content/language.ts';
import { frontMatterLimits } from '../../src/content/limits.ts';
import { readPost } from '../../src/content/read-post.ts';
import { slugify } from '../../src/content/slug.ts';
import {
  cleanText,
  excerpt,
  splitList,
  stripWrappingQuotes,
  unescapeQuotes,
  withoutInlineMarks,
} from '../../src/content/text.ts';
import { publicPolicy } from '../support/read-policy.ts';

function read(text: string) {
  return readPost(new TextEncoder().encode(text), 'a.md', 'posts/a.md', publicPolicy);
}

function onlyProblem(yaml: string): [string, number | undefined] {
  const { outcome, problems } = read(`---\ntitle: 题\n${yaml}\n---\n正文\n`);
  assert.equal(outcome, 'rejected');
  assert.equal(problems.length, 1, JSON.stringify(problems.slice(0, 3)));
  const [{ code, line, hint } = { code: '' }] = problems;
  assert.ok(hint);
  return [code, line];
}

const times = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index)).join('');
const lines = (count: number) => times(count, (index) => `k${index}: 1\n`);

const { keys, keyLength, listLength, length, proseLength, textLength } = frontMatterLimits;

describe('limits of front matter', () => {
  it('are problems of their own, each with its line', () => {
    const names = (count: number) => times(count, (index) => `\n  - n${index}`);
    assert.deepEqual(onlyProblem(lines(keys)), ['too-many-keys', 1]);
    assert.deepEqual(onlyProblem(`${'k'.repeat(keyLength + 1)}: 1`), ['key-too-long', 1]);
    assert.deepEqual(onlyProblem(`source: http://${'a'.repeat(textLength)}`), ['text-too-long', 3]);
    assert.deepEqual(onlyProblem(`insight: ${'字'.repeat(proseLength + 1)}`), ['text-too-long', 3]);
    assert.deepEqual(onlyProblem(`tags: [${'a'.repeat(textLength + 1)}]`), ['text-too-long', 3]);
    assert.deepEqual(onlyProblem(`people:${names(listLength + 1)}`), ['list-too-long', 3]);
    assert.deepEqual(onlyProblem(`tags: '${times(listLength + 1, (n) => `n${n},`)}'`), [
      'list-too-long',
      3,
    ]);
    assert.deepEqual(onlyProblem(`# ${'x'.repeat(length)}`), ['front-matter-too-long', 1]);
  });

  it('leave room for all that real posts hold', () => {
    const { outcome, problems, post } = read(
      [
        `---\ntitle: ${'题'.repeat(textLength)}`,
        `summary: ${'字'.repeat(proseLength)}`,
        `people:${times(listLength, (index) => `\n  - 某人${index}`)}`,
        `${lines(keys - 3)}---\n正文\n`,
      ].join('\n'),
    );
    assert.equal(outcome, 'published', JSON.stringify(problems[0]));
    assert.equal(post?.terms.person.length, listLength);
  });
});

/** Units that, repeated without end, can make a function take more than linear time. */
const allUnits = [
  ...['**a ', '**', '*', '* ', '*a ', '**a**', '`', '` `', '``', '[', ']', '[a', '[a](', '[a](/'],
  ...[
    '](/',
    '[]',
    '[[',
    '[a](x "',
    '[a](<',
    '[a](b(c)',
    '[[a|',
    '[b]',
    '"',
    "'",
    '“',
    '”',
    '「',
    '\\',
    '\\"',
    ' ',
    '，',
    '， ',
    ',',
    '、',
    '\t',
  ],
  ...['a', 'A', 'é', 'e\u0301', '字', '體体', '们們', '\u200B', '\u{1F600}', '-', '--', '.', '..'],
  ...[
    ': true, ',
    ' #"',
    ': "',
    '.-',
    '-.',
    '_',
    '/',
    '//',
    '/index.html',
    '%',
    '%2f',
    '#',
    ':',
    ': ',
    ' #',
    '|',
    '>',
    '&a ',
  ],
  ...['ß', 'İ', '\u0300', '\uFDFA', 'https://', 'http://a/', '2026-01-01T', 'zh-', '0'],
];

/** A third of them, or all with `PATHOLOGICAL_TEXTS=all`. */
const units = allUnits.filter(
  (_unit, at) => at % 3 === 0 || process.env['PATHOLOGICAL_TEXTS'] === 'all',
);

describe('functions on texts', () => {
  it('take no more than linear time', () => {
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(300_000 / unit.length));
      for (const work of [
        ...[cleanText, excerpt, slugify, splitList, stripWrappingQuotes, unescapeQuotes],
        withoutInlineMarks,
        (value: string) => detectLanguage(value, 'zh-Hans'),
        (value: string) => languageOfText(value, 'zh-Hans', 'zh-Hans'),
        (value: string) => nearest(value, ['title', 'draft']),
      ]) {
        work(text);
        work(`a${text}b`);
        work(`[${text}](x ${text})`);
      }
    }
  });
});

describe('readPost', () => {
  it('takes no more than linear time for front matter of any kind', () => {
    const fill = (unit: string, most = length - 2_000) =>
      unit.repeat(Math.floor(most / unit.length));
    const texts = units.flatMap((unit) => [
      `---\ntitle: ${JSON.stringify(fill(unit, length / 8))}\n---\n`,
      `---\ntitle: 题\ntags: ${JSON.stringify(fill(unit, length / 8))}\n---\n`,
      `---\ntitle: 题\nlang: ${JSON.stringify(fill(unit, length / 8))}\n---\n`,
      `---\ntitle: 题\nx: |\n  ${fill(unit)}\n---\n`,
      `---\ntitle: 题\n${fill(unit)}\n---\n`,
      `---\ntitle: 题\n${fill(`${unit}\n`)}\n---\n`,
      `---\ntitle: 题\nx:\n${fill(`  - ${unit}\n`)}\n---\n`,
      `---\ntitle: 题\n---\n${fill(`${unit}: true\n`, 1_000_000)}`,
    ]);
    const keysOfAll = times(19_000, (index) => `k${index}: 1\n`);
    texts.push(
      `---\ntitle: 题\n${keysOfAll}---\n`,
      `---\ntitle: 题\n${times(190, (index) => `${'k'.repeat(95)}${index}: 1\n`)}---\n`,
      `---\ntitle: 题\nx:\n${times(19_000, (index) => `  k${index}: 1\n`)}---\n`,
      `---\ntitle: 题\ntags:\n${times(19_000, () => `  - {}\n`)}---\n`,
      `---\ntitle: 题\nx: ${fill('[')}\n---\n`,
      `---\ntitle: 题\nx: ${fill('{a: ')}\n---\n`,
      `---\ntitle: 题\n${fill('? ')}\n---\n`,
      `---\ntitle: 题\nx: ${fill('- ')}\n---\n`,
      `---\ntitle: 题\n${fill('\n')}a\n---\n`,
      `---\ntitle: 题\n${fill('#\n')}---\n`,
      `---\ntitle: 题\na${fill(' ')}\n---\n`,
      `---\n${'\n'.repeat(8_000_000)}`,
      `---\n${'-'.repeat(8_000_000)}`,
      '-'.repeat(8_000_000),
    );
    for (const text of texts) assert.ok(read(text).outcome !== undefined);
  });
});
