import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { sitemapFiles } from '../../src/output/sitemap.ts';
import type { TextFile } from '../../src/output/feeds.ts';
import type { SitemapEntry } from '../../src/output/sitemap.ts';

const urlOf = (name: string) => `https://example.com/${name}`;
const limits = { urls: 3, bytes: 100_000 };

/** The `<loc>`s of a file, unescaped by the parser. */
function locationsOf({ text }: TextFile): string[] {
  assert.equal(XMLValidator.validate(text), true);
  const list = new XMLParser({ isArray: (name) => name === 'url' || name === 'sitemap' }).parse(
    text,
  ) as {
    urlset?: { url?: { loc: string }[] };
    sitemapindex?: { sitemap: { loc: string }[] };
  };
  return (list.sitemapindex?.sitemap ?? list.urlset?.url ?? []).map(({ loc }) => loc);
}

function entries(count: number): SitemapEntry[] {
  return Array.from({ length: count }, (_, index) => ({ url: `https://example.com/${index}/` }));
}

describe('sitemapFiles', () => {
  it('writes one file within the limits', () => {
    const files = sitemapFiles(
      [
        [{ url: "https://example.com/a?b=1&c='2'", modified: '2026-01-02' }],
        [{ url: 'https://example.com/' }],
      ],
      urlOf,
    );
    assert.deepEqual(
      files.map(({ name }) => name),
      ['sitemap.xml'],
    );
    const [file] = files;
    assert.ok(file);
    assert.deepEqual(locationsOf(file), [
      "https://example.com/a?b=1&c='2'",
      'https://example.com/',
    ]);
    assert.equal(file.text.match(/<lastmod>/g)?.length, 1);
    assert.match(file.text, /<lastmod>2026-01-02<\/lastmod>/);
  });

  it('is a valid empty list without pages', () => {
    const [file] = sitemapFiles([[]], urlOf);
    assert.ok(file);
    assert.deepEqual(locationsOf(file), []);
  });

  it('splits by number of addresses, exactly at the limit', () => {
    assert.equal(sitemapFiles([entries(3)], urlOf, limits).length, 1);
    const files = sitemapFiles([entries(7)], urlOf, limits);
    const [index, ...parts] = files;
    assert.ok(index);
    assert.deepEqual(
      files.map(({ name }) => name),
      ['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml', 'sitemap-3.xml'],
    );
    assert.deepEqual(
      locationsOf(index),
      parts.map(({ name }) => urlOf(name)),
    );
    assert.deepEqual(
      parts.map((part) => locationsOf(part).length),
      [3, 3, 1],
    );
    assert.deepEqual(
      parts.flatMap(locationsOf),
      entries(7).map(({ url }) => url),
    );
  });

  it('changes the index and one part for one more post, whatever stands before the posts', () => {
    const pages = entries(4);
    const posts = entries(20).slice(10);
    const before = sitemapFiles([pages, posts], urlOf, limits);
    const now = sitemapFiles([pages, [...posts, { url: urlOf('new/') }]], urlOf, limits);
    const changed = now.filter((file, at) => file.text !== before[at]?.text);
    assert.deepEqual(
      changed.map(({ name }) => name),
      ['sitemap-6.xml'],
    );
    const oneMorePage = sitemapFiles([entries(5), posts], urlOf, limits);
    assert.deepEqual(oneMorePage.slice(3), before.slice(3));
  });

  it('splits by bytes', () => {
    const files = sitemapFiles([entries(100)], urlOf, { urls: 1000, bytes: 1000 });
    assert.ok(files.length > 3);
    for (const { text } of files.slice(1)) assert.ok(Buffer.byteLength(text) <= 1000);
    assert.equal(files.slice(1).flatMap(locationsOf).length, 100);
  });

  it('is valid XML that gives back any address', () => {
    const url = fc
      .string({ unit: fc.constantFrom(...'ab<>&"\'%20/?=题') })
      .map((end) => `https://e.com/${end}x`);
    fc.assert(
      fc.property(fc.array(url, { maxLength: 10 }), (urls) => {
        const files = sitemapFiles([urls.map((own) => ({ url: own }))], urlOf, limits);
        const parts = files.length > 1 ? files.slice(1) : files;
        assert.deepEqual(parts.flatMap(locationsOf), urls);
      }),
    );
  });
});
