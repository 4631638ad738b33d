import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAliases } from '../../src/corpus/alias-file.ts';
import { noAliases } from '../../src/corpus/aliases.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import { formatProposals } from '../../src/corpus/proposal-lines.ts';
import { proposeTerms } from '../../src/corpus/term-proposals.ts';
import type { Article } from '../../src/ingest/types.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';

function proposalsOf(articles: readonly Article[], yaml = '') {
  const { table } = parseAliases(yaml, 'aliases.yaml');
  const corpus = buildCorpus(articles, { ...corpusOptions(2), aliases: table });
  return { proposals: proposeTerms(corpus.terms, corpus.articles, table), table };
}

/** Proposals as the lines of the alias file. */
function linesOf(articles: readonly Article[], yaml = ''): string {
  const { proposals, table } = proposalsOf(articles, yaml);
  return formatProposals(proposals, table);
}

const organisations = (...names: string[]) =>
  names.map((name, index) => makeArticle({ slug: `o${index}`, terms: { organisation: [name] } }));

describe('proposeTerms', () => {
  it('proposes company forms, plurals, typing slips and like-sounding characters', () => {
    assert.equal(
      linesOf(organisations('Nvidia', 'Nvidia', 'NVIDIA Corporation')),
      'organisation:\n  Nvidia: [NVIDIA Corporation] # 2 + 1 posts, company form or article',
    );
    assert.match(
      linesOf(organisations('data center', 'data centers')),
      /data center: \[data centers\] # .*plural/,
    );
    assert.match(
      linesOf(organisations('Anthropic', 'Anthropic', 'Anthopic')),
      /Anthropic: \[Anthopic\] # 2 \+ 1 posts, one letter apart/,
    );
    assert.match(
      linesOf(organisations('尤瓦尔·赫拉利', '尤瓦尔·赫拉莉')),
      /尤瓦尔·赫拉利: \[尤瓦尔·赫拉莉\] # 1 \+ 1 posts, same pinyin/,
    );
  });

  it('proposes what glosses equate', () => {
    const gloss = {
      id: 'gloss-1',
      term: '美联储',
      name: 'Federal Reserve',
      definition: '美国的中央银行',
      lang: 'zh-Hans',
    };
    const articles = [1, 2].map((number) =>
      makeArticle(
        { slug: `g${number}`, terms: { organisation: ['美联储', 'Federal Reserve'] } },
        { glosses: [gloss] },
      ),
    );
    assert.match(linesOf(articles), /# 2 \+ 2 posts, glosses, 美联储（Federal Reserve） ×2/);
  });

  it('leaves alone what differs in meaning', () => {
    for (const names of [
      ['GPT-4', 'GPT-4o', 'GPT-5', 'GPT-4.1'],
      ['Model S', 'Model X'],
      ['北京大学出版社', '南京大学出版社'],
      ['人工智能', '人工智能体'],
      ['C', 'C#', 'C++'],
      ['Austria', 'Australia'],
    ]) {
      assert.equal(linesOf(organisations(...names)), '', names.join());
    }
  });

  it('proposes people and speakers once, in one section', () => {
    const articles = [
      makeArticle({
        slug: 'a',
        terms: { person: ['Andrej Karpathy'], speaker: ['Andrej Karpathi'] },
      }),
      makeArticle({
        slug: 'b',
        terms: { person: ['Andrej Karpathi'], speaker: ['Andrej Karpathy'] },
      }),
      makeArticle({ slug: 'c', terms: { speaker: ['Andrej Karpathi'] } }),
    ];
    const { proposals } = proposalsOf(articles);
    assert.deepEqual(
      proposals.map(({ type, aliases }) => [type, aliases.length]),
      [['person', 1]],
    );
  });

  it('puts the most worthwhile first, and keeps to the limit', () => {
    const articles = organisations(
      ...['Anthropic', 'Anthropics'],
      ...['Microsoft', 'Microsoft', 'Microsofts', 'Microsofts', 'Microsofts'],
    );
    const corpus = buildCorpus(articles, corpusOptions(2));
    const [first, ...more] = proposeTerms(corpus.terms, articles, noAliases(), { limit: 1 });
    assert.deepEqual(more, []);
    assert.deepEqual([first?.name, first?.posts, first?.moved], ['Microsofts', [3, 2], 2]);
    assert.equal(proposeTerms(corpus.terms, articles, noAliases(), { types: ['tag'] }).length, 0);
  });

  it('brings along the spellings of lines that a proposal replaces', () => {
    const yaml = 'organisation: { Anthopic: [安特罗匹克], Anthropic: [人择] }';
    const text = linesOf(organisations('Anthropic', 'Anthropic', 'Anthopic'), yaml);
    assert.equal(
      text,
      'organisation:\n  Anthropic: [Anthopic, 人择, 安特罗匹克] # 2 + 1 posts, one letter apart, ' +
        'replaces the line of Anthropic and Anthopic',
    );
    assert.deepEqual(parseAliases(text, 'a').problems, []);
  });

  it('writes lines that the alias file takes as they are, whatever the names', () => {
    const name = fc.constantFrom(
      'Anthropic',
      'Anthopic',
      'Anthropics',
      'Anthropic, Inc.',
      'The Anthropic',
      'yes: "no" # x',
      'yes: "no" # xs',
      '- dash',
      '哈佛大学出版社',
      '哈弗大学出版社',
      'null',
      '2024',
    );
    const anyPosts = fc.array(
      fc.record({
        person: fc.array(name, { maxLength: 3 }),
        speaker: fc.array(name, { maxLength: 3 }),
        tag: fc.array(name, { maxLength: 3 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(anyPosts, (posts) => {
        const articles = posts.map((terms, index) => makeArticle({ slug: `p${index}`, terms }));
        const { proposals, table } = proposalsOf(articles);
        const text = formatProposals(proposals, table);
        const { problems, table: next } = parseAliases(text, 'a');
        assert.deepEqual(problems, [], text);
        for (const { type, name: shown, aliases } of proposals) {
          for (const alias of aliases) {
            assert.equal(next.keyOf(type, alias), next.keyOf(type, shown), text);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
