import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { stemOf } from '../../src/content/make-post.ts';
import { readPost } from '../../src/content/read-post.ts';
import type { ReadResult } from '../../src/content/read-post.ts';
import type { ReadPolicy } from '../../src/content/read-policy.ts';
import type { Post } from '../../src/content/post.ts';
import type { Problem } from '../../src/content/problem.ts';

const policy: ReadPolicy = {
  drafts: false,
  future: false,
  today: '2026-06-01',
  timeZone: 'Asia/Shanghai',
  language: 'zh-Hans',
  layouts: ['book-note.njk', 'post.njk'],
};

function read(text: string, changes: Partial<ReadPolicy> = {}, file = 'notes/a.md'): ReadResult {
  return readPost(new TextEncoder().encode(text), file, `posts/${file}`, { ...policy, ...changes });
}

function withFields(yaml: string, changes: Partial<ReadPolicy> = {}, file?: string): ReadResult {
  return read(`---\ntitle: 题\n${yaml}\n---\n\n正文\n`, changes, file);
}

function postOf(yaml: string, file?: string): Post {
  const { post, problems } = withFields(yaml, {}, file);
  if (!post) assert.fail(JSON.stringify(problems));
  return post;
}

function onlyProblem({ outcome, post, problems }: ReadResult): Problem {
  assert.equal(outcome, 'rejected');
  assert.equal(post, undefined);
  const [problem] = problems;
  assert.equal(problems.length, 1, JSON.stringify(problems));
  assert.ok(problem);
  assert.equal(problem.file, 'posts/notes/a.md');
  assert.equal(problem.severity, 'error');
  assert.ok(problem.hint);
  return problem;
}

describe('readPost: fields', () => {
  it('reads a whole post', () => {
    const post = postOf(
      [
        'date: 2026-03-06',
        'updated: "2026-04-01T10:00"',
        'status: Evergreen',
        'area: 写作',
        'tags: [排版, CSS]',
        'people: "王选、毕昇"',
        'summary: |-',
        '  第一行',
        '  第二行',
        'source: https://example.org/文?a=b',
        'guest: 李四',
        'mood: calm',
      ].join('\n'),
    );
    assert.equal(post.title, '题');
    assert.equal(post.date, '2026-03-06');
    assert.equal(post.updated, '2026-04-01');
    assert.equal(post.status, 'evergreen');
    assert.equal(post.summary, '第一行 第二行');
    assert.equal(post.source, 'https://example.org/%E6%96%87?a=b');
    assert.deepEqual(post.terms.tag, ['排版', 'CSS']);
    assert.deepEqual(post.terms.person, ['王选', '毕昇']);
    assert.deepEqual(post.terms.area, ['写作']);
    assert.deepEqual(post.guests, ['李四']);
    assert.deepEqual(post.extra, { mood: 'calm' });
    assert.equal(post.layout, 'post.njk');
    assert.equal(post.visibility, 'listed');
    assert.equal(post.book, undefined);
  });

  it('gathers what belongs to a book', () => {
    const { book } = postOf(
      'author: 阿德勒\npublisher: 商务\nrating: 4/5\nread_date: 2026-01-02\nyear: 1972',
    );
    assert.deepEqual(book, {
      author: '阿德勒',
      publisher: '商务',
      rating: '4/5',
      readDate: '2026-01-02',
      year: '1972',
    });
    assert.equal(postOf('author: 只有作者').book, undefined);
  });

  it('tells where the body starts', () => {
    const { body, bodyLine } = withFields('date: 2026-01-01');
    assert.equal(bodyLine, 5);
    assert.equal(body.trim(), '正文');
  });

  it('accepts a layout without its ending', () => {
    assert.equal(postOf('layout: book-note').layout, 'book-note.njk');
    assert.equal(postOf('layout: book-note.njk').layout, 'book-note.njk');
    assert.equal(postOf('layout: ""').layout, 'post.njk');
  });

  it('dates a post by its creation when it has no date, and never by today', () => {
    assert.equal(postOf('created: 2025-12-07T23:58').date, '2025-12-07');
    assert.equal(postOf('date: ""').date, undefined);
  });

  it('makes the slug from the front matter or the file name', () => {
    assert.equal(postOf('', 'notes/My Post.md').slug, 'my-post');
    assert.equal(postOf('', 'notes/-AbC_dEf123.md').slug, 'abc_def123');
    assert.equal(postOf('', 'notes/某文/index.md').slug, '某文');
    assert.equal(postOf('', 'notes/???.md').slug, 'post');
    assert.equal(postOf('slug: Own Slug').slug, 'own-slug');
    assert.equal(postOf('permalink: /old/path/name/').slug, 'name');
    assert.equal(postOf('permalink: /old/name.html').slug, 'name');
    assert.equal(postOf('permalink: /old/name/index.html').slug, 'name');
    assert.equal(postOf('slug: a/../../etc').slug, 'etc');
    assert.equal(postOf('slug: x').hasOwnSlug, true);
    assert.equal(postOf('').hasOwnSlug, false);
    assert.equal(stemOf('a/b/C.markdown'), 'C');
  });

  it('takes only web addresses as sources', () => {
    for (const source of ['javascript:alert(1)', 'data:text/html,x', 'a book', '//example.com']) {
      const { post, problems } = withFields(`date: 2026-01-01\nsource: "${source}"`);
      assert.ok(post);
      assert.equal(post.source, undefined);
      assert.deepEqual(
        problems.map(({ code, severity, line }) => [code, severity, line]),
        [['source-not-a-url', 'warning', 4]],
      );
    }
  });
});

describe('readPost: policy', () => {
  it('leaves drafts out unless they are asked for', () => {
    for (const draft of ['true', '"true"', '"TRUE"']) {
      assert.equal(withFields(`draft: ${draft}`).outcome, 'draft');
      assert.equal(withFields(`draft: ${draft}`).post, undefined);
      assert.equal(withFields(`draft: ${draft}`, { drafts: true }).outcome, 'published');
    }
    assert.equal(withFields('draft: false').outcome, 'published');
    assert.equal(withFields('draft: ""').outcome, 'published');
  });

  it('never publishes a flag that it does not understand', () => {
    for (const value of ['yes', 'on', '1', '[true]', 'treu']) {
      const problem = onlyProblem(withFields(`draft: ${value}`));
      assert.equal(problem.code, 'wrong-type');
      assert.equal(problem.line, 3);
      assert.match(problem.message, /"draft" must be true or false/);
      assert.match(problem.hint ?? '', /not published/);
      assert.equal(withFields(`exclude: ${value}`).outcome, 'rejected');
    }
  });

  it('reads flags whatever the case of their key', () => {
    assert.equal(withFields('Draft: true').outcome, 'draft');
    assert.equal(withFields('DRAFT: true').outcome, 'draft');
    assert.equal(postOf('Exclude: true').visibility, 'unlisted');
    assert.equal(withFields('Exclude: maybe').problems[0]?.line, 3);
  });

  it('refuses one field under two keys', () => {
    const problem = onlyProblem(withFields('draft: false\nDraft: true'));
    assert.equal(problem.code, 'yaml-duplicate-key');
    assert.equal(problem.line, 4);
    assert.match(problem.message, /"Draft".*"draft"/);
    assert.equal(onlyProblem(withFields('tags: [a]\ntag: b')).line, 4);
  });

  it('holds back posts from the future until their day has come', () => {
    assert.equal(withFields('date: 2026-06-01').outcome, 'published');
    assert.equal(withFields('date: 2026-06-02').outcome, 'future');
    assert.equal(withFields('date: 2026-06-02').post, undefined);
    assert.equal(withFields('date: 2026-06-02', { future: true }).outcome, 'published');
    assert.equal(withFields('date: 2026-06-02', { today: '2026-06-02' }).outcome, 'published');
  });

  it('keeps quiet about drafts and the future', () => {
    assert.deepEqual(withFields('draft: true\nmood: x\ndate: never').problems, []);
    assert.deepEqual(withFields('date: 2027-01-01\nmood: x').problems, []);
  });
});

describe('readPost: problems', () => {
  it('asks for a title', () => {
    const missing = onlyProblem(read('---\ndate: 2026-01-01\n---\n正文'));
    assert.deepEqual([missing.code, missing.line], ['title-missing', 1]);
    const empty = onlyProblem(read('---\ndate: 2026-01-01\ntitle: ""\n---\n正文'));
    assert.deepEqual([empty.code, empty.line], ['title-missing', 3]);
  });

  it('names wrong types with their line and what stands there', () => {
    const { problems } = read(
      '---\ntitle: [a, b]\nsummary:\n  a: 1\ntags:\n  k: v\nlang: 中文\n---\n正文',
    );
    assert.deepEqual(
      problems.map(({ code, line, column, message }) => [code, line, column, message]),
      [
        ['wrong-type', 2, 1, '"title" must be a text, not a list.'],
        ['wrong-type', 5, 1, '"tags" must be a list of texts, not a mapping.'],
        ['wrong-type', 3, 1, '"summary" must be a text, not a mapping.'],
        [
          'wrong-type',
          7,
          1,
          '"lang" must be a language tag such as zh-Hans, zh-Hant or en, not "中文".',
        ],
      ],
    );
  });

  it('names invalid dates', () => {
    for (const date of ['2026-02-30', 'soon', '2026/03/06']) {
      const problem = onlyProblem(withFields(`date: ${date}`));
      assert.deepEqual([problem.code, problem.line], ['date-invalid', 3]);
      assert.match(problem.message, new RegExp(date));
      assert.match(problem.hint ?? '', /YYYY-MM-DD/);
    }
  });

  it('warns of other dates that it cannot read', () => {
    for (const key of ['updated', 'created', 'read_date']) {
      const { outcome, problems } = withFields(`${key}: soon`);
      assert.equal(outcome, 'published');
      assert.deepEqual(
        problems.map(({ code, severity, line }) => [code, severity, line]),
        [['date-invalid', 'warning', 3]],
        key,
      );
    }
  });

  it('names unknown layouts and offers the nearest', () => {
    const near = onlyProblem(withFields('layout: book-notes.njk'));
    assert.deepEqual([near.code, near.line], ['layout-unknown', 3]);
    assert.match(near.hint ?? '', /"book-note\.njk"/);
    const far = onlyProblem(withFields('layout: ../../secrets/of/the/house'));
    assert.match(far.hint ?? '', /book-note\.njk, post\.njk/);
  });

  it('reports everything that is wrong with a post at once', () => {
    const { problems } = read('---\ndate: soon\nlayout: nope-at-all\n---\n');
    assert.deepEqual(problems.map(({ code }) => code).sort(), [
      'date-invalid',
      'layout-unknown',
      'title-missing',
    ]);
  });

  it('notices unknown keys, and keeps them', () => {
    const { outcome, problems } = withFields('companeis_orgs: [a]\nzzzzzzzzzz: 1');
    assert.equal(outcome, 'published');
    assert.deepEqual(
      problems.map(({ code, severity, line, hint }) => [code, severity, line, hint]),
      [
        ['unknown-key', 'notice', 3, 'Did you mean "companies_orgs"?'],
        ['unknown-key', 'notice', 4, undefined],
      ],
    );
  });

  it('is not misled by keys that every object has', () => {
    const { outcome, post } = withFields('constructor: a\ntoString: b\n__proto__: {mood: calm}');
    assert.equal(outcome, 'published');
    assert.equal(post?.extra.constructor, 'a');
    assert.equal(Object.getPrototypeOf(post?.extra), Object.prototype);
  });

  it('never throws and never publishes without a title, whatever the front matter holds', () => {
    const key = fc.constantFrom('title', 'date', 'draft', 'tags', 'slug', 'source', 'lang', 'x');
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('2026-01-01', 'true', '[]', ''),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null))),
    );
    fc.assert(
      fc.property(fc.dictionary(key, value), (data) => {
        // JSON is YAML.
        const { outcome, post, problems } = read(`---\n${JSON.stringify(data)}\n---\n正文`);
        assert.equal(outcome === 'published', post !== undefined);
        assert.equal(
          outcome === 'rejected',
          problems.some(({ severity }) => severity === 'error'),
        );
        if (post) assert.ok(post.title !== '' && post.slug !== '');
      }),
      { numRuns: 300 },
    );
  });
});
