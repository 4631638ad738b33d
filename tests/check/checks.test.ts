import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDuplicates, sourceKey } from '../../src/check/check-duplicates.ts';
import { checkGlosses } from '../../src/check/check-glosses.ts';
import { checkHtml } from '../../src/check/check-html.ts';
import { checkSeries } from '../../src/check/check-series.ts';
import { locatePost } from '../../src/check/locate-post.ts';
import { unifiedDiff } from '../../src/check/unified-diff.ts';
import { indexTerms } from '../../src/corpus/term-index.ts';
import { makeArticle } from '../support/articles.ts';

const place = { file: 'a.md', bodyLine: 10 };

function glossProblems(body: string, known: readonly string[] = []) {
  const glosses = known.map((term) => ({ term, id: 'x' }));
  return checkGlosses(body, glosses, place).map(({ code, line }) => `${code}:${line}`);
}

describe('checkGlosses', () => {
  it('finds brackets that are never closed', () => {
    assert.deepEqual(glossProblems('一\n**版心**（Type area: 排文字的区域'), ['gloss-unclosed:11']);
  });

  it('finds what looks like a gloss and was not read as one', () => {
    const body = '**版心**（Type area: 排文字的区域）';
    assert.deepEqual(glossProblems(body), ['gloss-unparsed:10']);
    assert.deepEqual(glossProblems(body, ['版心']), []);
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

function htmlProblems(html: string, body: string, pathPrefix = '/') {
  const exists = (file: string) => ['about/index.html', 'feed.xml', 'index.html'].includes(file);
  return checkHtml({ html, body, bodyLine: 10, file: 'a.md', pathPrefix, exists }).map(
    ({ code, line }) => `${code}:${line}`,
  );
}

describe('checkHtml', () => {
  it('finds stars that are shown, with their line', () => {
    assert.deepEqual(htmlProblems('<p>一</p>\n<p>a ** b</p>', '一\n\na ** b'), [
      'asterisks-left:12',
    ]);
  });

  it('leaves stars that were meant: code, escapes, words', () => {
    assert.deepEqual(htmlProblems('<p><code>a**b</code></p>', '`a**b`'), []);
    assert.deepEqual(htmlProblems('<p>**x</p>', '\\*\\*x'), []);
    assert.deepEqual(htmlProblems('<p>f***ing</p>', 'f***ing'), []);
  });

  it('finds links that lead nowhere within the site', () => {
    const html = (href: string) => `<p id="here"><a href="${href}">x</a></p>`;
    assert.deepEqual(htmlProblems(html('/abuot/'), '\n[x](/abuot/)'), ['link-broken:11']);
    assert.deepEqual(htmlProblems(html('#there'), '[x](#there)'), ['anchor-broken:10']);
    for (const href of ['/about/', '/about/#a', '/feed.xml', '/', '#here', '#', '/posts/x/']) {
      assert.deepEqual(htmlProblems(html(href), ''), [], href);
    }
    assert.deepEqual(htmlProblems(html('/notes/about/'), '', '/notes/'), []);
    assert.deepEqual(htmlProblems(html('/notes/abuot/'), '', '/notes/'), ['link-broken:10']);
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
    );
    assert.deepEqual(problems.map(({ code, file, line }) => `${code} ${file}:${line}`).sort(), [
      'series-name-near posts/c.md:4',
      'series-of-one posts/d.md:4',
    ]);
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
