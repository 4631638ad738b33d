import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listedInIndex, llmsFiles } from '../../src/output/llms.ts';
import { makeArticle, makeContext } from '../support/articles.ts';

function filesOf(posts: number, markdown = false, summary = '摘要\n第二行') {
  const articles = Array.from({ length: posts }, (_, index) =>
    makeArticle({
      slug: `p${index}`,
      title: `[题] ${index}`,
      summary,
      ...(index > 0 && { date: index % 2 === 0 ? '2025-01-01' : '2026-01-01' }),
    }),
  );
  const { config, corpus, links, ui, editions } = makeContext(articles, { description: '说明' });
  return llmsFiles(config, corpus, links, ui, { ...editions, markdown });
}

describe('llmsFiles', () => {
  it('has the form of llmstxt.org: title, quote, a list of links with notes', () => {
    const [file, ...more] = filesOf(3);
    assert.equal(more.length, 0);
    const lines = (file?.text ?? '').split('\n');
    assert.deepEqual(lines.slice(0, 5), ['# 测试站', '', '> 说明', '', '## 归档']);
    assert.ok(lines.includes('- [\\[题\\] 1](https://example.com/posts/p1/): 摘要 第二行'));
  });

  it('leads to the Markdown edition where there is one', () => {
    assert.match(filesOf(2, true)[0]?.text ?? '', /\/posts\/p1\/index\.md\)/);
  });

  it('splits a large site by year and long years in parts, and loses none', () => {
    const posts = listedInIndex + 900;
    const files = filesOf(posts, false, '长'.repeat(500));
    const [index, ...lists] = files;
    assert.match(index?.text ?? '', /\(https:\/\/example\.com\/llms\/2026\.md\): 共 \d+ 篇/);
    const names = lists.map(({ name }) => name);
    for (const name of ['llms/2026.md', 'llms/2026-2.md', 'llms/2025.md', 'llms/undated.md']) {
      assert.ok(names.includes(name), name);
    }
    const slugs = lists.flatMap(({ text }) => text.match(/\/posts\/p\d+\//g) ?? []);
    assert.equal(new Set(slugs).size, posts);
    assert.equal(slugs.length, posts);
    for (const { text } of files) assert.ok(text.length < 160_000);
  });

  it('changes the newest list of a year for one more article', () => {
    const posts = listedInIndex + 900;
    const before = new Map(
      filesOf(posts, false, '长'.repeat(500)).map((file) => [file.name, file]),
    );
    // The last one is the newest of its year.
    const now = filesOf(posts + 1, false, '长'.repeat(500));
    const changed = now.filter(({ name, text }) => text !== before.get(name)?.text);
    assert.equal(changed.length, 2);
    assert.equal(changed[0]?.name, 'llms.txt');
  });
});
