import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { buildSound, readFolder, type FolderContent } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('an alert', () => {
  let content: FolderContent;
  const textOf = (file: string) => content.get(file)?.toString() ?? '';

  before(async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    const fields = 'title: 甲\ndate: 2026-01-01\nsummary: 要';
    writeFiles(posts, {
      'a.md': `---\n${fields}\n---\n> [!WARNING]\n> 磁盘已满。\n`,
      'b.md': `---\n${fields}\nlang: en\n---\n> [!TIP]\n> Delete some files.\n`,
    });
    const { output } = await buildSound(
      posts,
      {},
      { language: 'zh-Hant', feed: { content: 'full' }, editions: { markdown: true } },
    );
    content = readFolder(output);
  });

  it('is a note with a title in the language of the site', () => {
    assert.ok(
      textOf('posts/a/index.html').includes(
        '<aside class="alert alert-warning" role="note">\n' +
          '<p class="alert-title"><strong>警告</strong></p>\n<p>磁盘已满。</p>\n</aside>',
      ),
    );
    assert.ok(
      textOf('posts/b/index.html').includes(
        '<p class="alert-title" lang="zh-Hant"><strong>提示</strong></p>',
      ),
    );
  });

  it('stays one in feeds and in the Markdown edition', () => {
    assert.match(textOf('feed.xml'), /&lt;strong&gt;警告&lt;\/strong&gt;/);
    assert.ok(textOf('posts/a/index.md').includes('> [!WARNING]\n> 磁盘已满。'));
  });
});
