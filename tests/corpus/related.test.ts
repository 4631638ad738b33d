import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import type { RelatedArticle } from '../../src/corpus/related.ts';
import type { Article } from '../../src/ingest/types.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';
import type { PostInput } from '../support/articles.ts';

function relatedTo(articles: readonly Article[], slug: string): readonly RelatedArticle[] {
  const article = articles.find(({ post }) => post.slug === slug);
  assert.ok(article);
  return buildCorpus(articles, corpusOptions(2)).related.of(article);
}

const slugs = (related: readonly RelatedArticle[]) =>
  related.map(({ article }) => article.post.slug);

/** Posts that share nothing, so that rarity has a scale. */
const strangers = Array.from({ length: 20 }, (_, index) =>
  makeArticle({ slug: `stranger-${index}` }),
);

function corpusOf(...posts: readonly PostInput[]): Article[] {
  return [...posts.map((post) => makeArticle(post)), ...strangers];
}

describe('related articles', () => {
  it('puts what is rare before what is common, and says why', () => {
    const common = Array.from({ length: 10 }, (_, index) => ({
      slug: `common-${index}`,
      terms: { tag: ['AI'] },
    }));
    const articles = corpusOf(
      {
        slug: 'one',
        guests: ['梁文锋'],
        terms: { tag: ['AI'], product: ['R1', 'V3', 'Coder', 'VL'] },
      },
      { slug: 'two', guests: ['梁文锋'], terms: { product: ['R1', 'V3', 'Coder', 'VL'] } },
      ...common,
    );
    const [first, second] = relatedTo(articles, 'one');
    assert.equal(first?.article.post.slug, 'two');
    assert.deepEqual(first.reasons, [
      { kind: 'product', names: ['Coder', 'R1', 'V3'], count: 4 },
      { kind: 'guest', names: ['梁文锋'], count: 1 },
    ]);
    assert.deepEqual(second?.reasons, [{ kind: 'tag', names: ['AI'], count: 1 }]);
    assert.ok(first.score > second.score && first.score <= 1);
  });

  it('shows five, at most three for one reason while there are others', () => {
    const channel = Array.from({ length: 8 }, (_, index) => ({
      slug: `channel-${index}`,
      terms: { speaker: ['TED'] },
    }));
    const alone = relatedTo(corpusOf({ slug: 'x', terms: { speaker: ['TED'] } }, ...channel), 'x');
    assert.equal(alone.length, 5);
    const mixed = relatedTo(
      corpusOf(
        { slug: 'x', terms: { speaker: ['TED'], tag: ['a', 'b'] } },
        { slug: 'tag-a', terms: { tag: ['a', 'c', 'd'] } },
        { slug: 'tag-b', terms: { tag: ['b', 'c', 'd'] } },
        ...channel,
      ),
      'x',
    );
    assert.deepEqual(
      slugs(mixed)
        .filter((slug) => slug.startsWith('tag'))
        .sort(),
      ['tag-a', 'tag-b'],
    );
  });

  it('relates nothing by area and category alone, nor without anything in common', () => {
    const terms = { area: ['技术'], category: ['随笔'] };
    assert.deepEqual(relatedTo(corpusOf({ slug: 'x', terms }, { slug: 'y', terms }), 'x'), []);
    assert.deepEqual(relatedTo(strangers, 'stranger-0'), []);
  });

  it('counts one name once, whatever its kinds', () => {
    const both = { guests: ['张三'], terms: { person: ['张三'], speaker: ['张三'] } };
    const [other] = relatedTo(corpusOf({ slug: 'x', ...both }, { slug: 'y', ...both }), 'x');
    assert.deepEqual(other?.reasons, [{ kind: 'guest', names: ['张三'], count: 1 }]);
    assert.ok(Math.abs(other.score - 1) < 1e-9);
  });

  it('relates by what both explain, unless it is a name they mention', () => {
    const gloss = (term: string) => ({ term, definition: `${term}的意思`, id: 'gloss-1' });
    const articles = [
      makeArticle({ slug: 'x' }, { glosses: [gloss('注意力'), gloss('谷歌')] }),
      makeArticle({ slug: 'y' }, { glosses: [gloss('注意力'), gloss('谷歌')] }),
      makeArticle({ slug: 'z', terms: { organisation: ['谷歌'] } }),
      ...strangers,
    ];
    const related = relatedTo(articles, 'x');
    assert.deepEqual(
      related.map(({ reasons }) => reasons),
      [[{ kind: 'concept', names: ['注意力'], count: 1 }]],
    );
  });

  it('keeps unlisted posts out of both sides', () => {
    const terms = { tag: ['a'] };
    const articles = corpusOf(
      { slug: 'x', terms },
      { slug: 'y', terms },
      { slug: 'h', terms, visibility: 'unlisted' },
    );
    assert.deepEqual(slugs(relatedTo(articles, 'x')), ['y']);
    assert.deepEqual(relatedTo(articles, 'h'), []);
  });

  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const names = fc.uniqueArray(name, { maxLength: 3 });
  const someArticles = fc
    .array(
      fc.record({
        tag: names,
        person: names,
        guests: names,
        series: names,
        day: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 2, maxLength: 14 },
    )
    .map((posts) =>
      posts.map(({ day, guests, ...terms }, index) =>
        makeArticle({ slug: `p${index}`, date: `2026-01-0${day}`, guests, terms }),
      ),
    );
  const tell = (articles: readonly Article[], order: readonly Article[]) => {
    const { related } = buildCorpus(order, corpusOptions(2));
    return articles.map((article) =>
      related
        .of(article)
        .map(({ article: other, score, reasons }) => [other.post.slug, score.toFixed(9), reasons]),
    );
  };

  it('does not depend on the order of posts', () => {
    fc.assert(
      fc.property(
        someArticles.chain((articles) =>
          fc.tuple(
            fc.constant(articles),
            fc.shuffledSubarray(articles, { minLength: articles.length }),
          ),
        ),
        ([articles, order]) => {
          assert.deepEqual(tell(articles, order), tell(articles, articles));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives a pair one score from both sides; none is related to itself, or twice', () => {
    fc.assert(
      fc.property(someArticles, (articles) => {
        const { related } = buildCorpus(articles, corpusOptions(2));
        const scores = new Map<string, number>();
        for (const article of articles) {
          const own = related.of(article);
          assert.equal(new Set(own.map((one) => one.article)).size, own.length);
          for (const { article: other, score, reasons } of own) {
            assert.notEqual(other, article);
            assert.ok(score > 0 && score <= 1 + 1e-9 && reasons.length > 0);
            const pair = [article.post.slug, other.post.slug].sort().join(' ');
            assert.ok(Math.abs((scores.get(pair) ?? score) - score) < 1e-9);
            scores.set(pair, score);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('looks at neighbours only where a name is common', () => {
    const posts = Array.from({ length: 400 }, (_, index) =>
      makeArticle({
        slug: `p${String(index).padStart(3, '0')}`,
        date: `2026-01-01`,
        terms: { tag: ['AI'] },
      }),
    );
    const near = relatedTo(posts, 'p200').map(({ article }) => Number(article.post.slug.slice(1)));
    assert.equal(near.length, 5);
    for (const place of near) assert.ok(Math.abs(place - 200) <= 8, String(place));
  });
});
