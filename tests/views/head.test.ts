import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonForScript, pageHead, shorten } from '../../src/views/head.ts';
import { makeContext } from '../support/articles.ts';

describe('jsonForScript', () => {
  it('cannot end its script element or open a comment in it', () => {
    const json = jsonForScript({ title: '</script><script>alert(1)</script><!-- \u2028' });
    assert.doesNotMatch(json, /[<\u2028\u2029]/);
  });

  it('says what it was given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'<>/!-"\\script\u2028\u2029题') }),
        (text) => {
          const json = jsonForScript({ text });
          assert.deepEqual(JSON.parse(json), { text });
          assert.ok(!json.includes('<'));
        },
      ),
    );
  });
});

describe('shorten', () => {
  it('cuts at characters, never inside one', () => {
    assert.equal(shorten('abc', 3), 'abc');
    assert.equal(shorten('abcd', 3), 'ab…');
    assert.equal(shorten('😀😀😀', 2), '😀…');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 20 }),
        (text, length) => {
          const short = shorten(text, length);
          assert.ok([...short].length <= length);
          assert.ok(short.isWellFormed());
        },
      ),
    );
  });
});

describe('pageHead', () => {
  const context = makeContext([], { description: '描述', pathPrefix: '/notes/' });

  it('names page and site, and the site once', () => {
    const input = { href: '/notes/', breadcrumbs: [] };
    assert.equal(pageHead(context, { ...input, title: '标签' }).title, '标签 · 测试站');
    assert.equal(pageHead(context, { ...input, title: '测试站' }).title, '测试站');
    assert.equal(pageHead(context, { ...input, title: '标签' }).description, '描述');
  });

  it('lists the way up with absolute addresses, the page itself last', () => {
    const { jsonLd } = pageHead(context, {
      title: '标签',
      href: '/notes/tags/',
      breadcrumbs: [{ name: '首页', href: '/notes/' }, { name: '标签' }],
    });
    assert.equal(jsonLd.length, 1);
    assert.deepEqual(JSON.parse(jsonLd[0] ?? ''), {
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: '首页', item: 'https://example.com/notes/' },
        { '@type': 'ListItem', position: 2, name: '标签', item: 'https://example.com/notes/tags/' },
      ],
    });
  });
});
