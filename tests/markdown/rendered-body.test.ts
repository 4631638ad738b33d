import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRenderer } from '../../src/markdown/index.ts';
import { context } from './render-context.ts';

const render = await createRenderer();

test('the table of contents follows the outline, pseudo-headings below their section', () => {
  const { toc } = render('### 甲\n\n**1. 小节：**\n\n#### 乙 `x`\n\n### 甲', context);
  assert.deepEqual(toc, [
    { id: '甲', text: '甲', level: 2 },
    { id: 'section-1-小节', text: '1. 小节', level: 3 },
    { id: '乙-x', text: '乙 x', level: 3 },
    { id: '甲-2', text: '甲', level: 2 },
  ]);
});

test('every fragment of a heading resolves', () => {
  const { html, toc } = render('## 中文 & “引号”\n\n## 100% <b>é</b>', context);
  for (const { id } of toc) {
    assert.ok(html.includes(`id="${id}"`));
    assert.ok(html.includes(`href="#${id}"`));
  }
});

test('glosses are listed once per explanation, with the place of the first', () => {
  const { glosses } = render(
    '**词**（Term: 定义）\n\n**词**（Term: 定义）\n\n**名**（Name）',
    context,
  );
  assert.deepEqual(glosses, [
    { term: '词', name: 'Term', definition: '定义', id: 'gloss-1' },
    { term: '名', name: 'Name', id: 'gloss-3' },
  ]);
});

test('words are counted by script, originals and code apart', () => {
  const body = [
    '中文 two words.\n\n```js\ncode();\n```\n',
    '<details>\n<summary>Original English</summary>\n\nThree more words.\n</details>',
  ].join('\n');
  const { words, originals } = render(body, context);
  assert.deepEqual(words, { han: 2, latin: 2, original: 3 });
  assert.equal(originals, 1);
});

test('time stamps link into the video only if the source is one', () => {
  const { html } = render('[1:23] 好', { ...context, source: 'https://blog.example/a' });
  assert.match(html, /<span class="timestamp">1:23<\/span>/);
});

test('an English article marks its Chinese paragraphs, and keeps Markdown as it is', () => {
  const { html } = render('Plain English here.\n\n全是中文的段落。', { ...context, lang: 'en' });
  assert.equal(html, '<p>Plain English here.</p>\n<p lang="zh-Hans">全是中文的段落。</p>\n');
});
