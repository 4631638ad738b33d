import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { programData } from '../../src/eleventy/program-data.ts';
import { partialSite } from '../../src/views/partial-site.ts';
import type { SiteView } from '../../src/views/site-view.ts';
import type { SiteForTemplates } from '../../src/views/site.ts';
import { makeArticle, makeConfig } from '../support/articles.ts';

const config = makeConfig({ title: '站' });
const articles = [makeArticle({ title: '甲' })];
const known = { title: '站' } as SiteView;

/** Whether a use of a site of which part is at hand asks for more than that. */
function asksForMore(use: (site: SiteForTemplates) => unknown): boolean {
  const { site, wasAskedForMore } = partialSite(config, articles, known);
  if (wasAskedForMore()) return true;
  try {
    use(site);
  } catch {
    assert.ok(wasAskedForMore());
  }
  return wasAskedForMore();
}

describe('a site of which part is at hand', () => {
  it('has settings, posts, texts, addresses and what every page prints', () => {
    const { site } = partialSite(config, articles, known);
    assert.equal(site.views.site, known);
    assert.equal(site.corpus.articles, articles);
    assert.equal(site.views.links.home().href, '/');
    const { title, href } = site.views.ownPage({ url: '/now/', title: '近况' });
    assert.deepEqual([title, href], ['近况', '/now/']);
    for (const use of [
      ({ config: { url } }: SiteForTemplates) => url,
      ({ corpus }: SiteForTemplates) => corpus.articles.length,
      ({ views }: SiteForTemplates) => views.ui.titles.home,
      // As Eleventy gets them, before a template reads one.
      (one: SiteForTemplates) =>
        [...programData.values()].map((valueFor) => Object.freeze(valueFor(one))),
    ]) {
      assert.equal(asksForMore(use), false, String(use));
    }
  });

  it('notices what asks for the rest, or copies it', () => {
    for (const use of [
      ({ corpus }: SiteForTemplates) => corpus.terms,
      ({ corpus }: SiteForTemplates) => 'glossary' in corpus,
      ({ corpus }: SiteForTemplates) => ({ ...corpus }),
      ({ editions }: SiteForTemplates) => editions.markdown,
      ({ views }: SiteForTemplates) => views.pages,
      ({ views }: SiteForTemplates) => JSON.stringify(views),
      ({ views }: SiteForTemplates) => views.terms.tag.index,
      ({ views }: SiteForTemplates) => ({ ...views.terms.tag }),
      (one: SiteForTemplates) => (programData.get('tags')?.(one) as { pages?: unknown }).pages,
    ]) {
      assert.equal(asksForMore(use), true, String(use));
    }
  });
});
