import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createRenderer } from '../../src/markdown/index.ts';
import { assertBalanced, assertInert, assertUniqueIds, ids, textOf } from './html-checks.ts';
import { context } from './render-context.ts';

const FOLDER = new URL('../fixtures/markdown/hostile/', import.meta.url);
const render = await createRenderer();

for (const file of readdirSync(FOLDER)) {
  test(`hostile post is inert: ${file}`, () => {
    const { html } = render(readFileSync(new URL(file, FOLDER), 'utf8'), context);
    assertBalanced(html);
    assertInert(html);
    assertUniqueIds(html);
    assert.match(textOf(html), /后文仍在：粗体与词。/, 'what follows is still there');
    assert.ok(!html.includes('<!--'), 'no comment reaches the page');
    const ofThePage = new Set(['main', 'toc', 'content', 'header', 'footer', 'search']);
    assert.ok(!ids(html).some((id) => ofThePage.has(id)), 'ids of the page are not taken');
  });
}

test('10,000 nested quotes neither overflow the stack nor hide their text', () => {
  const { html, problems } = render(`${'> '.repeat(10_000)}深处\n\n后文`, context);
  assertBalanced(html);
  assert.match(textOf(html), /深处[\s\S]*后文/);
  assert.ok((html.match(/<blockquote>/g) ?? []).length < 20);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['body-nesting-too-deep'],
  );
});

test('lists nested by indentation keep their text, however deep', () => {
  const lines = Array.from({ length: 300 }, (_, i) => `${'  '.repeat(i)}- 项${String(i)}`);
  const { html } = render(lines.join('\n'), context);
  assertBalanced(html);
  assert.match(textOf(html), /项299/);
});

test('thousands of nested tags and stars stay a shallow tree', () => {
  for (const body of [
    '<b>'.repeat(10_000) + '字',
    '*'.repeat(10_000) + '字' + '*'.repeat(10_000),
    '<ul><li>'.repeat(5000) + '字' + '</li></ul>'.repeat(5000),
  ]) {
    const { html } = render(body, context);
    let depth = 0;
    let deepest = 0;
    for (const [tag] of html.matchAll(/<\/?[a-z]+/g))
      deepest = Math.max(deepest, (depth += tag.startsWith('</') ? -1 : 1));
    assert.ok(deepest < 100, `depth ${String(deepest)}`);
    assert.match(textOf(html), /字/);
  }
});
