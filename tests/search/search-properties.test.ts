import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldText } from '../../src/search/fold.ts';
import { htmlToText } from '../support/html-to-text.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { zonesOf } from '../support/zones-of.ts';
import { createSearch } from '../../src/search/query/search.ts';
import { tokenise } from '../../src/search/tokens.ts';
import { joinZones } from '../../src/search/text-block.ts';
import { tinyIndex } from './tiny-index.ts';

/**
 * Pieces that meet in every order: width, case, emoji with joiners, Han beyond the basic plane,
 * kana, marks, traps of regular expressions.
 */
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

/**
 * Whether a document holds a text, by other means than the engine's: as a substring, with whole
 * words at Latin edges.
 */
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
          // Documents lie in both tiers.
          { tierDocuments: 2 },
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
    { numRuns: propertyRuns(60) },
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

test('a phrase is found wherever a long article is divided', async (context) => {
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

test('zones neither divide words nor make new ones', () => {
  const wordy = fc
    .array(fc.constantFrom(...pieces, 'https://example.com/transformer-models/', 'ｶ', '\u3099'), {
      minLength: 600,
      maxLength: 3000,
    })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(wordy, (raw) => {
      const body = htmlToText(escape(raw));
      const zones = zonesOf(body);
      assert.equal(joinZones(zones), body);
      const words = (text: string) =>
        tokenise(foldText(text)).flatMap(({ kind, text: word }) => (kind === 'word' ? [word] : []));
      const known = new Set(words(body));
      for (const zone of zones)
        for (const word of words(zone.text)) assert.ok(known.has(word), word);
    }),
    { numRuns: 60 },
  );
});

test('words, beginnings, exclusions and titles agree with a scan', async () => {
  const words = ['rag', 'retrieval', 'ragged', '检索', '增强', '检索增强', 'ai', '猫'];
  const line = fc.array(fc.constantFrom(...words, ' ', '，', '。'), { maxLength: 30 });
  const post = fc.record({ title: line, body: line });
  const term = fc.record({
    word: fc.constantFrom(...words),
    form: fc.constantFrom('plain', 'prefix', 'not', 'title'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(post, { minLength: 1, maxLength: 8 }),
      fc.array(term, { minLength: 1, maxLength: 4 }),
      async (drawn, terms) => {
        const made = drawn.map(({ title, body }) => ({
          title: `x ${title.join('')}`,
          html: `<p>${body.join('')}</p>`,
        }));
        const index = await tinyIndex(made);
        try {
          const query = terms
            .map(({ word, form }) => {
              if (form === 'prefix') return `${word}*`;
              return (form === 'not' ? '-' : form === 'title' ? 'title:' : '') + word;
            })
            .join(' ');
          const { results, unsearchable } = await createSearch(index).searchToEnd(query, {
            limit: 50,
          });
          const expected = made.flatMap(({ title, html }, number) => {
            const [head, all] = [title, `${title}\n${htmlToText(html)}`].map((part) =>
              foldText(part),
            );
            const fits = terms.every(({ word, form }) => {
              const found = matches(
                form === 'title' ? (head ?? '') : (all ?? ''),
                word,
                form === 'prefix',
              );
              return form === 'not' ? !found : found;
            });
            return fits ? [`/${number}/`] : [];
          });
          assert.equal(unsearchable, false);
          assert.deepEqual(results.map(({ href }) => href).sort(), expected, query);
        } finally {
          rmSync(path.dirname(index.dir), { recursive: true, force: true });
        }
      },
    ),
    { numRuns: propertyRuns(60) },
  );
});

/** Whole words for Latin, substrings for Han. */
function matches(text: string, word: string, prefix: boolean): boolean {
  if (!/^[a-z]/.test(word)) return text.includes(word);
  return new RegExp(`(?<![a-z])${word}${prefix ? '' : '(?![a-z])'}`).test(text);
}
