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

function listingOf(context: PlannedPageContext, type: TermType, name: string) {
  const term = context.corpus.terms[type].find(name);
  assert.ok(term?.hasPage, name);
  return entityViews(context, term);
}

/** The page of a term that has one. */
function pageOf(context: PlannedPageContext, type: TermType, name: string): EntityView {
  const { newest, older } = listingOf(context, type, name);
  assert.deepEqual(older, []);
  return newest;
}

/** Sections of a page as `title count: posts`. */
function outline({ sections }: Pick<EntityView, 'sections'>): string[] {
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
  const context = contextOf(articles, { pagination: { listings: 2 } });
  const { newest, older } = listingOf(context, 'person', 'Sam Altman');
  const [second, ...more] = older;
  assert.ok(second);

  it('keeps talks, guest appearances and mentions apart, on each page', () => {
    assert.deepEqual(more, []);
    assert.deepEqual(outline(newest), ['作为讲者 2 篇: t2 t1', '作为嘉宾 1 篇: g1']);
    assert.deepEqual(outline(second), ['文中提及 : m2 m1']);
    assert.deepEqual(
      second.posts.map(({ title }) => title),
      ['m2', 'm1'],
    );
    assert.equal(newest.lead, '共 5 篇 · 2024–2026');
    assert.equal(second.lead, '2024年1月1日 – 2026年4月1日');
  });

  it('leads to the newest post of each role, and to the other page, on its own page', () => {
    assert.deepEqual(
      newest.roles.map(({ name, count, href }) => [name, count, href]),
      [
        ['作为讲者', '2 篇', '/people/sam-altman/#as-speaker'],
        ['作为嘉宾', '1 篇', '/people/sam-altman/#as-guest'],
        ['文中提及', '2 篇', '/people/sam-altman/page/1/#as-mentioned'],
        ['讲者页', undefined, '/speakers/sam-altman/'],
      ],
    );
    assert.equal('roles' in second, false);
  });

  it('has the same pages of older posts when newer ones come, in whatever role', () => {
    const more = [
      person('m9', '2026-07-01', 'Sam Altman'),
      talk('t9', '2026-07-02', 'Sam Altman'),
      makeArticle({ slug: 'g9', date: '2026-07-03', guests: ['Sam Altman'] }),
      ...[4, 5, 6].map((day) => person(`n${day}`, `2026-07-0${day}`, 'Sam Altman')),
    ];
    const before = contextOf(articles.slice(1), { pagination: { listings: 1 } });
    const after = contextOf([...more, ...articles.slice(1)], { pagination: { listings: 1 } });
    const olderOf = (own: PlannedPageContext) => listingOf(own, 'person', 'Sam Altman').older;
    const [, , oldest] = olderOf(before);
    assert.ok(oldest);
    assert.deepEqual(outline(oldest), ['文中提及 : m1']);
    assert.deepEqual(olderOf(after).at(-1), oldest);
    assert.equal(olderOf(after).length, 9);
  });

  it('shows the talks alone on the page of the speaker, and where the rest is', () => {
    const page = pageOf(context, 'speaker', '山姆·奥特曼');
    assert.deepEqual(outline(page), ['作为讲者 2 篇: t2 t1']);
    assert.equal(page.lead, '共 2 篇 · 2026');
    assert.deepEqual(
      page.facts.dates.map(({ post }) => post.name),
      ['t1', 't2'],
    );
    assert.deepEqual(
      page.roles.map(({ name, href }) => [name, href]),
      [
        ['作为讲者', '/speakers/sam-altman/#as-speaker'],
        ['作为嘉宾', '/people/sam-altman/#as-guest'],
        ['文中提及', '/people/sam-altman/page/1/#as-mentioned'],
        ['人物页', '/people/sam-altman/'],
      ],
    );
  });

  it('names first and latest mention, other names and months on its own page only', () => {
    assert.deepEqual(newest.facts.aliases, ['山姆·奥特曼']);
    assert.deepEqual(
      newest.facts.dates.map(({ label, date, post }) => [label, date.iso, post.href]),
      [
        ['最早', '2024-01-01', '/posts/m1/'],
        ['最近', '2026-06-01', '/posts/t2/'],
      ],
    );
    assert.match(newest.facts.sparkline?.description ?? '', /^从2024年1月到2026年6月，每月一柱/);
    assert.equal('facts' in second, false);
  });

  it('describes the person in JSON-LD on its own page only', () => {
    const documents = newest.head.jsonLd.map((text) => JSON.parse(text) as Record<string, unknown>);
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
    const page = pageOf(other, 'speaker', 'Elon Musk');
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
    const page = pageOf(
      contextOf([person('a', '2026-01-01', 'Ada'), person('b', '2026-01-01', 'Ada')]),
      'person',
      'Ada',
    );
    assert.deepEqual(page.roles, []);
    assert.deepEqual(outline(page), [' : a b']);
    assert.equal(page.facts.sparkline, undefined);
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
    const page = pageOf(context, 'person', 'Ada');
    assert.deepEqual(
      page.facts.oftenWith.map(({ name, count }) => [name, count]),
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
  const page = pageOf(context, 'tag', 'LLM');

  it('gives the glossary’s definition with its source', () => {
    assert.deepEqual(page.facts.definition?.text, '从大量文字里学会<续写>的模型');
    assert.deepEqual(page.facts.definition?.names, ['Large Language Model']);
    assert.deepEqual(page.facts.definition?.source, { name: 'b', href: '/posts/b/#gloss-7' });
  });

  it('names what it often stands with, as links to pages', () => {
    assert.deepEqual(page.facts.oftenWith, [
      { name: 'OpenAI', href: '/organisations/openai/', kind: '机构', count: '2 篇' },
    ]);
  });

  it('has no dates and no months where no post has a date', () => {
    assert.deepEqual(page.facts.dates, []);
    assert.equal(page.facts.sparkline, undefined);
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
      const text = pageOf(own, type, name).head.jsonLd.at(-1) ?? '';
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
    assert.match(pageOf(own, 'speaker', 'BBC').head.jsonLd.at(-1) ?? '', /"Organization"/);
  });
});
