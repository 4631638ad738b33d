import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLValidator } from 'fast-xml-parser';
import { parseAtomFeed, parseOpml } from 'feedsmith';
import { planEditions } from '../../src/editions/edition-plan.ts';
import { opmlFile, termFeedFiles } from '../../src/output/feeds.ts';
import { makeArticle, makeContext } from '../support/articles.ts';

const articles = Array.from({ length: 30 }, (_, index) =>
  makeArticle({
    slug: `p${index}`,
    title: `题 ${index} <&>`,
    summary: '摘要 & <b>',
    date: `2026-01-${String(index + 1).padStart(2, '0')}`,
    terms: { area: ['R&D "x"'], tag: [index % 2 === 0 ? '偶数' : 'odd'] },
  }),
);
const { config, corpus, links, ui } = makeContext(articles, { pathPrefix: '/notes/' });
const { termFeeds } = planEditions(config, corpus, { localFiles: 0, font: undefined }, 0);
const files = termFeedFiles(config, links, termFeeds);

describe('termFeedFiles', () => {
  it('makes valid Atom of the newest posts of the term', () => {
    assert.equal(files.length, 3);
    for (const { text } of files) assert.equal(XMLValidator.validate(text), true);
    const tag = files.find(({ name }) => name === 'tags/odd/feed.xml');
    const feed = parseAtomFeed(tag?.text ?? assert.fail('No feed of the tag.'));
    assert.equal(feed.title?.value, 'odd · 测试站');
    assert.equal(feed.id, 'https://example.com/notes/tags/odd/');
    assert.equal(
      feed.links?.find(({ rel }) => rel === 'self')?.href,
      'https://example.com/notes/tags/odd/feed.xml',
    );
    assert.equal(feed.entries?.length, 15);
    assert.equal(feed.entries[0]?.id, 'https://example.com/notes/posts/p29/');
    assert.equal(feed.entries[0]?.title?.value, '题 29 &lt;&amp;&gt;');
    assert.equal(feed.updated, feed.entries[0]?.updated);
  });

  it('makes at most twenty entries, without bodies', () => {
    const area = files.find(({ name }) => name.startsWith('areas/'));
    const { entries } = parseAtomFeed(area?.text ?? '');
    assert.equal(entries?.length, 20);
    assert.ok(entries.every(({ content }) => content === undefined));
  });
});

describe('opmlFile', () => {
  it('lists the feed of the site and of each term by kind', () => {
    const text = opmlFile(config, links, ui, termFeeds);
    assert.equal(XMLValidator.validate(text), true);
    const outlines = parseOpml(text).body?.outlines ?? [];
    assert.deepEqual(
      outlines.map((outline) => outline.text),
      ['测试站', '领域', '标签'],
    );
    assert.equal(outlines[0]?.xmlUrl, 'https://example.com/notes/feed.xml');
    assert.equal(outlines[1]?.outlines?.[0]?.text, 'R&D "x"');
    const addresses = outlines.flatMap(({ outlines: own = [] }) => own.map(({ xmlUrl }) => xmlUrl));
    assert.deepEqual(
      addresses,
      files.map(({ name }) => `https://example.com/notes/${encodeURI(name)}`),
    );
  });
});
