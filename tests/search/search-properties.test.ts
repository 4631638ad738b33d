import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldText } from '../../src/search/fold.ts';
import { htmlToText } from '../../src/search/html-text.ts';
import { createSearch } from '../../src/search/query/search.ts';
import { tinyIndex } from './tiny-index.ts';

/** Pieces that meet in every order: width, case, emoji with joiners, Han beyond the basic plane, kana, marks, traps of regular expressions. */
const pieces = [
  ...['人', '工', '智', '能', '机', '器', '学', '习', '的', '𠮷', '𡃁', 'ア', 'ｱ', 'ﾞ', '가', '々'],
  ...['AI', 'ai', 'ＡＩ', 'Rag', 'rag', 'don’t', 'C++', 'İ', 'ΣΑΣ', 'é', 'e\u0301', 'ﬁ', '①', '㍿'],
  ...[
    '，',
    '。',
    ',',
    '-',
    '.*',
    '"',
    ' ',
    '  ',
    '\u00a0',
    '\u3000',
    '😀',
    '👨‍👩‍👧',
    '\u200b',
    '&',
    '0',
    '2024',
  ],
];
const text = (maximum: number) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: maximum }).map((parts) => parts.join(''));

const escape = (raw: string) => raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The definition, by other means than the engine's: substring, with whole words at Latin edges. */
function holds(document: string, query: string): boolean {
  const folded = foldText(query).trim();
  const letter = '[[\\p{L}\\p{N}\\p{M}]--[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}ー]]';
  const starts = new RegExp(`^${letter}`, 'v').test(folded) ? `(?<!${letter})` : '';
  const ends = new RegExp(`${letter}$`, 'v').test(folded) ? `(?!${letter})` : '';
  const literal = folded.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(starts + literal + ends, 'v').test(document);
}

/** What stands between quotes must not hold a quote. */
const quotable = (raw: string) =>
  raw
    .replace(/["＂“”「」『』]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

test('quoted text finds exactly the documents that hold it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ title: text(4), summary: text(5), body: fc.array(text(60), { maxLength: 3 }) }),
        {
          minLength: 1,
          maxLength: 6,
        },
      ),
      fc.array(text(5), { minLength: 1, maxLength: 6 }),
      fc.nat(),
      async (posts, queries, seed) => {
        const index = await tinyIndex(
          posts.map(({ title, summary, body }) => ({
            title: title.trim() || 'x',
            summary,
            html: body.map((line) => `<p>${escape(line)}</p>`).join('\n'),
          })),
        );
        try {
          const documents = posts.map(({ title, summary, body }) =>
            [
              title.trim() || 'x',
              summary,
              htmlToText(body.map((line) => `<p>${escape(line)}</p>`).join('\n')),
            ]
              .map((part) => foldText(part))
              .join('\n'),
          );
          const { search, searchToEnd } = createSearch(index);
          const drawn = posts
            .flatMap(({ body }) => body)
            .map((line) => [...line].slice(seed % 50, (seed % 50) + 4).join(''));
          for (const raw of [...queries, ...drawn]) {
            const query = quotable(raw);
            if (query === '') continue;
            const { results, count, unsearchable } = await searchToEnd(`"${query}"`, {
              limit: 100,
            });
            if (unsearchable) continue;
            const expected = documents.flatMap((document, number) =>
              holds(document, query) ? [`/${number}/`] : [],
            );
            assert.deepEqual(
              results.map(({ href }) => href).sort(),
              expected,
              `query ${JSON.stringify(query)}`,
            );
            assert.deepEqual(count, { value: expected.length, kind: 'exact' });
          }
          assert.ok(search);
        } finally {
          rmSync(path.dirname(index.dir), { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('any input is answered, and only with documents that hold all its words', async (context) => {
  const html = '<p>人工智能 AI 时代的机器学习，don’t repeat。</p><p>𠮷野家 😀 2024</p>';
  const index = await tinyIndex(
    [
      { title: '人工智能', html },
      { title: '机器', html: '<p>rag</p>' },
    ],
    { test: context },
  );
  const { searchToEnd } = createSearch(index);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), text(12)),
      async (query) => {
        const { stage, results, count } = await searchToEnd(query);
        assert.equal(stage, 'done');
        assert.ok(count.value >= results.length);
      },
    ),
    { numRuns: 500 },
  );
});

test('a phrase is found wherever a long article is divided, however long it is', async (context) => {
  const characters = Array.from({ length: 9000 }, (_, at) =>
    String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000)),
  );
  const body = characters.join('');
  const index = await tinyIndex(
    [{ html: `<p>${body}</p>` }, { html: `<p>${body.slice(4000)}</p>` }],
    { test: context },
  );
  const { searchToEnd } = createSearch(index);
  await fc.assert(
    fc.asyncProperty(fc.nat(8990), fc.integer({ min: 2, max: 400 }), async (start, length) => {
      const query = body.slice(start, start + length);
      const { results } = await searchToEnd(query);
      const expected = start >= 4000 ? ['/0/', '/1/'] : ['/0/'];
      assert.deepEqual(results.map(({ href }) => href).sort(), expected);
    }),
    { numRuns: 150 },
  );
});
