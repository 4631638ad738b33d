import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findCoOccurrences } from '../../src/corpus/co-occurrence.ts';
import type { CoOccurrenceOptions } from '../../src/corpus/co-occurrence.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import { steadyCount } from '../../src/corpus/steady-count.ts';
import type { PostInput } from '../support/articles.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';

type Terms = NonNullable<PostInput['terms']>;

function corpusOf(posts: readonly Terms[], minimumPosts = 2) {
  const articles = posts.map((terms, index) => makeArticle({ slug: `p${index}`, terms }));
  return buildCorpus(articles, corpusOptions(minimumPosts));
}

/** What a tag often stands with, as `type name count`. */
function partners(posts: readonly Terms[], tag: string, options?: CoOccurrenceOptions): string[] {
  const { articles, terms } = corpusOf(posts);
  const term = terms.tag.find(tag);
  assert.ok(term);
  return findCoOccurrences(articles, terms, options)
    .of(term)
    .map(({ term: other, count }) => `${other.type} ${other.name} ${count}`);
}

const filler: readonly Terms[] = Array.from({ length: 10 }, () => ({ tag: ['common'] }));

describe('findCoOccurrences', () => {
  const posts: readonly Terms[] = [
    { tag: ['gpu', 'common'], organisation: ['Nvidia', 'TSMC'], area: ['tech'] },
    { tag: ['gpu', 'common'], organisation: ['Nvidia', 'TSMC'], area: ['tech'] },
    { tag: ['gpu', 'common'], organisation: ['Nvidia'], person: ['Once'], area: ['tech'] },
    ...filler,
  ];

  it('finds what stands with a term more often than by chance, of any type, best first', () => {
    assert.deepEqual(partners(posts, 'gpu'), ['organisation Nvidia 3', 'organisation TSMC 2']);
  });

  it('leaves out what stands everywhere, once, or in every post of an area', () => {
    const all = partners(posts, 'gpu', { minimumSupport: 1, minimumLift: 0 }).join();
    assert.match(all, /common/);
    assert.doesNotMatch(all, /Once|tech/);
    assert.doesNotMatch(partners(posts, 'gpu').join(), /common/);
  });

  it('scores by c · ln(c · N / (n(t) · n(u)))', () => {
    const { articles, terms } = corpusOf(posts);
    const gpu = terms.tag.find('gpu');
    assert.ok(gpu);
    const [nvidia, tsmc] = findCoOccurrences(articles, terms).of(gpu);
    const [all, three] = [steadyCount(13, 4), steadyCount(3, 4)];
    assert.equal(nvidia?.lift, 3 * (all / three / three));
    assert.equal(tsmc?.lift, 2 * (all / three / 2));
  });

  it('takes one identity for one partner, and never for its own', () => {
    const same: readonly Terms[] = [
      { tag: ['gpu', 'nvidia'], organisation: ['Nvidia', 'GPU'] },
      { tag: ['gpu', 'nvidia'], organisation: ['Nvidia', 'GPU'] },
      ...filler,
    ];
    assert.deepEqual(partners(same, 'gpu'), ['organisation Nvidia 2']);
  });

  it('looks at the most frequent terms of a post with too many', () => {
    const tag = Array.from({ length: 30 }, (_, index) => `t${index}`);
    const many: readonly Terms[] = [{ tag: ['gpu', ...tag] }, { tag: ['gpu', ...tag] }, ...filler];
    assert.equal(partners(many, 'gpu', { limit: 99 }).length, 30);
    assert.ok(partners(many, 'gpu', { limit: 99, termsPerArticle: 10 }).length <= 10);
  });

  it('counts exactly, names only terms with pages, and agrees from both sides', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 });
    const anyPosts = fc.array(fc.record({ tag: names, person: names }), { maxLength: 12 });
    fc.assert(
      fc.property(anyPosts, fc.integer({ min: 1, max: 3 }), (terms, minimumPosts) => {
        const corpus = corpusOf(terms, minimumPosts);
        const found = findCoOccurrences(corpus.articles, corpus.terms, {
          limit: 99,
          minimumLift: 0,
        });
        for (const type of ['tag', 'person'] as const) {
          for (const term of corpus.terms[type].terms) {
            const own = found.of(term);
            if (!term.hasPage) assert.deepEqual(own, []);
            for (const { term: other, count } of own) {
              assert.ok(other.hasPage && other.key !== term.key);
              const both = term.articles.filter((article) => other.articles.includes(article));
              assert.equal(count, both.length);
            }
          }
        }
      }),
    );
  });
});
