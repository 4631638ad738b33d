import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { buildSound, filesWith, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { walkLinks } from '../support/link-walker.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** A page of the glossary or the atlas may not be larger. */
const maximumPageBytes = 300_000;

const syllables = ['ba', 'chi', 'dan', 'gou', 'hei', 'kun', 'lian', 'mo', 'shi', 'zhong'];

/** A word of its own for each number. */
const wordOf = (n: number) =>
  [...String(n).padStart(4, '0')].map((digit) => syllables[Number(digit)]).join(' ');

describe('a site with a glossary of many pages', () => {
  let site: FolderContent;
  const page = (file: string) => String(site.get(file));

  const posts = path.join(temporaryFolder(), 'posts');

  before(async () => {
    const filler = '说明文字'.repeat(12);
    for (let n = 0; n < 12; n++) {
      const glosses = Array.from({ length: 150 }, (_, k) => {
        const word = wordOf(n * 100 + k);
        return `说到 **${word}**（${word} & co: ${filler}第${n}种，“引号” & 符号）。`;
      });
      writeFiles(posts, {
        [`很长的文件名用来占地方-${n}.md`]:
          `---\ntitle: 第 ${n} 篇 & 标题\ndate: ${2012 + n}-0${1 + (n % 9)}-11\n` +
          `area: 领域${n % 3}\ntags: [${wordOf(n * 100)}]\n---\n${glosses.join('\n\n')}\n`,
      });
    }
    const draft =
      '---\ntitle: 草稿\ndraft: true\ndate: 2026-01-01\narea: 密域\n---\n说到 **密语甲**（secret: 不该出现）。\n';
    writeFiles(posts, {
      'draft.md': draft,
      'future.md': draft.replace('draft: true\ndate: 2026', 'date: 2999'),
      'hidden.md': draft.replace('draft', 'exclude'),
    });
    site = readFolder((await buildSound(posts)).output);
  });

  it('keeps every page below its limit', () => {
    const pages = htmlFiles(site).filter((file) => /^(?:glossary|atlas)\//.test(file));
    assert.ok(pages.length > 8, pages.join());
    for (const file of pages) {
      assert.ok((site.get(file)?.length ?? Infinity) <= maximumPageBytes, file);
    }
  });

  it('has sound links and valid HTML, from glosses and from the glossary', async () => {
    assert.deepEqual(walkLinks(site).problems, []);
    const files = htmlFiles(site).filter((file) => /^(?:glossary|atlas|index|posts)\//.test(file));
    assert.deepEqual(await htmlProblems(site, files.slice(0, 12)), []);
    assert.match(page('glossary/index.html'), /href="\/glossary\/ba-/);
    assert.match(page('index/index.html'), /href="\/glossary\/"[^]*href="\/atlas\/"/);
  });

  it('names nothing of drafts, excluded posts and posts of the future', () => {
    assert.deepEqual(filesWith(site, '密语甲'), ['posts/hidden/index.html']);
    assert.deepEqual(filesWith(site, '密域'), ['posts/hidden/index.html']);
  });

  it('has the pages in the sitemap', () => {
    const sitemap = [...site].find(([file]) => /^sitemap.*\.xml$/.test(file))?.[1];
    assert.match(String(sitemap), /\/glossary\/ba-/);
    assert.match(String(sitemap), /\/atlas\//);
  });
});
