import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import { noEditions } from '../../src/editions/edition-plan.ts';
import type { Article } from '../../src/ingest/types.ts';
import { inOneGo } from '../../src/shared/cooperative.ts';
import { pageGroups, pagePaths } from '../../src/views/site-pages.ts';
import { draftViews, viewSteps } from '../../src/views/views.ts';
import { corpusOptions, makeArticle, makeConfig } from '../support/articles.ts';

const assets = {
  ...{ css: '', js: '', searchJs: '', icon: '', themeScript: '', themeScriptHash: '' },
};

function siteOf(articles: readonly Article[], input: Partial<SiteConfigInput> = {}, isDev = false) {
  const config = makeConfig(input);
  const draft = inOneGo(draftViews(config, buildCorpus(articles, corpusOptions(2)), { isDev }));
  const editions = { ...noEditions, serviceWorker: config.editions.serviceWorker && !isDev };
  const devInput = isDev ? { problems: [], pathOf: (file: string) => file } : undefined;
  const views = inOneGo(viewSteps(draft, assets, editions, devInput));
  const site = { views, redirectPages: [], postLayouts: ['book-note.njk', 'post.njk'] };
  const lists = [...views.pages.values()].flatMap((own) => own.lists);
  return { counted: draft.files, made: pagePaths(site).length + lists.length, views, site };
}

/** Posts with people in all roles, on several days, some of them unlisted. */
function manyPosts(count: number): readonly Article[] {
  return Array.from({ length: count }, (_, index) =>
    makeArticle({
      slug: `p${index}`,
      date: `20${10 + (index % 9)}-0${1 + (index % 9)}-11`,
      layout: index % 5 === 0 ? 'book-note.njk' : 'post.njk',
      visibility: index % 7 === 0 ? 'unlisted' : 'listed',
      ...(index % 3 === 0 && { insight: '要点' }),
      guests: index % 4 === 0 ? ['沈括'] : [],
      terms: {
        tag: ['纸', `t${index % 80}`],
        speaker: index % 2 === 0 ? ['沈括'] : ['Ada Lovelace'],
        person: index % 3 === 0 ? ['沈括', '毕昇'] : ['毕昇', 'Ada Lovelace'],
      },
    }),
  );
}

describe('the page registry', () => {
  const small = { home: 3, listings: 2 };

  it('counts as many pages as it makes, without making those that name editions', () => {
    for (const posts of [0, 1, 2, 7, 60, 200]) {
      for (const input of [
        {},
        { pagination: small, search: { enabled: false } },
        { pagination: small, editions: { serviceWorker: true } },
      ]) {
        for (const isDev of [false, true]) {
          const { counted, made } = siteOf(manyPosts(posts), input, isDev);
          assert.equal(counted, made, `${posts} posts, ${JSON.stringify(input)}, ${isDev}`);
          assert.ok(made > posts);
        }
      }
    }
  });

  it('has a unique name for each group of pages', () => {
    const names = pageGroups(siteOf([]).site).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });

  it('leads only to pages that exist', () => {
    for (const [posts, isDev] of [
      [0, false],
      [60, false],
      [60, true],
    ] as const) {
      const { site, views } = siteOf(manyPosts(posts), {}, isDev);
      const pages = new Set(
        pageGroups(site).flatMap((group) => group.pages.map(({ href }) => href)),
      );
      const { navigation, footer } = views.site;
      const keys = navigation.map(({ key }) => key);
      assert.deepEqual([keys.includes('tag'), keys.includes('drafts')], [posts > 0, isDev]);
      const footerHrefs = footer.map(({ href }) => href);
      assert.equal(footerHrefs.includes('/atlas/'), posts > 0);
      const feeds = ['/feed.xml', '/feed.json'];
      for (const href of [...navigation.map((item) => item.href), ...footerHrefs]) {
        assert.ok(pages.has(href) || feeds.includes(href), href);
      }
    }
  });

  it('keeps from the sitemap what search engines must not list', () => {
    const site = siteOf(manyPosts(20), { editions: { serviceWorker: true } });
    const left = pageGroups(site.site)
      .filter(({ inSitemap, isArticle, pages }) => !inSitemap && !isArticle && pages.length > 0)
      .flatMap(({ pages }) => pages.map(({ path }) => path));
    assert.deepEqual(left, ['search/index.html', 'offline/index.html', '404.html']);
  });
});

describe('a navigation of the settings', () => {
  const people = makeArticle({ date: '2026-01-02', terms: { person: ['沈括'], area: ['纸'] } });
  const siteView = (input: Partial<SiteConfigInput>) => siteOf([people], input).views.site;

  it('takes the place of the usual one, in its order, with labels and addresses', () => {
    const { navigation, footer } = siteView({
      pathPrefix: '/notes/',
      navigation: [
        'archive',
        { page: 'area', label: '领域们' },
        'series',
        { label: '近况', href: '/近况/' },
        { label: '别处', href: 'https://example.org/a' },
        'home',
      ],
      footer: [{ label: '信', href: 'mailto:a@example.com' }],
    });
    assert.deepEqual(navigation, [
      { key: 'archive', name: '归档', href: '/notes/archive/' },
      { key: 'area', name: '领域们', href: '/notes/areas/' },
      { name: '近况', href: '/notes/%E8%BF%91%E5%86%B5/' },
      { name: '别处', href: 'https://example.org/a', rel: 'noopener' },
      { key: 'home', name: '首页', href: '/notes/' },
    ]);
    assert.deepEqual(
      footer.map(({ href }) => href),
      ['mailto:a@example.com', '/notes/feed.xml', '/notes/feed.json'],
    );
  });

  it('decides which terms are sections of their own', () => {
    const { views } = siteOf([people], { navigation: ['hub', 'person', 'glossary', 'atlas'] });
    const keys = views.site.navigation.map(({ key }) => key);
    assert.deepEqual(keys, ['index', 'person', undefined]);
    const sectionOf = (name: 'area-index' | 'person-index') =>
      views.pages.get(name)?.pages.map(({ section, breadcrumbs }) => [section, breadcrumbs.length]);
    assert.deepEqual(sectionOf('person-index'), [['person', 2]]);
    assert.deepEqual(sectionOf('area-index'), [['index', 3]]);
  });
});
