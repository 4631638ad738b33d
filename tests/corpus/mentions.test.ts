import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAliases } from '../../src/corpus/alias-file.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import type { ShownArticle } from '../../src/ingest/types.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';

const { table: aliases } = parseAliases('person: { Sam Altman: [山姆·奥特曼] }', 'a.yaml');
const corpus = buildCorpus(
  [
    makeArticle({
      slug: 'talk',
      date: '2026-03-01',
      terms: { speaker: ['Sam Altman'], person: ['山姆·奥特曼', 'Elon Musk'] },
    }),
    makeArticle({ slug: 'guest', date: '2026-02-01', guests: ['sam altman'] }),
    makeArticle({ slug: 'named', date: '2026-01-01', terms: { person: ['Sam Altman'] } }),
    makeArticle({ slug: 'named-too', terms: { person: ['Sam Altman'], tag: ['css'] } }),
    makeArticle({ slug: 'talk-2', date: '2025-01-01', terms: { speaker: ['Elon Musk', 'Tim'] } }),
    makeArticle({ slug: 'talk-3', date: '2024-01-01', terms: { speaker: ['Elon Musk'] } }),
    makeArticle({ slug: 'hidden', visibility: 'unlisted', terms: { person: ['Sam Altman'] } }),
  ],
  { ...corpusOptions(2), aliases },
);
const slugs = (articles: readonly ShownArticle[]) => articles.map(({ post }) => post.slug);

function find(type: 'person' | 'speaker' | 'tag', name: string) {
  const term = corpus.terms[type].find(name);
  assert.ok(term, name);
  return term;
}

describe('mentions', () => {
  it('keeps the roles of one person apart, each post once, under every name', () => {
    for (const type of ['person', 'speaker'] as const) {
      const mentions = corpus.mentions.of(find(type, '山姆·奥特曼'));
      assert.deepEqual(slugs(mentions.asSpeaker), ['talk']);
      assert.deepEqual(slugs(mentions.asGuest), ['guest']);
      assert.deepEqual(slugs(mentions.asMentioned), ['named', 'named-too']);
      assert.deepEqual(slugs(mentions.articles), ['talk', 'guest', 'named', 'named-too']);
    }
  });

  it('links the person and the speaker', () => {
    const person = find('person', 'Sam Altman');
    const speaker = find('speaker', 'Sam Altman');
    assert.equal(corpus.mentions.of(person).counterpart, speaker);
    assert.equal(corpus.mentions.of(speaker).counterpart, person);
    assert.equal(corpus.mentions.of(find('speaker', 'Tim')).counterpart, undefined);
  });

  it('counts posts of a term of another type as mentions', () => {
    const { asMentioned, articles, counterpart } = corpus.mentions.of(find('tag', 'css'));
    assert.deepEqual([slugs(asMentioned), slugs(articles)], [['named-too'], ['named-too']]);
    assert.equal(counterpart, undefined);
  });

  it('finds the page of a person or speaker that only the other type has', () => {
    const { pageOf } = corpus.mentions;
    assert.equal(pageOf(find('person', 'Sam Altman')), find('person', 'Sam Altman'));
    assert.equal(pageOf(find('speaker', 'Sam Altman')), find('person', 'Sam Altman'));
    assert.equal(pageOf(find('person', 'Elon Musk')), find('speaker', 'Elon Musk'));
    assert.equal(pageOf(find('speaker', 'Tim')), undefined);
    assert.equal(pageOf(find('tag', 'css')), undefined);
  });
});
