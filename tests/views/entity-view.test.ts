import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAliases } from '../../src/corpus/alias-file.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import type { TermType } from '../../src/content/terms.ts';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import type { Article } from '../../src/ingest/types.ts';
import type { PlannedPageContext } from '../../src/views/page-kind.ts';
import { createContext, termLink } from '../../src/views/context.ts';
import { entityViews } from '../../src/views/entity-view.ts';
import { corpusOptions, makeArticle, makeConfig, planContext } from '../support/articles.ts';
import type { EntityView } from '../../src/views/entity-view.ts';

const yaml = 'person: { Sam Altman: [山姆·奥特曼] }\nall: { LLM: [大语言模型] }';

function contextOf(
  articles: readonly Article[],
  config: Partial<SiteConfigInput> = {},
): PlannedPageContext {
  const { table: aliases, problems } = parseAliases(yaml, 'a.yaml');
  assert.deepEqual(problems, []);
  const corpus = buildCorpus(articles, { ...corpusOptions(2), aliases });
  return planContext(createContext(makeConfig(config), corpus));
}

function pagesOf(context: PlannedPageContext, type: TermType, name: string): readonly EntityView[] {
  const term = context.corpus.terms[type].find(name);
  assert.ok(term?.hasPage, name);
  return entityViews(context, term);
}

/** Sections of a page as `title count: posts`. */
function outline({ sections }: EntityView): string[] {
  return sections.map(
    ({ title, count, posts }) =>
      `${title ?? ''} ${count ?? ''}: ${posts.map((post) => post.title).join(' ')}`,
  );
}

const person = (slug: string, date: string, ...names: string[]) =>
  makeArticle({ slug, date, terms: { person: names } });
const talk = (slug: string, date: string, ...names: string[]) =>
  makeArticle({ slug, date, terms: { speaker: names } });

describe('the page of a person', () => {
  const articles = [
    talk('t2', '2026-06-01', 'Sam Altman'),
    makeArticle({ slug: 'g1', date: '2026-05-01', guests: ['山姆·奥特曼'] }),
    person('m2', '2026-04-01', '山姆·奥特曼'),
    talk('t1', '2026-04-02', 'Sam Altman'),
    person('m1', '2024-01-01', 'Sam Altman'),
  ];
  const context = contextOf(articles, { pagination: { listings: 3 } });
  const [first, second, ...more] = pagesOf(context, 'person', 'Sam Altman');
  assert.ok(first && second);

  it('keeps talks, guest appearances and mentions apart, over its pages', () => {
    assert.deepEqual(more, []);
    assert.deepEqual(outline(first), ['作为讲者 2 篇: t2 t1', '作为嘉宾 1 篇: g1']);
    assert.deepEqual(outline(second), ['文中提及 2 篇: m2 m1']);
    assert.deepEqual(
      second.posts.map(({ title }) => title),
      ['m2', 'm1'],
    );
    assert.equal(first.lead, '共 5 篇 · 2024–2026');
  });

  it('leads to each role where it begins, and to the other page', () => {
    assert.deepEqual(
      first.roles.map(({ name, count, href }) => [name, count, href]),
      [
        ['作为讲者', '2 篇', '/people/sam-altman/#as-speaker'],
        ['作为嘉宾', '1 篇', '/people/sam-altman/#as-guest'],
        ['文中提及', '2 篇', '/people/sam-altman/page/2/#as-mentioned'],
        ['讲者页', undefined, '/speakers/sam-altman/'],
      ],
    );
    assert.deepEqual(second.roles, first.roles);
  });

  it('shows the talks alone on the page of the speaker, and where the rest is', () => {
    const [page, ...others] = pagesOf(context, 'speaker', '山姆·奥特曼');
    assert.ok(page);
    assert.deepEqual(others, []);
    assert.deepEqual(outline(page), ['作为讲者 2 篇: t2 t1']);
    assert.equal(page.lead, '共 2 篇 · 2026');
    assert.deepEqual(
      page.facts?.dates.map(({ post }) => post.name),
      ['t1', 't2'],
    );
    assert.deepEqual(
      page.roles.map(({ name, href }) => [name, href]),
      [
        ['作为讲者', '/speakers/sam-altman/#as-speaker'],
        ['作为嘉宾', '/people/sam-altman/#as-guest'],
        ['文中提及', '/people/sam-altman/page/2/#as-mentioned'],
        ['人物页', '/people/sam-altman/'],
      ],
    );
  });

  it('names first and latest mention, other names and months on the first page only', () => {
    assert.deepEqual(first.facts?.aliases, ['山姆·奥特曼']);
    assert.deepEqual(
      first.facts?.dates.map(({ label, date, post }) => [label, date.iso, post.href]),
      [
        ['最早', '2024-01-01', '/posts/m1/'],
        ['最近', '2026-06-01', '/posts/t2/'],
      ],
    );
    assert.match(first.facts?.sparkline?.description ?? '', /^从2024年1月到2026年6月，每月一柱/);
    assert.equal(second.facts, undefined);
  });

  it('describes the person in JSON-LD on the first page only', () => {
    const documents = first.head.jsonLd.map((text) => JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(documents[1]?.['mainEntity'], {
      '@type': 'Person',
      '@id': 'https://example.com/people/sam-altman/#entity',
      name: 'Sam Altman',
      alternateName: ['山姆·奥特曼'],
    });
    assert.equal(second.head.jsonLd.length, 1);
  });

  it('is the page of the speaker where too few posts mention the person', () => {
    const own = contextOf([...articles.slice(0, 2), talk('t0', '2020-01-01', 'Sam Altman')]);
    const other = contextOf([
      talk('a', '2026-01-02', 'Elon Musk'),
      talk('b', '2026-01-01', 'Elon Musk'),
      person('c', '2025-01-01', 'Elon Musk'),
    ]);
    const [page] = pagesOf(other, 'speaker', 'Elon Musk');
    assert.ok(page);
    assert.deepEqual(outline(page), ['作为讲者 2 篇: a b', '文中提及 1 篇: c']);
    assert.equal(page.roles.length, 2);
    assert.deepEqual(termLink(other, 'person', 'elon musk'), {
      name: 'Elon Musk',
      href: '/speakers/elon-musk/',
    });
    // A guest who is known only as a speaker.
    assert.equal(termLink(own, 'person', '山姆·奥特曼').href, '/speakers/sam-altman/');
  });

  it('has no roles for one who is mentioned only', () => {
    const [page] = pagesOf(
      contextOf([person('a', '2026-01-01', 'Ada'), person('b', '2026-01-01', 'Ada')]),
      'person',
      'Ada',
    );
    assert.ok(page);
    assert.deepEqual(page.roles, []);
    assert.deepEqual(outline(page), [' : a b']);
    assert.equal(page.facts?.sparkline, undefined);
  });
});

describe('what a person often stands with', () => {
  it('counts posts of every role', () => {
    const context = contextOf([
      makeArticle({ slug: 'a', guests: ['Ada'], terms: { tag: ['looms'] } }),
      makeArticle({ slug: 'b', terms: { person: ['Ada'], tag: ['looms'] } }),
      makeArticle({ slug: 'c', terms: { person: ['Ada'], tag: ['looms'] } }),
      ...[1, 2, 3].map((number) => makeArticle({ slug: `x${number}` })),
    ]);
    const [page] = pagesOf(context, 'person', 'Ada');
    assert.deepEqual(
      page?.facts?.oftenWith.map(({ name, count }) => [name, count]),
      [['looms', '3 篇']],
    );
  });
});

describe('the page of a term', () => {
  const gloss = {
    id: 'gloss-7',
    term: '大语言模型',
    name: 'Large Language Model',
    definition: '从大量文字里学会<续写>的模型',
    lang: 'zh-Hans',
  };
  const context = contextOf([
    makeArticle({ slug: 'a', terms: { tag: ['llm'], organisation: ['OpenAI', 'Once'] } }),
    makeArticle(
      { slug: 'b', terms: { tag: ['大语言模型'], organisation: ['OpenAI'] } },
      { glosses: [gloss] },
    ),
    ...[1, 2, 3].map((number) => makeArticle({ slug: `x${number}` })),
  ]);
  const [page] = pagesOf(context, 'tag', 'LLM');

  it('gives the glossary’s definition with its source', () => {
    assert.deepEqual(page?.facts?.definition?.text, '从大量文字里学会<续写>的模型');
    assert.deepEqual(page?.facts?.definition?.names, ['Large Language Model']);
    assert.deepEqual(page?.facts?.definition?.source, { name: 'b', href: '/posts/b/#gloss-7' });
  });

  it('names what it often stands with, as links to pages', () => {
    assert.deepEqual(page?.facts?.oftenWith, [
      { name: 'OpenAI', href: '/organisations/openai/', kind: '机构', count: '2 篇' },
    ]);
  });

  it('has no dates and no months where no post has a date', () => {
    assert.deepEqual(page?.facts?.dates, []);
    assert.equal(page?.facts?.sparkline, undefined);
  });

  it('says its type in the words of schema.org, and its name cannot close the script', () => {
    const types: readonly (readonly [TermType, string])[] = [
      ['tag', 'DefinedTerm'],
      ['organisation', 'Organization'],
      ['product', 'Thing'],
      ['media', 'CreativeWork'],
      ['series', 'CreativeWorkSeries'],
      ['project', 'Project'],
      ['speaker', 'Person'],
    ];
    const name = '</script><b>';
    for (const [type, expected] of types) {
      const own = contextOf(
        ['a', 'b'].map((slug) => makeArticle({ slug, terms: { [type]: [name] } })),
      );
      const text = pagesOf(own, type, name)[0]?.head.jsonLd.at(-1) ?? '';
      assert.doesNotMatch(text, /</);
      const document = JSON.parse(text) as { mainEntity: Record<string, string> };
      assert.equal(document.mainEntity['@type'], expected);
      assert.equal(document.mainEntity['name'], name);
    }
  });

  it('calls a speaker an organisation who is known as one', () => {
    const own = contextOf(
      ['a', 'b'].map((slug) =>
        makeArticle({ slug, terms: { speaker: ['BBC'], organisation: ['bbc'] } }),
      ),
    );
    assert.match(pagesOf(own, 'speaker', 'BBC')[0]?.head.jsonLd.at(-1) ?? '', /"Organization"/);
  });
});
