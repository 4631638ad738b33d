import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDuplicates, sourceKey } from '../../src/check/check-duplicates.ts';
import { checkGlosses } from '../../src/check/check-glosses.ts';
import { checkHtml } from '../../src/check/check-html.ts';
import { checkSeries } from '../../src/check/check-series.ts';
import { checkSiteLinks } from '../../src/check/check-site-links.ts';
import { unifiedDiff } from '../../src/check/fix-corpus.ts';
import { locatePost } from '../../src/content/locate-post.ts';
import { indexTerms } from '../../src/corpus/term-index.ts';
import { makeArticle } from '../support/articles.ts';

const place = { file: 'a.md', bodyLine: 10 };

function glossProblems(body: string, known: readonly string[] = []) {
  return checkGlosses(body, known, place).map(({ code, line }) => `${code}:${line}`);
}

describe('checkGlosses', () => {
  it('finds brackets that are never closed', () => {
    assert.deepEqual(glossProblems('一\n**版心**（Type area: 排文字的区域'), ['gloss-unclosed:11']);
  });

  it('finds them behind code and originals that never end', () => {
    const gloss = '**版心**（Type area: 排文字的区域';
    for (const before of [
      '```ts\ncode\n\n后文',
      '```a``` 与 `<details>`\n\n文',
      '- ```\n  code\n  ```\n\n文',
      '<details>\n<summary>Original English</summary>\nText\n\n正文。\n',
      '<!-- 没有结尾\n\n文',
    ]) {
      const line = 11 + before.split('\n').length;
      assert.deepEqual(glossProblems(`${before}\n\n${gloss}`), [`gloss-unclosed:${line}`], before);
    }
  });

  it('names the column in the file', () => {
    const problems = checkGlosses('[文]: **版心**（排 **版心**（排', [], place);
    assert.deepEqual(
      problems.map(({ column }) => column),
      [6, 15],
    );
  });

  it('finds what looks like a gloss and was not read as one', () => {
    const body = '**版心**（Type area: 排文字的区域）';
    assert.deepEqual(glossProblems(body), ['gloss-unparsed:10']);
    assert.deepEqual(glossProblems(body, ['版心']), []);
  });

  it('finds them where only the repaired line shows them', () => {
    for (const written of [
      '**版心**<!-- 注 -->（Type area: 排文字的区域）',
      '**版心**\u0007（Type area: 排文字的区域）',
    ]) {
      const found = glossProblems(`**字腔**（Counter: 字的内部）\n\n${written}`, ['字腔']);
      assert.deepEqual(found, ['gloss-unparsed:12'], written);
    }
  });

  it('passes over numbers, roles, code and originals', () => {
    for (const body of [
      '**宝洁**（2.9%）',
      '**Bob**（host: main guest）：你好',
      '**时间**（至 12:30 为止）',
      '```\n**a**（Full name: def）\n```',
      '<details>\n**a**（Full name: def\n</details>',
    ]) {
      assert.deepEqual(glossProblems(body), [], body);
    }
  });
});

function htmlProblems(html: string, body: string) {
  return checkHtml({ html, body, bodyLine: 10, file: 'a.md' });
}

function htmlCodes(html: string, body: string) {
  return htmlProblems(html, body).map(({ code, line }) => `${code}:${line}`);
}

describe('checkHtml', () => {
  it('finds stars that are shown, with their line', () => {
    assert.deepEqual(htmlCodes('<p>一</p>\n<p>a ** b</p>', '一\n\na ** b'), ['asterisks-left:12']);
  });

  it('leaves stars that were meant: code, escapes, words', () => {
    assert.deepEqual(htmlCodes('<p><code>a**b</code></p>', '`a**b`'), []);
    assert.deepEqual(htmlCodes('<p>**x</p>', '\\*\\*x'), []);
    assert.deepEqual(htmlCodes('<p>f***ing</p>', 'f***ing'), []);
  });

  it('finds links to headings that the post does not have', () => {
    const html = (href: string) => `<p id="here"><a href="${href}">x</a></p>`;
    assert.deepEqual(htmlCodes(html('#there'), '\n[x](#there)'), ['anchor-broken:11']);
    for (const href of ['#here', '#', '/about/#a', '/posts/x/']) {
      assert.deepEqual(htmlCodes(html(href), ''), [], href);
    }
  });

  it('names the nearest id of the post', () => {
    const [own] = htmlProblems('<p id="line-length"><a href="#line-lenght">x</a></p>', '');
    assert.deepEqual([own?.code, own?.hint], ['anchor-broken', 'Did you mean "#line-length"?']);
  });
});

describe('checkSiteLinks', () => {
  const exists = (file: string) => ['about/index.html', 'feed.xml', 'index.html'].includes(file);
  const idsOfPost = (address: string) => {
    const [, name] = /^\/posts\/([^/]+)\/$/.exec(address) ?? [];
    return name === undefined ? undefined : new Set(name === 'x' ? ['fn-1'] : []);
  };
  const problemsOf = (address: string | undefined, pathPrefix = '/') => {
    const links = [{ kind: 'link', target: 'x', line: 10 } as const];
    const post = { file: 'a.md', address: `${pathPrefix}posts/a/` };
    return checkSiteLinks(links, [address], post, { pathPrefix, exists, idsOfPost });
  };
  const problems = (address: string | undefined, pathPrefix?: string) =>
    problemsOf(address, pathPrefix).map(({ code, line }) => `${code}:${line}`);

  it('finds links to pages that the site does not have', () => {
    assert.deepEqual(problems('/abuot/'), ['link-broken:10']);
    for (const address of [
      '/about/',
      '/about/#a',
      '/feed.xml',
      '/',
      '/posts/x/',
      '../../about/',
      './',
      undefined,
    ]) {
      assert.deepEqual(problems(address), [], String(address));
    }
    assert.deepEqual(problems('/notes/about/', '/notes/'), []);
    assert.deepEqual(problems('/notes/abuot/', '/notes/'), ['link-broken:10']);
  });

  it('finds relative links that lead nowhere, seen from the page of the post', () => {
    for (const address of ['other', 'a/', 'page.html', '../../abuot/', '../../../x/']) {
      assert.deepEqual(problems(address, '/notes/'), ['link-broken:10'], address);
    }
    // Rendering has reported it.
    assert.deepEqual(problems('www.a.com'), []);
  });

  it('names the form with a slash, without the prefix of the site', () => {
    const [own] = problemsOf('/notes/about?q#a', '/notes/');
    assert.deepEqual([own?.code, own?.hint], ['link-inexact', 'Write "/about/?q#a".']);
    assert.equal(problemsOf('../../about')[0]?.hint, 'Write "../../about/".');
    assert.deepEqual(problems('/about/index.html'), []);
  });

  it('finds notes that another post does not have', () => {
    assert.deepEqual(problems('/posts/x/#fn-2'), ['anchor-broken:10']);
    for (const address of ['/posts/x/#fn-1', '/posts/x/', '/posts/x/#heading']) {
      assert.deepEqual(problems(address), [], address);
    }
  });

  it('names an address once for each post', () => {
    const link = { kind: 'link', target: '/x/', line: 3 } as const;
    const post = { file: 'a.md', address: '/posts/a/' };
    const found = checkSiteLinks([link, { ...link, line: 4 }], ['/x/', '/x/'], post, {
      ...{ pathPrefix: '/', exists, idsOfPost },
    });
    assert.deepEqual(
      found.map(({ line }) => line),
      [3],
    );
  });
});

describe('checkDuplicates', () => {
  const lines = { title: 2, source: 5, body: 9 };

  it('names the first post that has the same', () => {
    const problems = checkDuplicates([
      { file: 'b.md', title: ' 一 篇', source: 'https://youtu.be/abc', bodyHash: 'x', lines },
      { file: 'a.md', title: '一 篇', source: 'https://www.youtube.com/watch?v=abc', lines },
      { file: 'c.md', title: '另一篇', bodyHash: 'x', lines },
      { file: 'd.md', title: '第三篇', lines },
    ]);
    assert.deepEqual(
      problems.map(({ file, line, code, message }) => [
        file,
        line,
        code,
        message.split(' ').at(-1),
      ]),
      [
        ['b.md', 5, 'source-duplicate', 'a.md.'],
        ['c.md', 9, 'body-duplicate', 'b.md.'],
      ],
    );
    const titles = checkDuplicates([
      { file: 'a.md', title: 'A  Title', lines },
      { file: 'b.md', title: 'a title', lines },
    ]);
    assert.deepEqual(
      titles.map(({ code, file }) => [code, file]),
      [['title-duplicate', 'b.md']],
    );
  });

  it('knows one page under several addresses', () => {
    const same = (a: string, b: string) => assert.equal(sourceKey(a), sourceKey(b));
    same('https://www.example.com/a/?utm_source=x#top', 'https://example.com/a');
    same('https://m.youtube.com/watch?v=abc&list=1', 'https://youtu.be/abc');
    assert.notEqual(
      sourceKey('https://youtu.be/abc?t=60s'),
      sourceKey('https://youtu.be/abc?t=90'),
    );
    assert.notEqual(sourceKey('https://example.com/?id=1'), sourceKey('https://example.com/?id=2'));
  });
});

describe('checkSeries', () => {
  const article = (slug: string, series: string) =>
    makeArticle({ slug, terms: { series: [series] } });

  it('finds series of one part and misspelt ones', () => {
    const index = indexTerms(
      'series',
      [
        article('a', 'Reading notes'),
        article('b', 'Reading notes'),
        article('c', 'Readinq notes'),
        article('d', '独一无二的连载'),
      ],
      2,
    );
    const problems = checkSeries(
      index,
      (file) => `posts/${file}`,
      () => 4,
      '../a/aliases.yaml',
    );
    assert.deepEqual(problems.map(({ code, file, line }) => `${code} ${file}:${line}`).sort(), [
      'series-name-near posts/c.md:4',
      'series-of-one posts/d.md:4',
    ]);
    const near = problems.find(({ code }) => code === 'series-name-near');
    assert.match(near?.hint ?? '', /a line to \.\.\/a\/aliases\.yaml\./);
  });
});

describe('locatePost', () => {
  it('finds body and lines as they are numbered in the file', () => {
    const { body, bodyLine, lineOf } = locatePost(
      '\uFEFF---\r\ntitle: 一\r\nSource: x\r\n---\r\n正文\r\nsource: y',
    );
    assert.equal(body, '正文\nsource: y');
    assert.deepEqual([bodyLine, lineOf('title'), lineOf('source'), lineOf('date')], [5, 2, 3, 1]);
  });
});

describe('unifiedDiff', () => {
  it('shows the changed line with its neighbours', () => {
    assert.equal(
      unifiedDiff('posts/a.md', 'a\nb\nc\n', 'a\nB\nc\n'),
      '--- a/posts/a.md\n+++ b/posts/a.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n',
    );
  });
});
