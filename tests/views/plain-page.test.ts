import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainPage } from '../../src/views/plain-page.ts';
import { makeContext } from '../support/articles.ts';

describe('plainPage', () => {
  const context = makeContext([], { description: '描述', pathPrefix: '/notes/' });
  const page = { address: context.links.termIndex('tag'), title: '标签', section: 'tag' };

  it('names page and site, and the site once', () => {
    const headOf = (title: string) => plainPage(context, { ...page, title }).head;
    assert.equal(headOf('标签').title, '标签 · 测试站');
    assert.equal(headOf('测试站').title, '测试站');
    assert.equal(headOf('标签').description, '描述');
  });

  it('lists the way up with absolute addresses, the page itself last', () => {
    const { head, breadcrumbs } = plainPage(context, {
      ...page,
      ancestors: [{ name: '首页', href: '/notes/' }],
    });
    assert.deepEqual(breadcrumbs, [{ name: '首页', href: '/notes/' }, { name: '标签' }]);
    assert.equal(head.jsonLd.length, 1);
    assert.deepEqual(JSON.parse(head.jsonLd[0] ?? ''), {
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: '首页', item: 'https://example.com/notes/' },
        { '@type': 'ListItem', position: 2, name: '标签', item: 'https://example.com/notes/tags/' },
      ],
    });
  });
});
