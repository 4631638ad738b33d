import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { eleventyConfig, ownPost, ownSite } from '../support/own-site.ts';

/** Said by a build that makes the views of all pages anew. */
const gathers = /^Gathering/m;

describe('the own pages of a kept site', () => {
  it('are printed anew without gathering the site, and lead into the sitemap', async () => {
    const site = ownSite({
      'posts/a.md': ownPost('甲', '2026-01-02'),
      'pages/now.md':
        '---\ntitle: 近况\n---\n\n' +
        '在读 {{ reading.book }}，共 {{ collections.posts.length }} 篇\n',
      'pages/plain.njk':
        '---\nlayout: false\npermalink: /p/图.html\n---\n' +
        '<!doctype html><title>{{ site.title }}</title>',
      'pages/hidden.njk':
        '---\nlayout: false\n---\n' +
        '<!doctype html><meta name="robots" content="noindex"><title>x</title>',
      'pages/data.njk': '---\npermalink: /data.json\n---\n{"url": "{{ site.url }}"}',
      '_data/reading.json': '{ "book": "文心雕龙" }',
      'more/file.txt': 'one',
      'eleventy.config.mjs': eleventyConfig("eleventyConfig.addPassthroughCopy({ more: 'more' });"),
    });
    assert.match(await site.built(), gathers);
    const first = site.read('now/index.html');
    assert.match(first, /在读 文心雕龙，共 1 篇/);
    const locations = [...site.read('sitemap.xml').matchAll(/<loc>https:\/\/example\.com([^<]*)/g)];
    const own = locations
      .map(([, place]) => place)
      .filter((place) => !/^\/(?:posts|archive|about|search)/.test(place ?? ''));
    assert.ok(own.includes('/now/') && own.includes('/p/%E5%9B%BE.html'), String(own));
    assert.ok(!own.some((place) => /hidden|data/.test(place ?? '')), String(own));

    assert.doesNotMatch(await site.built(), gathers);
    assert.equal(site.read('now/index.html'), first);

    site.write({ '_data/reading.json': '{ "book": "考工记" }' });
    await site.built();
    assert.match(site.read('now/index.html'), /考工记/);

    site.write({
      'pages/now.md': '---\ntitle: 近况\n---\n\n换了 {{ site.title }}\n',
      'more/file.txt': 'two',
    });
    assert.doesNotMatch(await site.built(), gathers);
    assert.match(site.read('now/index.html'), /换了 我的站/);
    assert.equal(site.read('more/file.txt'), 'two');

    site.write({ 'pages/more.md': '更多', 'more/other.txt': 'three' });
    assert.match(await site.built(), gathers);
    assert.ok(site.has('more/index.html') && site.has('more/other.txt'));
    assert.match(site.read('sitemap.xml'), /\/more\//);

    rmSync(path.join(site.folder, 'pages'), { recursive: true });
    rmSync(path.join(site.folder, 'eleventy.config.mjs'));
    await site.built();
    assert.ok(!site.has('now/index.html') && !site.has('more/file.txt'));
    assert.doesNotMatch(await site.built(), gathers);
    assert.ok(!site.has('now/index.html'));
  });

  it('gather it when they ask for terms of posts', async () => {
    const site = ownSite({
      'posts/a.md': ownPost('甲', '2026-01-02', '文', 'tags: [纸]\n'),
      'pages/now.njk': '{{ site.title }}',
    });
    await site.built();
    site.write({ 'pages/now.njk': '{{ tags.index.length }} 页，{{ areas.pages | length }}' });
    for (let round = 0; round < 2; round++) {
      assert.match(await site.built(), gathers);
      assert.match(site.read('now/index.html'), />\s*1 页，0/);
    }
  });

  it('are an error each time when one fails', async () => {
    const site = ownSite({ 'posts/a.md': ownPost('甲', '2026-01-02'), 'pages/now.njk': '{{ 1 }}' });
    await site.built();
    site.write({ 'pages/now.njk': '{{ none.of.these() }}' });
    for (let round = 0; round < 2; round++) {
      const { code, output } = await site.build();
      assert.equal(code, 1);
      assert.match(output, /pages\/now\.njk/);
    }
    site.write({ 'pages/now.njk': '{{ 2 }}' });
    await site.built();
    assert.match(site.read('now/index.html'), />\s*2\s*</);
  });
});
