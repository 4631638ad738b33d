import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSearch } from '../../src/search/query/search.ts';
import type { FetchBytes, SearchUpdate } from '../../src/search/query/types.ts';
import { readingFrom, tinyIndex } from './tiny-index.ts';
import type { TinyPost } from './tiny-index.ts';

const posts: readonly TinyPost[] = [
  {
    title: '检索增强生成入门',
    summary: '介绍 RAG。',
    html: '<p>RAG 把检索和生成连在一起。Retrieval agents are everywhere.</p>',
    date: '2025-03-01',
    terms: { area: ['ai'], speaker: ['Lex Fridman'], tag: ['RAG', 'machine-learning'] },
  },
  {
    title: '芯片战争',
    html: '<p>人工智能需要芯片。</p><p>检索增强生成很省芯片，人工智能 AI 时代。</p>',
    date: '2024-05-01',
    terms: { area: ['ai'], speaker: ['陈立人'], tag: ['chips'] },
  },
  { title: '无日期', html: '<p>关于猫的文章：category theory。</p>', terms: { area: ['notes'] } },
];

const hrefs = ({ results }: SearchUpdate) => results.map(({ href }) => href);
const marked = (parts: readonly { readonly text: string; readonly hit: boolean }[] = []) =>
  parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

const answers: readonly (readonly [string, readonly string[]])[] = [
  ['检索增强生成', ['/0/', '/1/']],
  ['rag', ['/0/']],
  ['芯片 人工智能', ['/1/']],
  ['芯片 -检索', []],
  ['检索 -芯片', ['/0/']],
  ['检索 -人工智能需要', ['/0/']],
  ['猫', ['/2/']],
  ['cat', []],
  ['cat*', ['/2/']],
  ['title:检索', ['/0/']],
  ['title:生成检索', []],
  ['检索 area:AI', ['/0/', '/1/']],
  ['检索 speaker:fridman', ['/0/']],
  ['检索 -speaker:fridman', ['/1/']],
  ['tag:machine-learning', ['/0/']],
  ['tag:machine', []],
  ['tag:machine*', ['/0/']],
  ['year:2024', ['/1/']],
  ['year:2024..2025', ['/0/', '/1/']],
  ['year:2025..', ['/0/']],
  ['year:x', []],
  ['AI时代', ['/1/']],
  ['"ai 时代"', ['/1/']],
  ['能需', ['/1/']],
  ['不存在的话', []],
];

test('each query finds its posts and counts them', async (context) => {
  const { searchToEnd } = createSearch(await tinyIndex(posts, { test: context }));
  for (const [query, expected] of answers) {
    const update = await searchToEnd(query);
    assert.deepEqual(hrefs(update), expected, query);
    assert.deepEqual(update.count, { value: expected.length, kind: 'exact' }, query);
    assert.equal(update.more, false);
  }
});

test('a title ranks above a body, and hits are marked as written', async (context) => {
  const { searchToEnd } = createSearch(await tinyIndex(posts, { test: context }));
  const { results } = await searchToEnd('检索增强生成 rag');
  assert.equal(marked(results[0]?.title), '[检索增强生成]入门');
  assert.match(marked(results[0]?.snippet), /^\[RAG\] 把检索/);
  assert.equal(results[0]?.quote, 'RAG');
  assert.deepEqual(results[0].areas, ['ai']);
  assert.deepEqual(results[0].speakers, ['Lex Fridman']);
  const { results: spaced } = await searchToEnd('ai时代');
  assert.equal(spaced[0]?.quote, 'AI 时代');
});

test('facets count all posts that match', async (context) => {
  const { searchToEnd } = createSearch(await tinyIndex(posts, { test: context }));
  const { facets } = await searchToEnd('检索', { limit: 1, facets: ['tag'] });
  assert.deepEqual(facets['year'], [
    { name: '2025', count: 1 },
    { name: '2024', count: 1 },
  ]);
  assert.deepEqual(facets['area'], [{ name: 'ai', count: 2 }]);
  assert.equal(facets['speaker']?.length, 2);
  assert.deepEqual(facets['tag'], [], 'values with one document are no choice');
});

test('a search gives candidates, then verified results, page by page', async (context) => {
  const many = Array.from({ length: 30 }, (_, at) => ({ html: `<p>第${at}篇人工智能</p>` }));
  const { search, searchToEnd } = createSearch(await tinyIndex(many, { test: context }));
  const stages: string[] = [];
  for await (const { stage, count } of search('人工智能')) {
    stages.push(stage);
    if (stage === 'candidates') assert.deepEqual(count, { value: 30, kind: 'at-most' });
  }
  assert.deepEqual(stages, ['candidates', 'verifying', 'verifying', 'done']);
  const first = await searchToEnd('人工智能');
  const second = await searchToEnd('人工智能', { offset: 10 });
  assert.deepEqual(
    hrefs(first),
    many.slice(0, 10).map((_, at) => `/${at}/`),
    'newest first',
  );
  assert.deepEqual(
    hrefs(second),
    many.slice(0, 10).map((_, at) => `/${at + 10}/`),
  );
  assert.equal(first.more, true);
  assert.equal((await searchToEnd('人工智能', { offset: 20 })).more, false);
});

test('a word that is typed finds its continuations, whole words first', async (context) => {
  const words = [
    { html: '<p>retrieval</p>' },
    { html: '<p>retrieve</p>' },
    { html: '<p>retriev</p>' },
  ];
  const { searchToEnd } = createSearch(await tinyIndex(words, { test: context }));
  assert.deepEqual(hrefs(await searchToEnd('retriev', { typing: true })), ['/2/', '/0/', '/1/']);
  assert.deepEqual(hrefs(await searchToEnd('retriev')), ['/2/']);
});

test('traditional and simplified find each other when the index folds them', async (context) => {
  const variants = new Map([
    ['機', '机'],
    ['器', '器'],
    ['學', '学'],
    ['習', '习'],
  ]);
  const both = [{ html: '<p>機器學習</p>' }, { html: '<p>机器学习</p>' }];
  const { searchToEnd } = createSearch(await tinyIndex(both, { test: context, variants }));
  for (const query of ['機器學習', '机器学习']) {
    const update = await searchToEnd(query);
    assert.deepEqual(hrefs(update), ['/0/', '/1/']);
    assert.equal(marked(update.results[0]?.snippet), '[機器學習]');
  }
});

test('synonyms are offered, not applied', async (context) => {
  const synonyms = [['检索增强生成', 'rag']];
  const { searchToEnd } = createSearch(await tinyIndex(posts, { test: context, synonyms }));
  const { results, suggestions } = await searchToEnd('RAG -猫');
  assert.equal(results.length, 1);
  assert.deepEqual(suggestions, [
    { term: 'RAG', alternative: '检索增强生成', query: '检索增强生成 -猫' },
  ]);
});

test('a query without anything to look up is called unsearchable', async (context) => {
  const { searchToEnd } = createSearch(await tinyIndex(posts, { test: context }));
  for (const query of ['', '   ', '--', '。']) {
    const { unsearchable, results } = await searchToEnd(query);
    assert.equal(unsearchable, true, query);
    assert.deepEqual(results, []);
  }
});

test('answers are the same from a host without range requests', async (context) => {
  const { dir } = await tinyIndex(posts, { test: context });
  const whole: FetchBytes = (name) => readingFrom(dir)(name);
  const { searchToEnd } = createSearch({ fetchBytes: whole });
  assert.deepEqual(hrefs(await searchToEnd('检索增强生成')), ['/0/', '/1/']);
});

test('an aborted search ends', async (context) => {
  const { searchToEnd } = createSearch(await tinyIndex(posts, { test: context }));
  await assert.rejects(searchToEnd('检索', { signal: AbortSignal.abort() }), {
    name: 'AbortError',
  });
});

test('a search works again after a failure', async (context) => {
  const { fetchBytes } = await tinyIndex(posts, { test: context });
  let online = false;
  const { searchToEnd } = createSearch({
    fetchBytes: (name, options) =>
      online ? fetchBytes(name, options) : Promise.reject(new TypeError('offline')),
  });
  await assert.rejects(searchToEnd('检索'), { name: 'SearchIndexError', code: 'offline' });
  online = true;
  assert.equal((await searchToEnd('检索')).results.length, 2);
});

test('an empty index answers, and so does one that a thread has made', async (context) => {
  const empty = await tinyIndex([], { test: context });
  assert.deepEqual(hrefs(await createSearch(empty).searchToEnd('检索')), []);
  const threaded = await tinyIndex(posts, { test: context, threads: 1 });
  assert.equal((await createSearch(threaded).searchToEnd('检索')).results.length, 2);
});

test('filters find a term by its other names, and by part of its name', async (context) => {
  const { searchToEnd } = createSearch(
    await tinyIndex(posts, {
      test: context,
      otherNames: new Map([['speaker', new Map([['Lex Fridman', ['莱克斯']]])]]),
    }),
  );
  for (const query of [
    'speaker:莱克斯',
    'speaker:"lex fridman"',
    'speaker:Lex-Fridman',
    '讲者:fridm',
  ]) {
    assert.deepEqual(hrefs(await searchToEnd(query)), ['/0/'], query);
  }
  assert.deepEqual(hrefs(await searchToEnd('-speaker:莱克斯 检索')), ['/1/']);
  assert.deepEqual(hrefs(await searchToEnd('speaker:nobody')), []);
});

test('title ranks before summary and body, then frequency, then day', async (context) => {
  const body = (count: number) => `<p>${'别的话。'.repeat(400)}</p><p>量子</p>`.repeat(count);
  const { searchToEnd } = createSearch(
    await tinyIndex(
      [
        { title: 'new', html: body(1), date: '2026-02-01' },
        { title: 'old', html: body(1), date: '2026-01-01' },
        { title: 'often', html: body(6), date: '2020-01-01' },
        { title: 'summary', summary: '量子', date: '2019-01-01' },
        { title: '量子', date: '2018-01-01' },
      ],
      { test: context },
    ),
  );
  assert.deepEqual(hrefs(await searchToEnd('量子')), ['/4/', '/3/', '/2/', '/0/', '/1/']);
});

test('other wordings are found folded, are few, and never hold the word', async (context) => {
  const { searchToEnd } = createSearch(
    await tinyIndex(posts, {
      test: context,
      synonyms: [
        ['RAG', '检索增强生成', 'RAG 技术', 'x'.repeat(80)],
        ['Rag', '一', '二', '三'],
      ],
    }),
  );
  const offered = async (query: string) =>
    (await searchToEnd(query)).suggestions.map(({ query: other }) => other);
  assert.deepEqual(await offered('ＲＡＧ 芯片'), ['检索增强生成 芯片', '一 芯片', '二 芯片']);
  assert.deepEqual(await offered('检索增强生成'), ['RAG', '"RAG 技术"']);
  assert.deepEqual(await offered('芯片 -rag'), []);
});

test('the newest posts come first when asked for', async (context) => {
  // The older post has the word in its title.
  const dated: readonly TinyPost[] = [
    { title: '新', html: '<p>正文里有银杏。</p>', date: '2025-03-01', terms: {} },
    { title: '银杏', html: '<p>银杏，银杏。</p>', date: '2024-03-01', terms: {} },
  ];
  const engine = createSearch(await tinyIndex(dated, { test: context }));
  assert.deepEqual(hrefs(await engine.searchToEnd('银杏')), ['/1/', '/0/']);
  assert.deepEqual(hrefs(await engine.searchToEnd('银杏', { order: 'newest' })), ['/0/', '/1/']);
  const second = await engine.searchToEnd('银杏', { order: 'newest', offset: 1, limit: 1 });
  assert.deepEqual(hrefs(second), ['/1/']);
});
