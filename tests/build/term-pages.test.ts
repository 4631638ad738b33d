import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { buildSound, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { walkLinks } from '../support/link-walker.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import type { TermList } from '../../src/views/term-list.ts';

/** A page of an index may not be larger. */
const largestIndexBytes = 300_000;

describe('term pages of a site with thousands of long names', () => {
  const posts = path.join(temporaryFolder(), 'posts');
  const tagsPerPost = 160;
  const postCount = 30;
  let site: FolderContent;

  before(async () => {
    const people = ['Ada Lovelace', '查尔斯·巴贝奇', 'Luigi Menabrea'];
    for (let post = 0; post < postCount; post++) {
      const tags = Array.from({ length: tagsPerPost }, (_, tag) => {
        const start = tag % 2 ? '长名字的标签&"引号"' : "K'long <name> & ";
        return JSON.stringify(`${start}${'绵延不绝'.repeat(9)}${post}号${tag}`);
      });
      const head = [
        `title: ${JSON.stringify(`第${post}篇 <b>&"标题"`)}`,
        `date: 20${10 + (post % 15)}-0${1 + (post % 9)}-01`,
        `summary: 摘要${post}`,
        `tags: [${tags.join(', ')}, 共有, "共有 ${post % 5}", 'A/B/../C', '.']`,
        `people: [${people.slice(0, 1 + (post % 3)).join(', ')}]`,
        ...(post % 4 === 0 ? [`speaker: ${people[post % 3] ?? ''}`] : []),
        ...(post % 7 === 0 ? ['guest: Ada Lovelace'] : []),
        'companies_orgs: [机构甲, 机构乙]',
        `series: 系列${post % 4}`,
      ];
      writeFiles(posts, { [`p${post}.md`]: `---\n${head.join('\n')}\n---\n正文\n` });
    }
    const options = { pagination: { listings: 10 } };
    site = readFolder((await buildSound(posts, {}, options)).output);
  });

  const filesOf = (pattern: RegExp) => [...site.keys()].filter((file) => pattern.test(file));

  it('splits the index so that no page is too large, by bytes', () => {
    const pages = filesOf(/^tags\/(?:page\/\d+\/)?index\.html$/);
    const sizes = pages.map((file) => site.get(file)?.length ?? 0);
    assert.ok(pages.length >= 4, `${pages.length} pages`);
    assert.ok(Math.max(...sizes) <= largestIndexBytes, sizes.join());
    // The pages are full: the limit is what splits them.
    assert.ok(Math.max(...sizes) > largestIndexBytes * 0.75, sizes.join());
    const entries = pages.reduce(
      (sum, file) => sum + (String(site.get(file)).match(/class="count"/g)?.length ?? 0),
      0,
    );
    assert.equal(entries, tagsPerPost * postCount + 8);
  });

  it('has no link to a page that does not exist, in pages and in lists of the filter', () => {
    assert.deepEqual(walkLinks(site).problems, []);
    const lists = filesOf(/terms\.json$/);
    assert.deepEqual(lists, ['tags/terms.json']);
    const entries = lists.flatMap((file) => JSON.parse(String(site.get(file))) as TermList);
    assert.equal(entries.length, tagsPerPost * postCount + 8);
    for (const [, href] of entries) {
      assert.ok(site.has(`${decodeURIComponent(href).slice(1)}index.html`), href);
    }
  });

  it('gives no page to a term with one post, and no page without posts', () => {
    assert.equal(filesOf(/^tags\/.*chang-ming-zi/).length, 0);
    const pages = filesOf(
      /^(?:tags|people|speakers|organisations|series)\/(?!page\/)[^/]+\/(?:page\/\d+\/)?index\.html$/,
    );
    assert.ok(pages.length > 20, `${pages.length}`);
    for (const file of pages) {
      assert.match(String(site.get(file)), /class="card"/, file);
    }
  });

  it('is valid HTML on every kind of term page', async () => {
    const kinds = ['people', 'speakers', 'organisations', 'series'];
    const pages = htmlFiles(site).filter((file) => kinds.some((kind) => file.startsWith(kind)));
    assert.ok(pages.length > 10);
    assert.deepEqual(await htmlProblems(site, pages), []);
  });
});
