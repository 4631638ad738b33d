import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLinks } from '../../src/views/links.ts';

describe('createLinks', () => {
  const links = createLinks('https://example.com', '/notes/');

  it('puts the path prefix before links, not before files', () => {
    assert.deepEqual(links.home(), { href: '/notes/', path: 'index.html' });
    assert.equal(links.home().href, '/notes/');
    assert.deepEqual(links.home(1), { href: '/notes/page/1/', path: 'page/1/index.html' });
    assert.deepEqual(links.home(2), { href: '/notes/page/2/', path: 'page/2/index.html' });
    assert.deepEqual(links.term('tag', 'css', 3), {
      href: '/notes/tags/css/page/3/',
      path: 'tags/css/page/3/index.html',
    });
    assert.deepEqual(links.month('2026', '03'), {
      href: '/notes/archive/2026/03/',
      path: 'archive/2026/03/index.html',
    });
    assert.deepEqual(links.file('feed.xml'), { href: '/notes/feed.xml', path: 'feed.xml' });
  });

  it('percent-encodes links, not files', () => {
    const { href, path } = links.post('/posts/写作/');
    assert.equal(href, '/notes/posts/%E5%86%99%E4%BD%9C/');
    assert.equal(path, 'posts/写作/index.html');
    assert.equal(links.absolute(href), 'https://example.com/notes/posts/%E5%86%99%E4%BD%9C/');
  });
});
