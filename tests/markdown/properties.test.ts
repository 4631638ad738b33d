import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRenderer } from '../../src/markdown/index.ts';
import { assertBalanced, assertInert, assertUniqueIds } from './html-checks.ts';
import { context } from './render-context.ts';
import { propertyRuns } from '../support/property-runs.ts';

const render = await createRenderer();

/** Pieces of Markdown and HTML that go wrong together. */
const FRAGMENTS = [
  '\n',
  '\n\n',
  '\n\n',
  ' ',
  '    ',
  '\t',
  '> ',
  '>> ',
  '- ',
  '1. ',
  '# ',
  '### ',
  '###',
  '---\n',
  '| a | b |\n|--|--|\n',
  '|',
  '文字',
  '中文，',
  '。',
  'word ',
  'A',
  'Name: ',
  '**',
  '*',
  '****',
  '** ',
  '_',
  '`',
  '```',
  '```js\n',
  '~~~',
  '~~',
  '$',
  '$$',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
  '\\',
  '（',
  '）',
  '(',
  ')',
  '（Full name: 定义）',
  '**词**（Term: 定义）',
  '**Name**：',
  '“',
  '”',
  '[',
  ']',
  '](',
  '[^1]',
  '[^1]: ',
  '[x]: ',
  '[Speaker 1]: ',
  '[12:34]',
  '1:02:03 ',
  '^[',
  '<details>',
  '</details>',
  '<summary>',
  '</summary>',
  '<summary>Original English</summary>',
  '<p class="english-text">',
  '<p>',
  '</p>',
  '</detais>',
  '<div>',
  '</div>',
  '<hr>',
  '<h2>',
  '<!--',
  '-->',
  '<!-- x -->',
  '<b>',
  '</b>',
  '<a href="javascript:alert(1)">',
  '<a href="/x">',
  '</a>',
  '<code>',
  '</code>',
  '<br>',
  '<ruby>',
  '<rt>',
  '<span class="speaker">',
  '</span>',
  '<font color=red>',
  '<table>',
  '<tr>',
  '<td>',
  '</td>',
  '</table>',
  '<ul>',
  '<li>',
  '</ul>',
  '<pre>',
  '</pre>',
  '<ol><li>',
  '<script>',
  '</script>',
  '<style>',
  '<svg onload=alert(1)>',
  '<math><mtext>',
  '<iframe src=//e.example>',
  '<img src=x onerror=alert(1)>',
  '<form>',
  '<input autofocus onfocus=alert(1)>',
  '<title>',
  '<textarea>',
  '<noscript>',
  '<template>',
  '<plaintext>',
  '<select>',
  '<xmp>',
  '</main>',
  '</article>',
  '</body>',
  '<main id="main">',
  'style="x"',
  ' onclick="x" ',
  '"',
  "'",
  '=',
  '>',
  '<',
  '&',
  '&lt;',
  '&#x6a;avascript:',
  '&colon;',
  '![alt](a.png)',
  '![](https://e.example/i.png)',
  '[x](javascript:alert(1))',
  '[x](data:text/html,x)',
  '[x](/root)',
  '[x](https://e.example)',
  '<javascript:alert(1)>',
  '<https://e.example>',
  'https://e.example/a(b)',
  'vbscript:x',
  '[AI_META_START]\n',
  '[BODY_END]\n',
  '{{ x }}',
  '\u00A0',
  '\u200B',
  '\uFDD0',
  '\uFDD00\n',
  '\uFDD1',
  '\uFDD2',
  '\uD800',
  '\u0000',
  '\uFEFF',
  'مرحبا',
  '😀',
  '- [ ] ',
  '- [x] 文',
];

const source = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.constantFrom(...FRAGMENTS), { maxLength: 30 })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
);

test('any text renders to balanced, inert HTML with unique ids, always the same', () => {
  fc.assert(
    fc.property(source, (body) => {
      const { html, toc } = render(body, context);
      assertBalanced(html);
      assertInert(html);
      assertUniqueIds(html);
      assert.equal(render(body, context).html, html);
      let level = 1;
      for (const entry of toc) {
        assert.ok(
          entry.level >= 2 && entry.level <= Math.min(level + 1, 6),
          'the outline skips no level',
        );
        level = entry.level;
      }
    }),
    { numRuns: propertyRuns(4000), seed: Number(process.env['FC_SEED'] ?? 20) },
  );
});

test('Han characters outside code and comments are never lost', () => {
  const pieces = FRAGMENTS.filter(
    (piece) => !/<!--|-->|\]\(|\[x\]|\[\^|^```|~~~|META|~~/.test(piece),
  );
  const han = (text: string): string => (text.match(/\p{Script=Han}/gu) ?? []).join('');
  const body = fc
    .array(fc.constantFrom(...pieces, '汉字甲乙丙'), { maxLength: 25 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(body, (text) => {
      const shown = render(text, context).html.replace(
        /<details class="original"><summary>[^<]*<\/summary>|<[^>]*>/g,
        '',
      );
      assert.equal(han(shown).length, han(text).length);
    }),
    { numRuns: propertyRuns(2000), seed: Number(process.env['FC_SEED'] ?? 21) },
  );
});
