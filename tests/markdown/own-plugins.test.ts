import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { MarkdownIt } from 'markdown-it';
import { parseFragment, serialize } from 'parse5';
import { createRenderer } from '../../src/markdown/index.ts';
import { markLinks, unmarkLinks } from '../../src/markdown/post-links.ts';
import { finished } from './finished.ts';
import { assertBalanced, assertInert } from './html-checks.ts';
import { context } from './render-context.ts';

/** HTML as browsers understand it. */
const understood = (html: string) => serialize(parseFragment(html));

const folder = new URL('../fixtures/markdown/', import.meta.url);
const inputs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => {
    const parts = readFileSync(new URL(name, folder), 'utf8').split(/^\.$\n?/m);
    return parts.flatMap((part, index) => (index % 3 === 1 ? [part] : []));
  });

/** A plugin that replaces `@@name@@` by HTML. */
const writing = (html: string) => (md: MarkdownIt) => {
  md.inline.ruler.before('text', 'own', (state, silent) => {
    if (!state.src.startsWith('@@', state.pos)) return false;
    if (!silent) state.push('own', '', 0);
    state.pos += 2;
    return true;
  });
  md.renderer.rules['own'] = () => html;
};
const htmlOf = async (html: string) =>
  finished((await createRenderer([writing(html)]))('前 @@ 后', context));

describe("plugins of a site's own", () => {
  it('change nothing about bodies when they do nothing', async () => {
    const plain = await createRenderer();
    const hooked = await createRenderer([() => undefined]);
    assert.ok(inputs.length > 100);
    for (const input of inputs) {
      const { html, ...facts } = plain(input, context);
      const { html: own, ...ownFacts } = hooked(input, context);
      assert.equal(
        understood(finished({ html: own, ...ownFacts })),
        understood(finished({ html, ...facts })),
      );
      const withoutPlaces = (body: typeof facts) => ({
        ...body,
        links: body.links.map(({ at: _at, end: _end, ...link }) => link),
      });
      assert.deepEqual(withoutPlaces(ownFacts), withoutPlaces(facts));
    }
  });

  it('may write elements of text with any class and id', async () => {
    const html = '<span class="a b" id="x" lang="en" title="&lt;a&gt;">b</span>';
    assert.equal(await htmlOf(html), `<p>前 ${html} 后</p>\n`);
  });

  it('write nothing that runs, loads, or breaks out, and lose no text', async () => {
    for (const [html, kept] of [
      ['<script>alert(1)</script>', 'alert(1)'],
      ['<style>p{}</style>', 'p{}'],
      ['<iframe src="https://a.example/"></iframe><b>a</b>', '<b>a</b>'],
      ['<b onclick="a()" style="x" data-comments="{}">a</b>', '<b>a</b>'],
      ['<a href="javascript:a()">a</a>', '<a>a</a>'],
      ['<template>a<b>b</b></template>', 'a<b>b</b>'],
      ['<svg><script>a</script><text>b</text></svg>', 'ab'],
      ['<form><input name="a"><button>b</button></form>', 'b'],
      ['<math><mi onload="a" href="javascript:a">x</mi></math>', '<math><mi>x</mi></math>'],
      ['<b>a', '<b>a 后</b>'],
      ['</p></div></article>a', 'a'],
      ['<!-- a -->b', 'b'],
    ] as const) {
      const out = await htmlOf(html);
      assertBalanced(out);
      assertInert(out);
      assert.ok(out.includes(kept), `${html} became ${out}`);
      assert.doesNotMatch(out, /onclick|onload|style|data-comments|javascript|<!--/, html);
    }
  });

  it('cannot make a link to a post of what an author wrote', async () => {
    const out = await htmlOf('<a title="a" data-post-link="0">a</a><b data-post-link="0">b</b>');
    assert.equal(out, '<p>前 <a title="a">a</a><b>b</b> 后</p>\n');
  });
});

describe('links of a body that is changed', () => {
  it('keep what they lead to, wherever they stand', async () => {
    const body = (await createRenderer())('见 [[甲]]、[乙](b.md) 和 [[丙|丁]]。', context);
    const marked = markLinks(body);
    assert.deepEqual(unmarkLinks(marked, body.links), { html: body.html, links: body.links });
    const [, first = ''] = /(<a .*?<\/a>)/.exec(marked) ?? [];
    const moved = `${marked.replace(first, '')}<p>“${first}”</p>`;
    const found = unmarkLinks(moved, body.links);
    assert.ok(found);
    assert.deepEqual(
      found.links.map(({ target }) => target),
      ['b.md', '丙', '甲'],
    );
    assert.match(finished(found), /<p>“<a href="\?wiki=甲">甲<\/a>”<\/p>$/);
    assert.equal(unmarkLinks(marked.replace('<a ', '<a class="a" '), body.links), undefined);
  });
});
