import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAliases } from '../../src/corpus/alias-file.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import { formatProposals } from '../../src/corpus/proposal-lines.ts';
import { proposeTerms } from '../../src/corpus/term-proposals.ts';
import type { Article } from '../../src/ingest/types.ts';
import type { TermType } from '../../src/content/terms.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';
import { glossedArticle, type GlossInput } from '../support/glosses.ts';

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

/** A type, two names of it, and glosses. */
type Equated = readonly [type: TermType, a: string, b: string, ...glosses: GlossInput[]];

/** One of them is a part of the other, or both have translations that share a word. */
const equatedByChance: readonly Equated[] = [
  ['tag', 'ipo', 'spacex-ipo', ['SpaceX IPO', 'IPO'], ['SpaceX IPO', 'IPO']],
  ['tag', 'labor-market', 'gig-economy', ['Gig economy', 'Labor market']],
  [
    'tag',
    'labor-market',
    'gig-economy',
    ['劳动力市场', 'Labor market'],
    ['零工市场', 'Labor market'],
    ['Labor market', '劳动力市场'],
    ['Gig economy', '零工市场'],
    ['零工市场', 'Gig economy'],
  ],
  ['tag', '劳动力市场', '零工市场', ['劳动力市场', 'Labor market'], ['零工市场', 'Labor market']],
  ['tag', '市场', '劳动力市场', ['劳动力市场', 'Labor market'], ['市场', 'Labor market']],
  ['tag', 'ai', 'generative-ai', ['Generative AI', 'AI']],
  ['organisation', 'Google', 'Google Cloud', ['Google Cloud', 'Google']],
  ['organisation', 'Meta', 'Instagram', ['Instagram', 'Meta']],
  ['person', 'Musk', 'Elon Musk', ['Musk', 'Elon Musk']],
];

/** Names in posts of the sample, with a gloss that is there where one tells that they are one. */
const same: readonly Equated[] = [
  ['person', 'Xi Jinping', '习近平', ['习近平', 'Xi Jinping']],
  ['person', 'Donald Trump', '唐纳德·特朗普', ['唐纳德·特朗普', 'Donald Trump']],
  ['person', 'Jensen Huang', '黄仁勋', ['黄仁勋', 'Jensen Huang']],
  ['person', 'Narendra Modi', '纳伦德拉·莫迪', ['Narendra Modi', '纳伦德拉·莫迪']],
  ['person', '马克·卡尼', '马可·卡尼'],
  ['person', 'Scott Bessant', 'Scott Bessent'],
  ['person', 'Musk', 'Elon Musk', ['Musk', 'Elon Musk'], ['Musk', 'Elon Musk']],
  ['tag', 'ai', 'artificial-intelligence', ['AI', 'Artificial Intelligence']],
  ['tag', 'llm', 'large-language-model', ['LLM', 'Large Language Model']],
  ['tag', '央行', '中央银行', ['央行', 'Central Bank'], ['中央银行', 'Central Bank']],
  ['tag', 'ai-agent', 'ai-agents'],
  ['tag', 'data-center', 'data-centers'],
  ['tag', 'interest-rate', 'interest-rates'],
  ['tag', 'labor-market', 'labour-market'],
  ['tag', 'oil-price', 'oil-prices'],
  ['tag', 'tech-stock', 'tech-stocks'],
  ['organisation', 'New York Times', 'The New York Times'],
  ['organisation', '阿里巴巴', '阿里巴巴集团'],
  ['organisation', 'Federal Reserve', '美联储', ['美联储', 'Federal Reserve']],
  ['organisation', 'Tesla', '特斯拉', ['特斯拉', 'Tesla']],
  ['organisation', '哈佛大学', 'Harvard', ['哈佛大学', 'Harvard']],
  ['organisation', 'AWS', 'Amazon Web Services', ['AWS', 'Amazon Web Services']],
  ['organisation', 'ECB', 'European Central Bank', ['ECB', 'European Central Bank']],
  ['organisation', 'WTO', 'World Trade Organization', ['WTO', 'World Trade Organization']],
  ['organisation', 'YC', 'Y Combinator', ['YC', 'Y Combinator']],
  ['organisation', 'S&P 500', '标普500', ['标普500', 'S&P 500']],
  ['organisation', 'Intel', '英特尔', ['英特尔', 'Intel']],
  ['organisation', '英特尔', '英特爾', ['英特尔', 'Intel'], ['英特爾', 'Intel']],
  ['organisation', '美国国防部', '美國國防部'],
  ['organisation', '宁德时代', 'CATL', ['宁德时代', 'CATL']],
  ['organisation', 'MIT', '麻省理工学院', ['麻省理工学院', 'MIT']],
  ['media', 'Wall Street Journal', 'The Wall Street Journal'],
  ['media', 'The Economist', '《经济学人》', ['《经济学人》', 'The Economist']],
  ['media', '《枪炮、病菌与钢铁》', '《槍炮、病菌與鋼鐵》'],
];

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
      ['Red Hat', 'Redcat'],
    ]) {
      assert.equal(linesOf(organisations(...names)), '', names.join());
    }
    for (const names of [
      ['tech-stocks', 'tech-stack'],
      ['tech-stock', 'tech-stack'],
      ['macroeconomics', 'microeconomics'],
    ]) {
      const articles = names.map((name) => makeArticle({ slug: name, terms: { tag: [name] } }));
      assert.equal(linesOf(articles), '', names.join());
    }
  });

  /** Proposals for two names that some glosses equate. */
  function proposed([type, a, b, ...glosses]: Equated): string {
    const articles = [a, b].map((name) => makeArticle({ slug: name, terms: { [type]: [name] } }));
    const explaining = glosses.map((own, index) => glossedArticle({ slug: `g${index}` }, [own]));
    return linesOf([...articles, ...explaining]);
  }

  it('leaves alone what glosses equate by chance', () => {
    for (const row of equatedByChance) assert.equal(proposed(row), '', row.join(' '));
  });

  it('proposes names that real posts use for the same', () => {
    assert.ok(same.length >= 30);
    for (const row of same) {
      const text = proposed(row);
      assert.ok(
        row.slice(1, 3).every((name) => text.includes(String(name))),
        row.join(' '),
      );
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

  it('puts the most worthwhile first, and keeps to 200', () => {
    const letters = [...'abcdefghijklmno'];
    const words = letters.flatMap((a) => letters.map((b) => `${a.repeat(4)}${b.repeat(4)}`));
    const articles = organisations(
      ...words.flatMap((word) => [word, `${word}s`]),
      ...['Microsoft', 'Microsoft', 'Microsofts', 'Microsofts', 'Microsofts'],
    );
    const { proposals } = proposalsOf(articles);
    assert.equal(words.length, 225);
    assert.equal(proposals.length, 200);
    const [first] = proposals;
    assert.deepEqual([first?.name, first?.posts, first?.moved], ['Microsofts', [3, 2], 2]);
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
