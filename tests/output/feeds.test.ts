import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLValidator } from 'fast-xml-parser';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { listedNewestFirst } from '../../src/corpus/article-order.ts';
import type { Article } from '../../src/ingest/types.ts';
import { absoluteLinks, feedFiles } from '../../src/output/feeds.ts';
import { makeArticle, makeContext } from '../support/articles.ts';

async function feedsOf(
  articles: readonly Article[],
  input: Partial<SiteConfigInput> = {},
  body = '<p>正文</p>',
) {
  const { config, links } = makeContext(articles, input);
  const { atom, json } = await feedFiles(config, links, listedNewestFirst(articles), () =>
    Promise.resolve(body),
  );
  assert.equal(XMLValidator.validate(atom), true);
  return { atom: parseAtomFeed(atom), json: parseJsonFeed(json), files: { atom, json } };
}

/** What a feed reader shows of a text that is marked as HTML. */
function shown(text: { value: string; type?: string } | undefined): string {
  assert.equal(text?.type, 'html');
  const visitText = (node: DefaultTreeAdapterTypes.Node): string =>
    'value' in node
      ? node.value
      : 'childNodes' in node
        ? node.childNodes.map(visitText).join('')
        : '';
  return visitText(parseFragment(text?.value ?? ''));
}

const titled = makeArticle({
  slug: '写作',
  title: 'A < B & "C" ]]> </title>',
  date: '2026-03-06',
  updated: '2026-04-01',
  summary: '摘要 & <b>',
  author: '某',
  terms: { tag: ['R&D', '排版', '<b>&lt;'] },
});

describe('feedFiles', () => {
  it('says the same to readers of Atom and of JSON', async () => {
    const { atom, json } = await feedsOf([titled], { pathPrefix: '/notes/' });
    const url = 'https://example.com/notes/posts/%E5%86%99%E4%BD%9C/';
    const [entry] = atom.entries ?? [];
    const [item] = json.items ?? [];
    assert.equal(entry?.id, url);
    assert.equal(item?.id, url);
    assert.equal(item?.url, url);
    assert.equal(entry?.links?.[0]?.href, url);
    assert.equal(item?.title, titled.post.title);
    assert.equal(atom.title?.value, '测试站');
    assert.equal(json.title, '测试站');
    assert.equal(json.feed_url, 'https://example.com/notes/feed.json');
    assert.ok(
      atom.links?.some(({ rel, href }) => rel === 'self' && href?.endsWith('/notes/feed.xml')),
    );
    assert.deepEqual(item?.tags, ['R&D', '排版', '<b>&lt;']);
    assert.deepEqual(
      entry?.categories?.map(({ term }) => term),
      ['R&D', '排版', '<b>&lt;'],
    );
    assert.equal(item?.authors?.[0]?.name, '某');
    assert.equal(entry?.authors?.[0]?.name, '某');
  });

  it('keeps any title and summary readable', async () => {
    for (const content of ['summary', 'full'] as const) {
      const { atom, json } = await feedsOf([titled], { feed: { content } });
      const [entry] = atom.entries ?? [];
      assert.equal(shown(entry?.title), titled.post.title);
      assert.equal(shown(entry?.summary), titled.post.summary);
      const [item] = json.items ?? [];
      assert.equal(item?.title, titled.post.title);
      if (content === 'full') assert.equal(item?.summary, titled.post.summary);
      else assert.equal(item?.content_text, titled.post.summary);
    }
  });

  it('stamps days at the site’s midnight, and the feed by its newest entry', async () => {
    const older = makeArticle({ slug: 'old', date: '2026-01-01' });
    const first = await feedsOf([titled, older]);
    const again = await feedsOf([older, titled]);
    assert.deepEqual(first.files, again.files);
    assert.equal(
      new Date(first.json.items?.[0]?.date_published ?? '').toISOString(),
      '2026-03-05T16:00:00.000Z',
    );
    assert.equal(new Date(first.atom.updated ?? '').toISOString(), '2026-03-31T16:00:00.000Z');
  });

  it('has the newest posts up to the limit, without undated ones', async () => {
    const articles = [
      makeArticle({ slug: 'undated' }),
      ...Array.from({ length: 5 }, (_, index) =>
        makeArticle({ slug: `p${index}`, date: `2026-01-0${index + 1}` }),
      ),
    ];
    const { atom, json } = await feedsOf(articles, { feed: { limit: 3 } });
    assert.deepEqual(
      atom.entries?.map(({ title }) => shown(title)),
      ['p4', 'p3', 'p2'],
    );
    assert.equal(json.items?.length, 3);
  });

  it('leaves bodies out unless the settings ask for them', async () => {
    const summary = await feedsOf([titled]);
    assert.doesNotMatch(summary.files.atom + summary.files.json, /正文/);
    const full = await feedsOf(
      [titled],
      { feed: { content: 'full' } },
      '<p><a href="/x/">正文</a>\u0001</p>',
    );
    assert.equal(
      full.json.items?.[0]?.content_html,
      '<p><a href="https://example.com/x/">正文</a></p>',
    );
    assert.equal(full.atom.entries?.[0]?.content?.value, full.json.items?.[0]?.content_html);
  });

  it('is a valid feed without posts', async () => {
    const { json, files } = await feedsOf([]);
    assert.deepEqual(json.items ?? [], []);
    assert.match(files.atom, /<updated>/);
  });
});

describe('absoluteLinks', () => {
  const absolute = (html: string) => absoluteLinks(html, 'https://e.com/posts/a/', 'https://e.com');

  it('makes links of the site and of the page absolute', () => {
    assert.equal(absolute('<a href="/b/">'), '<a href="https://e.com/b/">');
    assert.equal(absolute('<a href="#fn-1">'), '<a href="https://e.com/posts/a/#fn-1">');
    assert.equal(absolute('<img alt="" src="/a.png">'), '<img alt="" src="https://e.com/a.png">');
    assert.equal(
      absolute('<img srcset="/a.png 1x, /b.png 2x">'),
      '<img srcset="https://e.com/a.png 1x, https://e.com/b.png 2x">',
    );
  });

  it('makes links relative to the page absolute too', () => {
    assert.equal(absolute('<a href="../b/">'), '<a href="https://e.com/posts/a/../b/">');
    assert.equal(absolute('<img src="b.png">'), '<img src="https://e.com/posts/a/b.png">');
    assert.equal(absolute('<a href="?q=b">'), '<a href="https://e.com/posts/a/?q=b">');
  });

  it('leaves the rest alone', () => {
    for (const html of [
      '<p> href="/b/" and &lt;a href="/b/"&gt;</p>',
      '<a title=" href=&quot;/b/&quot;" class="broken-link">',
      '<a href="https://other.example/a">',
      '<a href="//cdn.example/a">',
      '<a href="mailto:a@e.com">',
      '<p>href=&quot;/b/&quot;</p>',
    ]) {
      assert.equal(absolute(html), html);
    }
  });
});
