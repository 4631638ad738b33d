import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createRenderer } from '../../src/markdown/index.ts';
import { repairedMarkdown } from '../../src/markdown/source/repaired-markdown.ts';
import type { RawLink } from '../../src/markdown/types.ts';
import { linkMarkdown as linkMarkdownOf } from '../../src/output/markdown-links.ts';
import { textOf } from '../markdown/html-checks.ts';
import { context } from '../markdown/render-context.ts';

const render = await createRenderer();
const { siteUrl, pathPrefix, labels } = context;

function linkMarkdown(
  markdown: string,
  links: readonly RawLink[],
  addresses: readonly (string | undefined)[],
): string {
  return linkMarkdownOf(markdown, links, addresses, { siteUrl, pathPrefix });
}

/** The Markdown edition of a body of which no link leads anywhere. */
function hidden(body: string): string {
  const { links } = render(body, context);
  const repaired = repairedMarkdown(body, { labels, images: {}, siteUrl });
  return linkMarkdown(
    repaired,
    links,
    links.map(() => undefined),
  ).trim();
}

/** Readable text of a page, with and without the escapes of addresses and Markdown. */
function decoded(text: string): string {
  return text
    .replace(/&#x([\da-f]+);?/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/&#(\d+);?/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\/g, '');
}

const link = (target: string): RawLink => ({ kind: 'link', target, line: 1 });
const wiki = (target: string, heading?: string): RawLink => ({
  kind: 'wiki',
  target,
  line: 1,
  ...(heading !== undefined && { heading }),
});

describe('linkMarkdown', () => {
  it('gives links the addresses of the page', () => {
    const text =
      '[[砚台]]、[[砚台#磨墨|磨]]、[见](b.md "题")、[文](<c d.md>)、[外](https://x.example)。';
    const links = [wiki('砚台'), wiki('砚台', '磨墨'), link('b.md'), link('c%20d.md')];
    const addresses = ['/y', '/y#m', '/b', '/c'].map((path) => `https://s.example${path}`);
    assert.equal(
      linkMarkdown(text, links, addresses),
      '[砚台](https://s.example/y)、[磨](https://s.example/y#m)、[见](https://s.example/b "题")、' +
        '[文](https://s.example/c)、[外](https://x.example)。',
    );
  });

  it('keeps only the text of links to nowhere', () => {
    const text = '[[secret|见]]、[见](secret.md)、[另][s]\n\n[s]: secret.md\n';
    const links = [wiki('secret'), link('secret.md'), link('secret.md')];
    const result = linkMarkdown(text, links, [undefined, undefined, undefined]);
    assert.equal(result, '见、见、[另][s]\n\n\n');
  });

  it('shows an unlabelled wikilink to nowhere as written, as the page does', () => {
    assert.equal(linkMarkdown('[[无名]]', [wiki('无名')], [undefined]), '[[无名]]');
  });

  it('leaves pictures, coordinates and what is no link alone', () => {
    const text = '![图](b.md) [[12.5, 3]] `list[[i]]` [x](other)';
    assert.equal(linkMarkdown(text, [link('b.md')], ['https://s.example/b']), text);
  });

  it('gives raw links and links around pictures the addresses of the page too', () => {
    assert.equal(
      linkMarkdown(
        '<a class=x href=b.md title="t">b</a> [![图](x.png)](b.md)',
        [link('b.md')],
        ['https://s.example/b?c&d'],
      ),
      '<a class=x href="https://s.example/b?c&amp;d" title="t">b</a> ' +
        '[![图](x.png)](https://s.example/b?c&d)',
    );
  });

  const forms: readonly [body: string, edition: string][] = [
    ['[文](secret.md)', '文'],
    ['[文]( <secret.md> )', '文'],
    ['[文](secret.md \'a "title"\')', '文'],
    ['[文](secret.md (title))', '文'],
    ['[文](secret.md\n"title\nof two lines")', '文'],
    ['[文](\nsecret.md\n)', '文'],
    ['> [文](\n> secret.md\n> "t")', '> 文'],
    ['[两\n行](secret.md)', '两\n行'],
    ['[a [b] c](secret.md)', 'a [b] c'],
    ['[a \\] c](secret.md)', 'a \\] c'],
    ['[**b** `c`](secret.md)', '**b** `c`'],
    ['[![图](x.png)](secret.md)', '![图](x.png)'],
    ['![图 [文](secret.md)](x.png)', '![图 文](x.png)'],
    ['\\![文](secret.md)', '\\!文'],
    ['\\\\[文](secret.md)', '\\\\文'],
    ['[文](s\\ecret.md)', '文'],
    ['[文](&#115;ecret.md)', '文'],
    ['[文](%73ecret.md)', '文'],
    ['[文](/posts/x/../secret/)', '文'],
    ['[文](/posts/%2e%2e/posts/secret/)', '文'],
    ['[文](https:site.example/notes/posts/secret/)', '文'],
    ['[文](HTTPS://SITE.EXAMPLE:443/notes/posts/secret/ "t")', '文'],
    [`[文]([https://site.example/posts/secret/](https://site.example/posts/secret/))`, '文'],
    ['[文][r]\n\n[r]: secret.md "t"', '[文][r]'],
    ["[文][r]\n\n[r]:\n  secret.md\n  't'", '[文][r]'],
    ['[文][两\n行]\n\n[两\n行]: <secret.md>', '[文][两\n行]'],
    ['> [文][r]\n>\n> [r]: secret.md\n\n字', '> [文][r]\n>\n> \n\n字'],
    ['- [r]: secret.md\n\n[文][r]', '- \n\n[文][r]'],
    ['[[secret|文]] [[secret#x|文]]', '文 文'],
    ['<a href="secret.md">文</a>', '<a>文</a>'],
    ["<A title=t HREF = 'secret.md' >文</A>", '<A title=t >文</A>'],
    ['<a href=secret.md/>文</a>', '<a>文</a>'],
    ['<a\nhref="&#x73;ecret.md">文</a>', '<a>文</a>'],
    ['<ul><li><a title=">" href=secret.md>文</a></li></ul>', ''],
    ['<details><summary>[文](secret.md)</summary>\n字\n</details>', ''],
    ['字^[[[secret|文]]]', '字^[文]'],
    // What the page leaves out altogether.
    ['# [标题](secret.md)\n\n字', '# 标题\n\n字'],
    ['字[^1]\n\n[^1]: 注\n\n[^2]: [文](secret.md)', ''],
    ['字\n\n[r]: secret.md', '字'],
    ['[外 <a href="secret.md">内</a>](https://other.example)', ''],
    ['[外 [[secret|内]] 外](https://other.example)', '[外 内 外](https://other.example)'],
  ];
  for (const [body, edition] of forms) {
    it(`hides what the page hides: ${JSON.stringify(body)}`, () => {
      const result = hidden(body);
      assert.doesNotMatch(decoded(result), /secret/i);
      if (edition !== '') assert.equal(result, edition);
      assert.doesNotMatch(render(result, context).html, /href="(?!#|https:\/\/other)/);
    });
  }

  it('keeps what the page shows as text', () => {
    for (const body of [
      '文件 secret.md、secret/、/posts/secret/',
      '[[secret]]',
      '`[a](../secret.md)`、`<a href="../secret.md">`',
      '```md\n[a](../secret.md)\n[r]: secret.md\n```',
      '\\[文](secret 一)',
      '字[^1]\n\n[^1]: secret.md',
    ]) {
      assert.equal(hidden(body), body);
    }
  });

  it('leaves no target that the page does not show, whatever the form', () => {
    const piece = fc.constantFrom(
      ...[
        '[',
        ']',
        '](',
        ')',
        '(',
        '!',
        '<',
        '>',
        '<a ',
        'href=',
        '"',
        "'",
        '`',
        '\\',
        '\n',
        '\n\n',
      ],
      ...[
        ' ',
        '> ',
        '- ',
        '[r]',
        '[r]: ',
        '文',
        '</a>',
        '[[',
        ']]',
        '|',
        '**',
        '# ',
        '标题',
        '^[',
        '%',
      ],
      ...[
        'secret.md',
        '../secret/',
        '/posts/secret/',
        '<secret.md>',
        's\\ecret.md',
        '&#115;ecret.md',
      ],
      ...['[文](secret.md)', '<a href="secret.md">文</a>', '[a](secret.md "t")', '[[secret|文]]'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const body = pieces.join('');
        const result = hidden(body);
        const { html, links } = render(result, context);
        const isShown = decoded(textOf(render(body, context).html)).includes('secret');
        // Labelled wikilinks hide their target; others show it.
        const told = links.filter(
          ({ kind, target, end }) =>
            (kind === 'link' || end === undefined) && target.includes('secret'),
        );
        if (!isShown) assert.deepEqual(told, [], result);
        // Only of links: a picture may be named "href=".
        if (!isShown) assert.doesNotMatch(html, /<a\s[^>]*\bhref="[^"#]/, result);
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps a picture that is named like an attribute', () => {
    assert.equal(hidden('![href=]()'), '![href=]()');
  });

  it('reads 300 KB of anything in one walk', () => {
    for (const part of [
      ...['[', ']', '](', '[](', '[a](b ', '[a](b "', "[a](b '", '[a](b (', '](<', '![', '[[a|'],
      ...['[r]: ', '[a]:\n', '\n> ', 'href=', 'href="', "href='", 'href=a', '`', '\\', '\n \t'],
      ...['[a](../b.md', '[a](../b.md)', '`[a](../b.md)` ', '<a href=../b.md>', '((((', '[^1]: '],
    ]) {
      const text = part.repeat(Math.ceil(300_000 / part.length));
      assert.equal(typeof linkMarkdown(text, [link('b.md')], [undefined]), 'string');
    }
  });
});
