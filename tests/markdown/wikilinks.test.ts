import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createRenderer } from '../../src/markdown/index.ts';
import { parseWikilink } from '../../src/markdown/plugins/wikilinks.ts';
import { finished } from './finished.ts';
import { assertBalanced, assertInert } from './html-checks.ts';
import { context } from './render-context.ts';

const render = await createRenderer();

describe('parseWikilink', () => {
  it('takes target, heading and label apart', () => {
    assert.deepEqual(parseWikilink('慢读'), { target: '慢读' });
    assert.deepEqual(parseWikilink('a/b.md#第 二 # 节 | 标|签'), {
      target: 'a/b.md',
      heading: '第 二 # 节',
      label: '标|签',
    });
    assert.deepEqual(parseWikilink('#节'), { target: '', heading: '节' });
    assert.deepEqual(parseWikilink('a\\|b'), { target: 'a', label: 'b' });
    assert.deepEqual(parseWikilink('2026-01-01|那天'), { target: '2026-01-01', label: '那天' });
  });

  it('sees no link in coordinates, notes, shell tests and addresses', () => {
    for (const text of ['1', '12.5, 3', ' -f x ', 'https://a.example/', '|x', '#', '#|x', '']) {
      assert.equal(parseWikilink(text), undefined, text);
    }
  });

  it('reads back what was put together', () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => text.replace(/[|#\\[\]]|:\/\//g, '').trim())
      .filter((text) => /\p{L}/u.test(text));
    fc.assert(
      fc.property(part, fc.option(part), fc.option(part), (target, heading, label) => {
        const hash = heading === null ? '' : `#${heading}`;
        const text = `${target}${hash}${label === null ? '' : `|${label}`}`;
        assert.deepEqual(parseWikilink(text), {
          target,
          ...(heading !== null && { heading }),
          ...(label !== null && { label }),
        });
      }),
    );
  });
});

describe('the links of a body', () => {
  it('are listed with their line, kind and place', () => {
    const body =
      '# 一\n\n见 [[甲]]\n和 [乙](b.md)。\n\n<ul><li><a href="/posts/c/">丙</a></li></ul>\n';
    const { html, links } = render(body, { ...context, bodyLine: 10 });
    assert.deepEqual(
      links.map(({ kind, target, line, href }) => [kind, target, line, href]),
      [
        ['wiki', '甲', 12, undefined],
        ['link', 'b.md', 13, 'b.md'],
        ['link', '/posts/c/', 15, '/notes/posts/c/'],
      ],
    );
    const bytes = Buffer.from(html);
    for (const { at } of links) assert.equal(bytes.subarray(at - 2, at + 1).toString(), '<a>');
    assert.equal(links[0]?.end, bytes.indexOf('</a>', links[0]?.at));
  });

  it('are none where they lead to other hosts, places of the page, or stand in code', () => {
    const body =
      '[a](https://a.example/x.md) [b](#b) [c](mailto:c@c.example) `[[d]]`\n\n```\n[[e]]\n```\n';
    assert.deepEqual(render(body, context).links, []);
  });

  it('count in the contents and the length by their labels', () => {
    const { toc, words } = render('## 读 [[slug|慢读]]\n', context);
    assert.deepEqual(
      toc.map(({ text }) => text),
      ['读 慢读'],
    );
    assert.equal(words.han, 3);
  });

  const pieces = [
    '[[',
    ']]',
    '[[甲]]',
    '[[甲|乙]]',
    '[[missing]]',
    '[a](/posts/a/)',
    '[a](b.md "',
    '")',
    '<a data-post-link="0"',
    ' data-post-link="1"',
    '<a href="/posts/b/">',
    '>',
    '</a>',
    '&lt;a data-post-link="0"',
    '<table><tr><td>',
    '</td></tr></table>',
    '`',
    '\n```html\n',
    '\n\n',
    '**',
    '[^1]',
    '\n[^1]: ',
    '![',
    '](a.png)',
    '$x',
    '\\',
    '文字',
    '|',
    '#',
    ' ',
  ];

  it('cannot be forged, misplaced or unbalanced by any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const rendered = render(parts.join(''), context);
        const { html, links } = rendered;
        const bytes = Buffer.from(html);
        assert.doesNotMatch(html, /<a[^>]* data-post-link/);
        for (const { at } of links) {
          assert.match(bytes.subarray(at - 2, at + 1).toString(), /^<a[ >]$/);
        }
        const places = links.map(({ at }) => at);
        assert.deepEqual(
          places,
          [...new Set(places)].sort((a, b) => a - b),
        );
        const whole = finished(rendered);
        assertBalanced(whole);
        assertInert(whole);
      }),
      { numRuns: 400 },
    );
  });
});
