import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldText } from '../../../src/search/fold.ts';
import { htmlToText } from '../../support/html-to-text.ts';
import { zonesOf } from '../../support/zones-of.ts';
import { withoutInvisible } from '../../../src/search/invisible.ts';
import { joinZones } from '../../../src/search/text-block.ts';
import { foldWithPlaces } from '../../../src/search/query/fold-map.ts';

const readings: readonly (readonly [string, string, string])[] = [
  ['blocks are lines', '<p>一</p>\n<p>二</p>', '一\n二'],
  ['inline elements do not separate', '<p>人<b>工</b>智<span class="x">能</span></p>', '人工智能'],
  ['line breaks do', '<p>一<br>二</p>', '一\n二'],
  [
    'labels of originals stay out, their text does not',
    '<details class="original"><summary>英文原文</summary><div lang="en"><p>Text</p></div></details>',
    'Text',
  ],
  ['other summaries stay', '<details><summary>More</summary><p>x</p></details>', 'More\nx'],
  ['entities', '<p>a &lt; b &amp; &#39;c&#x27; &quot;d&quot;</p>', 'a < b & \'c\' "d"'],
  ['escaped tags are text', '<p>&lt;think&gt;</p>', '<think>'],
  ['invisible marks', '<p>人\u200b工\u00ad智\ufeff能</p>', '人工智能'],
  ['comments', '<p>a<!-- chunk > 1 -->b</p>', 'ab'],
  [
    'formula sources',
    '<math><mi>x</mi><annotation encoding="application/x-tex">\\x</annotation></math>',
    'x',
  ],
  [
    'a fold after a bilingual block',
    '<details class="original"><summary>English</summary><p>x</p></details><details ' +
      'class="fold"><summary>More</summary></details>',
    'x\nMore',
  ],
  ['variation selectors', '<p>❤\ufe0f 葛\u{e0100}</p>', '❤ 葛'],
  ['nothing', '', ''],
  ['an unfinished tag', '<p>a</p><b', 'a'],
  ['an unfinished comment', '<!-- a', ''],
  ['names that objects have', '<p>&constructor; &__proto__;</p>', '&constructor; &__proto__;'],
  ['halves of characters as entities', '<p>a&#xd83d;b</p>', 'a\ufffdb'],
];

for (const [name, html, expected] of readings) {
  test(`text of HTML: ${name}`, () => {
    assert.equal(htmlToText(html), expected);
  });
}

test('white space collapses, invisible marks go and entities are read, in any order', () => {
  const piece = fc.constantFrom(
    ...[
      '字',
      'a',
      ' ',
      '  ',
      '\n',
      '\t',
      '\u00a0',
      '\u3000',
      '\u2028',
      '\u200b',
      '\ufe0f',
      '\u{e0101}',
      '😀',
      'é',
    ],
    ...[
      '\ud83d',
      '\udc00',
      '&amp;',
      '&lt;b>',
      '&#x200b;',
      '&#32;',
      '&nbsp;',
      '&unknown;',
      '&',
      '&#0;',
    ],
  );
  const entities: Readonly<Record<string, string>> = {
    ...{ '&amp;': '&', '&lt;b>': '<b>', '&#x200b;': '\u200b', '&#32;': ' ', '&nbsp;': '\u00a0' },
  };
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const written = pieces.map((one) => entities[one] ?? one).join('');
      const expected = withoutInvisible(written.toWellFormed())
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n[ \n]*/g, '\n')
        .trim();
      assert.equal(htmlToText(pieces.join('')), expected);
    }),
    { numRuns: 1000 },
  );
});

test('folding drops width, case and typesetting spaces', () => {
  assert.equal(foldText('ＡＩ 时代，Ｇ Ｐ'), 'ai时代,g p');
  assert.equal(foldText('AI\u00a0 时代\n Next'), 'ai时代\n next');
  assert.equal(foldText('ΣΑΣ'), foldText('σας'));
});

test('zones, joined, are the text they came from', () => {
  for (const text of [
    '',
    'x',
    '字'.repeat(5000),
    'word '.repeat(3000),
    '😀'.repeat(4000),
    'x'.repeat(100_000),
  ]) {
    const zones = zonesOf(text);
    assert.equal(joinZones(zones), text);
    assert.ok(zones.length <= 24);
    for (const zone of zones) assert.ok(zone.text.isWellFormed());
  }
});

test('folded text knows the places of its characters', () => {
  const mapped = foldWithPlaces('看 ＡＩ  时代 ﬁn ㍿');
  assert.equal(mapped?.folded, '看ai时代fin株式会社');
  assert.equal(mapped?.places[mapped.folded.indexOf('时')], 6);
});
