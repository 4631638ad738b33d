import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sizeOf } from '../../src/build/site-size.ts';

const pages = [
  { path: 'index.html', kind: 'home' },
  { path: '2026/a/index.html', kind: 'layouts/post.njk', file: 'a.md' },
  { path: 'b.html', kind: 'layouts/post.njk', file: 'b.md' },
  { path: 'tags/x/index.html', kind: 'tag' },
  { path: 'tags/index.html', kind: 'tag-index' },
  { path: 'areas/y/index.html', kind: 'area' },
  { path: 'tags/old/index.html', kind: 'redirects' },
  { path: 'now/index.html' },
];

const files = new Map(
  [
    ...pages.map(({ path }) => path),
    ...['2026/a/index.md', 'b.md', 'notes.md', 'tags/x/feed.xml', 'tags/terms.json', 'feed.xml'],
    ...['feeds.opml', 'llms.txt', 'llms/2026.md', 'search-index/manifest.bin', 'CNAME'],
    ...['assets/main.js', 'assets/images/a.webp', 'assets/files/1/a.pdf', 'assets/social/a.png'],
  ].map((file, index) => [file, 2 ** index]),
);

describe('sizeOf', () => {
  const size = sizeOf(files, pages, 3);

  it('knows the kind of each page and file', () => {
    const bytesOf = (...names: string[]) =>
      names.reduce((sum, name) => sum + (files.get(name) ?? assert.fail(name)), 0);
    const expected = {
      articles: bytesOf('2026/a/index.html', 'b.html'),
      terms: bytesOf(
        ...['tags/x/index.html', 'tags/index.html', 'areas/y/index.html', 'tags/terms.json'],
      ),
      lists: bytesOf('index.html'),
      pages: bytesOf('now/index.html'),
      redirects: bytesOf('tags/old/index.html'),
      feeds: bytesOf('feed.xml'),
      termFeeds: bytesOf('tags/x/feed.xml', 'feeds.opml'),
      markdown: bytesOf('2026/a/index.md', 'b.md'),
      llms: bytesOf('llms.txt', 'llms/2026.md'),
      socialImages: bytesOf('assets/social/a.png'),
      search: bytesOf('search-index/manifest.bin'),
      media: bytesOf('assets/images/a.webp', 'assets/files/1/a.pdf'),
      assets: bytesOf('assets/main.js'),
      others: bytesOf('notes.md', 'CNAME'),
    };
    assert.deepEqual(
      Object.fromEntries(size.kinds.map(({ kind, bytes }) => [kind, bytes])),
      expected,
    );
  });

  it('sums up', () => {
    assert.deepEqual(size.total, { files: files.size, bytes: 2 ** files.size - 1 });
    assert.equal(size.redirects, 3);
  });

  it('has the pages of tags and entities apart, as they are what may go', () => {
    assert.deepEqual(size.openTermPages, [files.get('tags/x/index.html')]);
  });
});
