import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indexTerms } from '../../src/corpus/term-index.ts';
import type { TermIndex } from '../../src/corpus/term-index.ts';
import { makeArticle } from '../support/articles.ts';

function tagged(slug: string, date: string | undefined, ...tag: string[]) {
  return makeArticle({ slug, ...(date !== undefined && { date }), terms: { tag } });
}

function namesOf({ terms }: TermIndex): string[] {
  return terms.map(({ name }) => name);
}

describe('indexTerms', () => {
  const articles = [
    tagged('c', '2026-03-01', 'NVIDIA', '排版', '白话'),
    tagged('b', '2026-02-01', 'Nvidia', 'nvidia', 'Zebra'),
    tagged('a', '2026-01-01', 'Nvidia', 'apple', '白话'),
  ];
  const index = indexTerms('tag', articles, 2);

  it('gathers spellings under one term, each article once, newest first', () => {
    const term = index.find('nVIDIA');
    assert.ok(term);
    assert.equal(term.name, 'Nvidia');
    assert.deepEqual(
      term.articles.map(({ post }) => post.slug),
      ['c', 'b', 'a'],
    );
    assert.equal(index.find('n-v-i-d-i-a'), term);
    assert.equal(index.find('unknown'), undefined);
  });

  it('orders terms by letter, Han by pinyin', () => {
    assert.deepEqual(namesOf(index), ['apple', '白话', 'Nvidia', '排版', 'Zebra']);
  });

  it('gives pages to terms with enough posts only', () => {
    const paged = index.terms.filter(({ hasPage }) => hasPage).map(({ name }) => name);
    assert.deepEqual(paged, ['白话', 'Nvidia']);
    assert.ok(indexTerms('tag', articles, 1).terms.every(({ hasPage }) => hasPage));
  });

  it('keeps the address of a term when a newer post brings one of the same sound', () => {
    const old = tagged('old', '2020-01-01', '实施');
    const young = tagged('young', '2026-01-01', '实时');
    const before = indexTerms('tag', [old], 1).find('实施');
    const after = indexTerms('tag', [young, old], 1);
    assert.equal(after.find('实施')?.slug, before?.slug);
    assert.notEqual(after.find('实时')?.slug, before?.slug);
  });

  it('lets an undated post never take an address from a dated one', () => {
    const after = indexTerms(
      'tag',
      [tagged('d', '2026-01-01', '实施'), tagged('u', undefined, '实时')],
      1,
    );
    assert.equal(after.find('实施')?.slug, 'shi-shi');
  });

  it('is empty for no articles', () => {
    assert.deepEqual(indexTerms('tag', [], 1).terms, []);
  });
});
