import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { termTypes } from '../../src/content/terms.ts';
import { parseAliases } from '../../src/corpus/alias-file.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import type { Corpus } from '../../src/corpus/corpus.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';

const { table: aliases, problems } = parseAliases(
  `
person: { 习近平: [Xi Jinping], Donald Trump: [特朗普, 川普, 唐纳德·特朗普] }
media: { 华尔街日报: [The Wall Street Journal, Wall Street Journal] }
`,
  'aliases.yaml',
);

function corpusOf(articles: Parameters<typeof buildCorpus>[0]): Corpus {
  return buildCorpus(articles, { ...corpusOptions(2), aliases });
}

describe('terms of the real corpus', () => {
  it('have an alias file without problems', () => {
    assert.deepEqual(problems, []);
  });

  const corpus = corpusOf([
    makeArticle({
      slug: 'a',
      terms: {
        organisation: ['NVIDIA'],
        person: ['Xi Jinping', '川普'],
        media: ['《华尔街日报》'],
        tag: ['C', '80/20-rule', 'PAI', 'macro-economy', 'GPT-4.1', '#AI'],
        product: ['C++'],
      },
    }),
    makeArticle({
      slug: 'b',
      terms: {
        organisation: ['Nvidia'],
        person: ['习近平', '唐纳德・特朗普'],
        media: ['Wall Street Journal'],
        tag: ['C#', '80 20 rule', 'pai', 'macroeconomy', 'GPT-41', 'AI'],
      },
    }),
    makeArticle({
      slug: 'c',
      terms: { organisation: ['Nvidia'], media: ['华尔街日报'], tag: ['C++', 'Macro Economy'] },
    }),
  ]);
  const found = (type: (typeof termTypes)[number], name: string) => {
    const term = corpus.terms[type].find(name);
    return term && [term.name, term.articles.length];
  };

  it('knows spellings of one name', () => {
    assert.deepEqual(found('organisation', 'NVIDIA'), ['Nvidia', 3]);
    assert.deepEqual(found('person', 'Xi Jinping'), ['习近平', 2]);
    assert.deepEqual(found('person', '特朗普'), ['Donald Trump', 2]);
    assert.deepEqual(found('media', 'The Wall Street Journal'), ['华尔街日报', 3]);
    assert.deepEqual(found('tag', 'PAI'), ['PAI', 2]);
    assert.deepEqual(found('tag', 'macroeconomy'), ['Macro Economy', 3]);
    assert.deepEqual(found('tag', 'ai')?.[1], 2);
    assert.deepEqual(found('tag', '80/20 Rule')?.[1], 2);
  });

  it('keeps apart what only looks alike', () => {
    for (const name of ['C', 'C#', 'C++', 'GPT-4.1', 'GPT-41']) {
      assert.deepEqual(found('tag', name), [name, 1]);
    }
    const slugs = ['C', 'C#', 'C++', '80/20-rule'].map((name) => corpus.terms.tag.find(name)?.slug);
    assert.deepEqual(slugs, ['c', 'c-sharp', 'c-plus-plus', '80-20-rule']);
  });

  it('sorts a title in brackets, and an accent, by their letters', () => {
    const { terms } = corpusOf([
      makeArticle({ terms: { media: ['《红楼梦》', 'Ångström', '“Dune”', 'Éric', 'F#'] } }),
    ]).terms.media;
    assert.deepEqual(
      terms.map(({ sortKey }) => sortKey),
      ['angstrom', 'dune', 'eric', 'f#', 'hong lou meng'],
    );
  });
});

describe('buildCorpus, whatever the order of posts', () => {
  it('finds the same terms, names, addresses and mentions', () => {
    const names = fc.constantFrom(
      'Nvidia',
      'NVIDIA',
      'n-vidia',
      '川普',
      'Donald Trump',
      '实施',
      '实时',
    );
    const post = fc.record({
      date: fc.option(fc.constantFrom('2024-01-05', '2024-01-06', '2025-07-01'), {
        nil: undefined,
      }),
      tag: fc.array(names, { maxLength: 3 }),
      person: fc.array(names, { maxLength: 3 }),
      speaker: fc.array(names, { maxLength: 2 }),
      guests: fc.array(names, { maxLength: 2 }),
    });
    const shuffled = fc
      .array(post, { minLength: 1, maxLength: 8 })
      .map((posts) =>
        posts.map(({ date, guests, tag, person, speaker }, index) =>
          makeArticle({
            slug: `p${index}`,
            ...(date !== undefined && { date }),
            guests,
            terms: { tag, person, speaker },
          }),
        ),
      )
      .chain((articles) =>
        fc.tuple(
          fc.constant(articles),
          fc.shuffledSubarray(articles, { minLength: articles.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([articles, others]) => {
        assert.deepEqual(summaryOf(corpusOf(articles)), summaryOf(corpusOf(others)));
      }),
    );
  });
});

function summaryOf({ terms, mentions, coOccurrences }: Corpus) {
  const slugs = (articles: readonly { post: { slug: string } }[]) =>
    articles.map(({ post }) => post.slug);
  return termTypes.flatMap((type) =>
    terms[type].terms.map((term) => {
      const { asSpeaker, asGuest, asMentioned } = mentions.of(term);
      return [
        type,
        term.key,
        term.name,
        term.slug,
        ...[term.articles, asSpeaker, asGuest, asMentioned].map(slugs),
        ...coOccurrences.of(term).map(({ term: other, count }) => `${other.key} ${count}`),
      ];
    }),
  );
}
