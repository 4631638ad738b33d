import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRenderer } from '../../src/markdown/index.ts';
import { context } from './render-context.ts';

const render = await createRenderer();

function problemsOf(body: string): string[] {
  return render(body, { ...context, bodyLine: 11 }).problems.map(
    ({ code, line, severity }) => `${severity} ${code} ${String(line)}`,
  );
}

test('a sound body has no problems', () => {
  assert.deepEqual(
    problemsOf(
      '## 节\n\n正文。\n\n<details>\n<summary>Original English</summary>\n\nText.\n</details>',
    ),
    [],
  );
});

test('each kind of repair is reported once, at its first line, with a count', () => {
  assert.deepEqual(problemsOf('一\n\n<!-- 未\n\n二\n\n<!-- 又'), [
    'warning body-comment-unclosed 13',
  ]);
  assert.deepEqual(problemsOf('一\n\n```\ncode\n\n后文'), ['warning body-fence-unclosed 13']);
  assert.deepEqual(problemsOf('一\n\n[BODY_END]'), ['warning body-residue 13']);
  assert.deepEqual(problemsOf('一\n\n二**三'), ['notice body-emphasis-unpaired 13']);
  assert.deepEqual(problemsOf(' \n\n'), ['warning body-empty 11']);
  assert.deepEqual(problemsOf('一\n\n<details>\n<summary>Original English</summary>\n</details>'), [
    'notice body-details-empty 13',
  ]);
  const { problems } = render('一\n</details>\n二\n</details>', context);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['2 bilingual blocks with wrong tags; shown as meant.'],
  );
});

test('padding after an unclosed comment is left out, prose stays', () => {
  const htmlOf = (body: string) => render(body, context).html;
  const padding = 'padding to meet the floor of characters '.repeat(100);
  assert.doesNotMatch(htmlOf(`一\n\n<!-- ${padding}padding to\n\n二`), /padding/);
  assert.match(htmlOf(`一\n\n<!-- ${padding}\n\n二`), /二/);
  assert.match(htmlOf(`一\n\n<!-- ${padding}和别的话\n\n二`), /和别的话/);
  assert.match(htmlOf('一\n\n<!-- 好好好好好好\n\n二'), /好好好好好好/);
});

test('idioms of other programs are reported once each, where they are shown as text', () => {
  const body = [
    '文 ==高亮== 与 ==又一==',
    '%%秘密%%',
    '![[pic.png]]',
    '::: tip',
    '正文',
    ':::',
    '> 引\n> [!NOTE]',
    '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
    '<video src="a.mp4"></video>',
    '<style>p { color: red }</style>',
    '<input name="a">',
    '<svg viewBox="0 0 1 1"></svg>',
    '| a |\n|---|\n| <audio src="a"> |',
  ];
  assert.deepEqual(problemsOf(body.join('\n\n')), [
    'notice body-highlight 11',
    'notice body-hidden-text 13',
    'notice body-embed 15',
    'notice body-container 17',
    'notice body-alert-mark 24',
    'notice body-youtube-frame 26',
    'notice body-media-tag 28',
    'notice body-script-tag 30',
    'notice body-form-tag 32',
    'notice body-drawing-tag 34',
  ]);
  assert.deepEqual(problemsOf('一\n\n%%\n二\n\n三\n%%'), ['notice body-hidden-text 13']);
});

/** Problems of a body, as text that names the file's line. */
function messagesOf(body: string): string[] {
  return render(body, { ...context, bodyLine: 11 }).problems.map(
    ({ code, line, message, severity }) => `${severity} ${code} ${String(line)}: ${message}`,
  );
}

test('tags without attributes are reported where they hold something or begin a line', () => {
  for (const [body, code] of [
    ['<svg><path d="M0"/></svg>', 'body-drawing-tag'],
    ['<svg>\n<path d="M0"/>\n</svg>', 'body-drawing-tag'],
    ['<canvas>图</canvas>', 'body-drawing-tag'],
    ['<video>\n<source src="a.mp4">\n</video>', 'body-media-tag'],
    ['<iframe></iframe>', 'body-media-tag'],
    ['<button>点</button>', 'body-form-tag'],
  ] as const) {
    assert.deepEqual(problemsOf(body), [`notice ${code} 11`], body);
  }
});

test('the mark of an alert without its bracket, and a kind that there is not, are reported', () => {
  assert.deepEqual(problemsOf('> [!NOTE\n> 一'), ['notice body-alert-mark 11']);
  assert.deepEqual(messagesOf('文\n\n> [!FOO]\n> 一\n\n> [!WARNNIG] 二'), [
    'warning body-alert-unknown 13: There is no alert [!FOO] (and 1 more); it is shown as a quote.',
  ]);
  assert.deepEqual(problemsOf('> [!quote] 毕昇\n> 一\n\n> [!Example]-\n> 二'), []);
});

test('cells that a table does not show are reported', () => {
  const table = (...rows: string[]) => ['文', '', '| a | b |', '|---|---|', ...rows].join('\n');
  assert.deepEqual(problemsOf(table('| 1 | 2 |', '| 1 | 2 | 3 |')), [
    'warning body-table-cells 16',
  ]);
  const quoted = table('| 1 | 2 | 3 |', '1 | 2 | 3').replace(/^/gm, '> ');
  assert.deepEqual(messagesOf(quoted), [
    'warning body-table-cells 15: 2 table rows with more cells than the header; ' +
      'the others are not shown.',
  ]);
  assert.deepEqual(messagesOf(table('| [[慢读|那篇]] | 2 |', '| 1 | [[甲|乙]] |')), [
    'warning body-table-wikilink 15: The bar of [[慢读|那篇]] (and 1 more) ends a cell of its ' +
      'table; it is no link.',
  ]);
  assert.deepEqual(problemsOf('| a | b | c |\n|---|---|\n| 1 | 2 |'), [
    'warning body-table-header 12',
  ]);
  assert.deepEqual(problemsOf('|a|b|\n|-|\n|1|2|'), ['warning body-table-header 12']);
  for (const rows of [
    ['| 1 | 2 | |', '| 1 | 2 ||', '1 | 2', '| 1 |'],
    ['| [[慢读\\|那篇]] | a\\|b |', '| [[1|2]] |'],
  ]) {
    assert.deepEqual(problemsOf(table(...rows)), [], rows.join());
  }
});

test('marks of notes without a note are reported, and notes that nothing refers to', () => {
  assert.deepEqual(messagesOf('文[^1]，又[^2]\n再[^注]与[^3]\n\n[^1]: 注\n'), [
    'warning body-note-missing 11: There is no note [^2]; ' + 'the mark is shown as it is written.',
  ]);
  assert.deepEqual(messagesOf('文[^1]\n\n[^1]: 注\n\n[^l]: 无人引'), [
    'warning body-note-unused 15: No text refers to the note [^l], or it is written twice.',
  ]);
  for (const body of [
    '文[^1]\n\n[^1]: 注',
    '`[^1]` 与 \\[^1] 与 [^a-z] 与 /[^abc]/ 与 [^abc]+',
    '文^[行内注]',
  ]) {
    assert.deepEqual(problemsOf(body), [], body);
  }
});

test('formulas that stay raw are reported, with what KaTeX says', () => {
  assert.deepEqual(messagesOf('一\n二 $\\frac{a}{b$\n\n$$\n\\foo{a}\n$$'), [
    'warning body-formula-broken 12: 2 formulas that KaTeX cannot read, shown as written: ' +
      "Unexpected end of input in a macro argument, expected '}'.",
  ]);
  assert.deepEqual(messagesOf('一\n\n$$\n\\foo{a}\n$$'), [
    'warning body-formula-broken 13: 1 formula that KaTeX cannot read, shown as written: ' +
      'Undefined control sequence: \\foo.',
  ]);
  for (const body of [
    '$$\n\\frac{a}{b}\n\n后文',
    '$$x^2 + y\n\n后文',
    '设 $$\\alpha 为角',
    '即 $$利润 = 收入$$',
  ]) {
    assert.deepEqual(problemsOf(body), ['warning body-formula-unclosed 11'], body);
  }
  for (const body of ['$$a_b$$ 与 $x^2$', '人均 $$ 到 $$$，`$$`', '$$ 是进程号', '$9 与 $10']) {
    assert.deepEqual(problemsOf(body), [], body);
  }
});

test('links and pictures whose address can lead nowhere are reported', () => {
  assert.deepEqual(messagesOf('[一](www.a.com) [二](b.org/c?d)'), [
    'warning body-link-host 11: The link to "www.a.com" (and 1 more) has no https:// and ' +
      'leads nowhere.',
  ]);
  assert.deepEqual(messagesOf('一\n[二]() ![三]()'), [
    'warning body-link-empty 12: 2 links or pictures without an address.',
  ]);
  assert.deepEqual(messagesOf('一\n二 ![三](/a/图.png)'), [
    'warning body-image-absolute 12: The picture "/a/图.png" is not beside the post, and not ' +
      'published.',
  ]);
  assert.deepEqual(
    problemsOf('一\n\n<table><tr><td><a href="www.a.com">二</a></td></tr></table>'),
    ['warning body-link-host 13'],
  );
  // The summary of a fold is rendered on its own.
  assert.deepEqual(problemsOf('一\n\n<details>\n<summary>看[二]()</summary>\n\n三\n</details>'), [
    'warning body-link-empty 13',
  ]);
  for (const body of ['[一](a.md) [二](pic.png) [三](#x) [四](?q)', '[五](https://www.a.com)']) {
    assert.deepEqual(problemsOf(body), [], body);
  }
});

test('links and pictures that are shown as they are written are reported', () => {
  assert.deepEqual(messagesOf('一\n[二](my file.pdf) ![三](a_b c.png)'), [
    'warning body-link-raw 12: [二](my file.pdf) is no link or picture, and shown as it is written.',
  ]);
  for (const body of [
    '![一](my pic.png)',
    '![一](pic.png =100x200)',
    '![一](C:\\pic.png)',
    '![一](data:image/png;base64,AA)',
    '[一](file:///home/x.pdf)',
    '[一](obsidian://open?vault=x)',
    '[一](https://a.example/b c)',
    '[一](my post.md#二)',
  ]) {
    assert.deepEqual(problemsOf(body), ['warning body-link-raw 11'], body);
  }
  for (const body of [
    '[一](<my file.pdf>) ![二](my%20pic.png "三") [四](a.md "五 六.md")',
    '`[一](my file.pdf)` 与 \\[一](my file.pdf)',
    '数组 a[i](x) 与 [注](见下文 第 3 节) 与 [1](note: x)',
  ]) {
    assert.deepEqual(problemsOf(body), [], body);
  }
});

test('what only looks like an idiom of another program is no problem', () => {
  for (const body of [
    '`==a==`、`%%a%%`、`![[a]]`、`<script>`',
    '```\n==a==\n::: tip\n<iframe src="a"></iframe>\n```',
    '    ==a==\n    <script>',
    '如果 a == b，c==d==e，x === y，则 100%% 与 5%%d%% 相等。',
    '\\==a== \\%%a%% !\\[[a]] \\<script>',
    '$a == b == c$ 与 $$x==y==z$$',
    'https://a.example/?q==a== 与 [链](https://a.example/?%%a%%)',
    '标签 <iframe>、<video>、<input> 与 <link>。',
    '<video> 是标签，<svg> 与 <canvas> 也是；支持 <iframe> <video>。\n再看 <svg>',
    '一\n=====\n\n二 ::: 三\n\n<!-- ==a== -->',
    '> [!NOTE]\n> 一',
  ]) {
    assert.deepEqual(problemsOf(body), [], body);
  }
});
