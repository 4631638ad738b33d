import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createAliasTable, noAliases } from '../../src/corpus/aliases.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import type { Glossary } from '../../src/corpus/glossary.ts';
import type { Article } from '../../src/ingest/types.ts';
import { corpusOptions } from '../support/articles.ts';
import { glossedArticle } from '../support/glosses.ts';
import type { GlossInput } from '../support/glosses.ts';

function buildGlossary(articles: readonly Article[], aliases = noAliases()): Glossary {
  return buildCorpus(articles, { ...corpusOptions(1), aliases }).glossary;
}

/** One article for each list of glosses, a day apart, the first one oldest. */
function glossaryOf(...posts: readonly (readonly GlossInput[])[]): Glossary {
  return buildGlossary(
    posts.map((glosses, index) =>
      glossedArticle({ slug: `p${index}`, date: `2026-01-${10 + index}` }, glosses),
    ),
  );
}

const terms = ({ entries }: Glossary) => entries.map(({ term }) => term);

describe('glossary', () => {
  it('gives a concept one entry: names, aliases and definitions, most frequent first', () => {
    const { entries } = glossaryOf(
      [['活字', 'Movable type', '可以反复使用的单个字模']],
      [['活字', 'Movable type', '一字一块的印刷材料']],
      [['Movable type', '活字', '可以反复使用的单个字模。']],
      [['活字', 'Movable type', '']],
    );
    assert.equal(entries.length, 1);
    const [entry] = entries;
    assert.ok(entry);
    assert.equal(entry.term, '活字');
    assert.equal(entry.slug, 'huo-zi');
    assert.deepEqual(entry.names, ['Movable type']);
    assert.deepEqual(entry.aliases, []);
    assert.deepEqual(
      entry.definitions.map(({ text, count }) => [text, count]),
      [
        ['可以反复使用的单个字模', 2],
        ['一字一块的印刷材料', 1],
      ],
    );
    assert.deepEqual(
      entry.definitions[0]?.sources.map(({ article, anchor }) => [article.post.slug, anchor]),
      [
        ['p2', 'gloss-1'],
        ['p0', 'gloss-1'],
      ],
    );
    assert.deepEqual(
      entry.articles.map(({ post }) => post.slug),
      ['p3', 'p2', 'p1', 'p0'],
    );
  });

  it('joins what reads alike and shares a name: traditional and simplified, short and full', () => {
    const { entries, entryOf } = glossaryOf(
      [['铅字', 'Metal type', '铅合金铸成的活字']],
      [['鉛字', 'Metal type', '鉛合金鑄成的活字']],
      [['CMS', 'Content Management System', '管理网站内容的软件']],
      [['内容管理系统', 'Content Management System', '管理网站内容的软件']],
    );
    assert.equal(entries.length, 2);
    assert.equal(entryOf('CMS'), entryOf('内容管理系统'));
    assert.equal(entryOf('鉛字'), entryOf('铅字'));
    assert.equal(entryOf('Content Management Systems'), entryOf('CMS'));
  });

  it('keeps apart what only shares a common word, or a name it does not agree on', () => {
    const glossary = glossaryOf(
      [['品质', 'Quality', '物品的好坏']],
      [['质量', 'Quality', '物体所含物质的多少']],
      [['纸墨', 'Large Format Printer', '打印机的耗材']],
      [['大幅面打印机', 'Large Format Printer', '打印海报的机器']],
    );
    assert.notEqual(glossary.entryOf('品质'), glossary.entryOf('质量'));
    assert.notEqual(glossary.entryOf('纸墨'), glossary.entryOf('大幅面打印机'));
    assert.equal(glossary.entryOf('Quality'), undefined);
    const numbered = glossaryOf(
      [['第1版', 'edition', '最早的版本']],
      [['第2版', 'edition', '修订的版本']],
    );
    assert.deepEqual(terms(numbered), ['第1版', '第2版']);
  });

  it('reads heads with numbers and bracketed names', () => {
    const glossary = glossaryOf([
      ['1. 字距（kerning）', '', '两个字之间的距离'],
      ['2.行距', 'leading', '两行之间的距离'],
    ]);
    assert.deepEqual(terms(glossary), ['行距', '字距']);
    assert.deepEqual(glossary.entryOf('字距')?.names, ['kerning']);
  });

  it('has entries for what is defined, or named by two articles, but not for sentences', () => {
    const glossary = glossaryOf(
      [
        ['靶子', 'target to shoot for'],
        ['版心', 'type area'],
        ['天头', '', '版心以上的空白'],
        ['这是一句用粗体写下的完整句子而不是一个什么术语', '', '说明'],
        ['先写，再改', 'write first', '写作的次序'],
        ['——', '', '破折号'],
      ],
      [['版心', 'type area']],
    );
    assert.deepEqual(terms(glossary), ['版心', '天头']);
    assert.equal(glossary.entryOf('靶子'), undefined);
    assert.equal(glossary.entryOfGloss({ term: '靶子', id: 'gloss-1' }), undefined);
    assert.equal(glossary.entryOfGloss({ term: '3. 天头', id: 'gloss-9' })?.term, '天头');
  });

  it('counts a wording once per article, also beyond the sources it keeps', () => {
    const twice: GlossInput[] = [
      ['页边', '', '版心四周的空白'],
      ['页边', '', '指版心四周的空白'],
    ];
    const glossary = glossaryOf(...Array.from({ length: 7 }, () => twice));
    const [definition] = glossary.entries[0]?.definitions ?? [];
    assert.equal(definition?.count, 7);
    assert.equal(definition.sources.length, 5);
    assert.equal(glossary.entries[0]?.definitionCount, 1);
  });

  it('does not call a name a definition', () => {
    const { entries } = glossaryOf(
      [['RSS', 'Really Simple Syndication', '简易信息聚合']],
      [['简易信息聚合', 'Really Simple Syndication', '站点更新的清单']],
    );
    assert.equal(entries.length, 1);
    assert.deepEqual(
      entries[0]?.definitions.map(({ text }) => text),
      ['站点更新的清单'],
    );
  });

  it('shows the name that the alias file wants', () => {
    const aliases = createAliasTable([
      { section: 'all', name: '网页标准', aliases: ['Web Standards'] },
    ]);
    const { entries } = buildGlossary(
      [glossedArticle({ slug: 'a' }, [['Web Standards', '', '浏览器共同遵守的约定']])],
      aliases,
    );
    assert.deepEqual(
      entries.map(({ term }) => term),
      ['网页标准'],
    );
  });

  it('knows nothing of posts that are not listed', () => {
    const hidden = glossedArticle({ slug: 'h', visibility: 'unlisted' }, [
      ['密语', 'secret', '只在未列出的文章里'],
    ]);
    assert.deepEqual(buildGlossary([hidden]).entries, []);
  });

  it('sorts by letters, whatever marks stand before them, and keeps homophones apart', () => {
    const glossary = glossaryOf([
      ['《排版》', '', '一本书'],
      ['权利', '', '依法享有的利益'],
      ['权力', '', '支配的力量'],
      ['Baseline', '', '字母站立的线'],
    ]);
    assert.deepEqual(terms(glossary), ['Baseline', '《排版》', '权利', '权力']);
    assert.equal(new Set(glossary.entries.map(({ slug }) => slug)).size, 4);
  });
});

const word = fc.constantFrom(
  '活字',
  '铅字',
  '鉛字',
  'Movable type',
  'Metal type',
  'RSS',
  '权力',
  '权利',
  '字距（kerning）',
  '2. 行距',
  '',
);
const meaning = fc.constantFrom('', '单个字模', '指单个字模', '一种规定', '两个字之间的距离');
const posts = fc.array(fc.array(fc.tuple(word, word, meaning), { maxLength: 5 }), { maxLength: 8 });
const toArticles = (input: readonly (readonly GlossInput[])[], year = '2025') =>
  input.map((glosses, index) =>
    glossedArticle(
      { slug: `${year}-${index}`, date: `${year}-01-${10 + index}` },
      glosses.filter(([term]) => term !== ''),
    ),
  );
const plain = ({ entries }: Glossary) =>
  entries.map(({ articles, sources, definitions, ...entry }) => ({
    ...entry,
    articles: articles.map(({ post }) => post.slug),
    sources: sources.map(({ article, anchor }) => [article.post.slug, anchor]),
    definitions: definitions.map(({ text, count, sources: own }) => [
      text,
      count,
      own.map(({ article }) => article.post.slug),
    ]),
  }));

describe('glossary, for any glosses', () => {
  it('does not depend on the order of articles', () => {
    fc.assert(
      fc.property(posts, (input) => {
        const articles = toArticles(input);
        assert.deepEqual(
          plain(buildGlossary([...articles].reverse())),
          plain(buildGlossary(articles)),
        );
      }),
    );
  });

  it('attributes definitions to the articles that give them, and finds their entries', () => {
    fc.assert(
      fc.property(posts, (input) => {
        const glossary = buildGlossary(toArticles(input));
        for (const entry of glossary.entries) {
          assert.ok(entry.definitions.length > 0 || entry.articles.length > 1);
          for (const { count, sources } of entry.definitions) {
            assert.ok(sources.length > 0 && count >= sources.length);
            for (const { article, anchor } of sources) {
              const gloss = article.glosses.find(({ id }) => id === anchor);
              assert.ok(gloss?.definition);
              assert.ok(entry.articles.includes(article));
              assert.equal(glossary.entryOfGloss(gloss), entry);
            }
          }
        }
      }),
    );
  });

  it('has unique slugs, which stay when newer articles explain other things', () => {
    fc.assert(
      fc.property(posts, (input) => {
        const articles = toArticles(input);
        const newer = toArticles(
          [
            [
              ['全丽', '', '人名'],
              ['新词', '', '另一个词'],
              ['quan li', '', '拼写'],
            ],
          ],
          '2026',
        );
        const before = buildGlossary(articles);
        const after = buildGlossary([...articles, ...newer]);
        const slugs = after.entries.map(({ slug }) => slug);
        assert.equal(new Set(slugs).size, slugs.length);
        for (const { key, slug } of before.entries) {
          assert.equal(after.entries.find((entry) => entry.key === key)?.slug, slug);
        }
      }),
    );
  });
});
