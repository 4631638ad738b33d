import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build, buildSound, filesWith, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { walkLinks } from '../support/link-walker.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** A post with one word in all its names, so that a leak of any of them is found. */
function post(word: string, copy: string, extra: string): string {
  // Enough tags for the index to have a filter with its list.
  const many = Array.from({ length: 70 }, (_, number) => `${word}many${number}`).join(', ');
  return `---
title: ${word}title
${extra}
area: ${word}area
category: ${word}category
project: [${word}project]
series: ${word}series
speaker: ${word}speaker
guest: ${word}guest
tags: [${word}tag, shared, ${word}term, ${many}]
people: [${word}person]
companies_orgs: [${word}org]
products_models: [${word}product]
media_books: [${word}media]
summary: ${word}summary
insight: ${word}insight
aliases: [/${word}old${copy}/, ${word}alias]
secret: ${word}secret
---
<!-- ${word}comment -->
${word}body **${word}term**（${word}name: 定义）

[[zdraftz1|见]]、[[zfuturez1|见]]、[见](zquotedz1.md)、[见](/posts/zdraftz2/)。
`;
}

describe('what is not public', () => {
  const posts = path.join(temporaryFolder(), 'posts');
  let site: FolderContent;

  before(async () => {
    const write = (name: string, text: string) => writeFiles(posts, { [name]: text });
    // Two of each: a term with two posts would get a page.
    for (const copy of ['1', '2']) {
      write(`zdraftz${copy}.md`, post('zdraftz', copy, `draft: true\ndate: 2026-01-0${copy}`));
      write(`zquotedz${copy}.md`, post('zquotedz', copy, `draft: "true"\ndate: 2026-01-0${copy}`));
      write(`zfuturez${copy}.md`, post('zfuturez', copy, `date: 2099-01-0${copy}`));
      write(`zhiddenz${copy}.md`, post('zhiddenz', copy, `exclude: true\ndate: 2026-01-0${copy}`));
      write(`zpublicz${copy}.md`, post('zpublicz', copy, `date: 2026-01-0${copy}`));
    }
    const { report, output } = await buildSound(
      posts,
      {},
      // Every file that a build can write.
      { editions: { serviceWorker: true } },
    );
    assert.deepEqual([report.drafts, report.future, report.excluded], [4, 2, 2]);
    site = readFolder(output);
  });

  it('stands in no file: drafts and posts of the future', () => {
    for (const word of ['zdraftz', 'zquotedz', 'zfuturez']) {
      assert.deepEqual(filesWith(site, word), []);
      assert.deepEqual(
        [...site.keys()].filter((file) => file.includes(word)),
        [],
      );
    }
  });

  it('stands on its own page only, marked noindex: excluded posts', () => {
    const pages = ['posts/zhiddenz1/index.html', 'posts/zhiddenz2/index.html'];
    // Only its author has named the old addresses; no page leads to them.
    const redirects = ['zhiddenzold1/index.html', 'zhiddenzold2/index.html'];
    assert.deepEqual([...filesWith(site, 'zhiddenz')].sort(), [...pages, ...redirects]);
    for (const page of pages)
      assert.match(String(site.get(page)), /<meta name="robots" content="noindex">/);
  });

  it('stands in no file of a public post: comments, and fields that Inkstone does not know', () => {
    assert.deepEqual(filesWith(site, 'zpubliczcomment'), []);
    assert.deepEqual(filesWith(site, 'zpubliczsecret'), []);
  });

  it('is everywhere it should be when it is public', () => {
    for (const file of [
      'index.html',
      'feed.xml',
      'sitemap.xml',
      'tags/zpublicztag/index.html',
      'people/zpubliczperson/index.html',
      'organisations/index.html',
      'insights/index.html',
      'archive/2026/01/index.html',
      'llms.txt',
      'posts/zpublicz1/index.md',
      '_redirects',
      'zpubliczold1/index.html',
    ]) {
      assert.ok(filesWith(site, 'zpublicz').includes(file), file);
    }
  });

  it('stands on the pages of its terms when it is public: definitions, facts, roles', () => {
    const page = String(site.get('tags/zpubliczterm/index.html') ?? '');
    assert.match(page, /class="entity-definition"/);
    const person = String(site.get('people/zpubliczperson/index.html'));
    assert.match(person, /class="entity-facts"/);
    assert.match(String(site.get('speakers/zpubliczspeaker/index.html')), /"mainEntity"/);
  });

  it('counts for no shared term unless it is public', () => {
    const page = String(site.get('tags/shared/index.html'));
    assert.match(page, /共 2 篇 · 2026/);
    assert.match(page, /datetime="2026-01-02"/);
    const files = [...site.keys()].filter((file) => file.endsWith('terms.json'));
    assert.deepEqual(files, ['tags/terms.json']);
    const list = String(site.get('tags/terms.json'));
    assert.match(list, /"shared","\/tags\/shared\/",2/);
    assert.match(list, /zpubliczmany1/);
    assert.doesNotMatch(list, /zdraftz|zquotedz|zfuturez|zhiddenz/);
  });

  it('appears with --drafts and --future', async () => {
    const { report } = await build(posts, { drafts: true, future: true });
    assert.equal(report.posts, 10);
    assert.deepEqual([report.drafts, report.future], [0, 0]);
  });

  it('leaves a site whose links resolve and whose pages are valid', async () => {
    assert.deepEqual(walkLinks(site).problems, []);
    assert.deepEqual(await htmlProblems(site, htmlFiles(site)), []);
  });
});

describe('a site under a sub-path', () => {
  it('starts every link with the path', async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    writeFiles(posts, { 'a.md': '---\ntitle: 甲\ntags: [t]\n---\n见[乙](/posts/b/)。\n' });
    writeFiles(posts, { 'b.md': '---\ntitle: 乙\ntags: [t]\n---\n正文\n' });
    const { output } = await buildSound(posts, {}, { pathPrefix: '/notes/' });
    const site = readFolder(output);
    let links = 0;
    for (const file of htmlFiles(site)) {
      for (const [, link = ''] of String(site.get(file)).matchAll(/ (?:href|src)="(\/[^"]*)"/g)) {
        links++;
        assert.ok(link.startsWith('/notes/'), `${file}: ${link}`);
      }
    }
    assert.ok(links > 100);
    assert.match(String(site.get('posts/a/index.html')), /href="\/notes\/posts\/b\/"/);
  });
});

describe('tags', () => {
  it('do not become collections: pages depend on shared terms alone', async () => {
    const pagesWith = async (tagsPerPost: number) => {
      const posts = path.join(temporaryFolder(), 'posts');
      for (let index = 0; index < 5; index++) {
        const tags = Array.from({ length: tagsPerPost }, (_, tag) => `t${index}x${tag}`);
        writeFiles(posts, {
          [`p${index}.md`]:
            `---\ntitle: 题${index}\ndate: 2026-01-0${index + 1}\ntags: [${tags.join(', ')}]\n` +
            '---\n文\n',
        });
      }
      return (await buildSound(posts)).report.pages;
    };
    assert.equal(await pagesWith(200), await pagesWith(1));
  });
});
