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

  it('warns of an alias that is an address but begins with no slash', () => {
    const hintsOf = (alias: string) =>
      withFields(`date: 2026-01-01\naliases: [甲, "${alias}"]`).problems.map(
        ({ code, severity, line, hint }) => `${severity} ${code}:${line ?? ''} ${hint ?? ''}`,
      );
    for (const [alias, path] of [
      ['posts/old', '/posts/old'],
      ['2019/old-name/', '/2019/old-name/'],
      ['https://a.example/x/y', '/x/y'],
    ] as const) {
      assert.deepEqual(hintsOf(alias), [
        `warning alias-not-an-address:4 For an address the post once had, write ${path}.`,
      ]);
    }
    for (const title of ['TCP/IP', '行长/版心', '/old/', 'and/or']) {
      assert.deepEqual(hintsOf(title), [], title);
    }
  });

  it('takes a whole address from `permalink`', () => {
    for (const [field, permalink, slug] of [
      ['permalink: /2026/03/foo/', '/2026/03/foo/', 'foo'],
      ['permalink: /2026/%E6%85%A2%E8%AF%BB.html', '/2026/慢读.html', '慢读'],
      ['permalink: /b/index.html', '/b/', 'b'],
      ['permalink: /posts/b/', '/posts/b/', 'b'],
      ['slug: a\npermalink: /x/b/', '/x/b/', 'a'],
    ] as const) {
      const { post, problems } = withFields(`date: 2026-01-01\n${field}`);
      assert.deepEqual([post?.permalink, post?.address, post?.slug], [permalink, permalink, slug]);
      assert.deepEqual(problems, [], field);
    }
    for (const field of ['slug: b', 'slug: b/', 'permalink: b.html', 'permalink: /posts/b']) {
      const { post, problems } = withFields(`date: 2026-01-01\n${field}`);
      assert.deepEqual([post?.permalink, post?.address], [undefined, '/posts/b/'], field);
      assert.deepEqual(problems, [], field);
    }
  });

  it('says so when a permalink is no address, or only the last part of a slug is used', () => {
    const problemsOf = (field: string) =>
      withFields(`date: 2026-01-01\n${field}`).problems.map(({ code, severity, line, hint }) => {
        const written = /"[a-z]+: [^"]*"/g;
        return `${severity} ${code}:${line ?? ''} ${(hint ?? '').match(written)?.join(' ') ?? ''}`;
      });
    for (const [field, expected] of [
      ['slug: a/b', 'slug-is-a-path:4 "slug: b" "permalink: /a/b/"'],
      ['slug: /2026/B/', 'slug-is-a-path:4 "slug: b" "permalink: /2026/B/"'],
      ['slug: ../../B/', 'slug-is-a-path:4 "slug: b"'],
      ['permalink: /2026/b', 'permalink-not-an-address:4 "slug: b"'],
      ['permalink: 2026/b/', 'permalink-not-an-address:4 "slug: b"'],
      ['permalink: /../b/', 'permalink-not-an-address:4 "slug: b"'],
      ['permalink: /x.html/b/', 'permalink-not-an-address:4 "slug: b"'],
      ['permalink: /x/index.md/', 'permalink-not-an-address:4 "slug: index.md"'],
      ['permalink: /_x/b/', 'permalink-not-an-address:4 "slug: b"'],
      ['permalink: /:year/:title/', 'permalink-not-an-address:4 "slug: title"'],
      ['permalink: https://example.com/b/', 'permalink-not-an-address:4 "slug: b"'],
      ['permalink: /', 'permalink-not-an-address:4 "slug: a"'],
    ] as const) {
      assert.deepEqual(problemsOf(field), [`warning ${expected}`], field);
    }
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

  it('holds back posts of the future until their day has come', () => {
    assert.equal(withFields('date: 2026-06-01').outcome, 'published');
    assert.equal(withFields('date: 2026-06-02').outcome, 'future');
    assert.equal(withFields('date: 2026-06-02').post, undefined);
    assert.equal(withFields('date: 2026-06-02', { future: true }).outcome, 'published');
    assert.equal(withFields('date: 2026-06-02', { today: '2026-06-02' }).outcome, 'published');
  });

  it('reports nothing of drafts and posts of the future', () => {
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

describe('readPost: old addresses', () => {
  it('have the lines on which they stand', () => {
    const { oldPaths, oldPathLines } = postOf('Aliases:\n  - 别名\n  - /old/\n  - /older/');
    assert.deepEqual(
      [oldPaths, oldPathLines],
      [
        ['/old/', '/older/'],
        [5, 6],
      ],
    );
    assert.equal(postOf('aliases: [别名]').oldPathLines, undefined);
  });
});

describe('readPost: values that are probably not meant', () => {
  const warnings = (yaml: string) => {
    const { outcome, problems } = withFields(yaml);
    assert.equal(outcome, 'published');
    return problems.map(({ code, line, severity, message, hint = '' }) => {
      assert.equal(severity, 'warning');
      return [code, line, `${message} ${hint}`] as const;
    });
  };
  const onlyWarning = (yaml: string) => {
    const [warning, ...others] = warnings(yaml);
    assert.ok(warning && others.length === 0, yaml);
    return warning;
  };

  it('warns of text that a comment has cut off, and says where', () => {
    for (const [yaml, line, text] of [
      ['summary: a #b', 3, /after # of "summary" is a comment: "b".*Quote the value/],
      ['tags: #x', 3, /"tags".*"x"/],
      ['tags: a, b #c d', 3, /"c d"/],
      ['area: x\ntags:\n- a\n- #b\n- c', 6, /"tags".*"b"/],
      ['tags:\n  - a\n  - C #5', 5, /"5"/],
      ['slug: "a"\npublisher: 3\tX #1', 4, /"publisher".*"1"/],
    ] as const) {
      const [code, at, message] = onlyWarning(yaml);
      assert.deepEqual([code, at], ['value-cut', line], yaml);
      assert.match(message, text);
    }
    const { problems } = read('---\ntitle: #1\n---\n正文\n');
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [
        ['value-cut', 2],
        ['title-missing', 2],
      ],
    );
  });

  it('leaves comments alone that are meant as such', () => {
    for (const yaml of [
      '#x\nsummary: a # b',
      'summary: a # b #c',
      "summary: 'a #b'",
      'summary: "a" #b',
      'summary: a#b',
      'tags: [a, b] #c',
      'tags: #x\n  - a',
      'tags:\n  #x\n  - a',
      'summary: |\n  a #b\n  - c #d',
      'draft: false #b',
      'date: 2026-01-01 #b',
    ]) {
      assert.deepEqual(warnings(yaml), [], yaml);
    }
  });

  it('warns of a language that is not known', () => {
    for (const [tag, hint] of [
      ['cn', /"cn" is no language that is known.*Did you mean "zh-Hans"/],
      ['English', /Did you mean "en"/],
      ['zh-Hanz', /"Hanz" is no script.*Did you mean "zh-Hans"/],
      ['en-XY', /"XY" is no region/],
      ['qq', /Write a tag such as zh-Hans, zh-Hant, en or ja\./],
    ] as const) {
      const [code, line, message] = onlyWarning(`lang: ${tag}`);
      assert.deepEqual([code, line], ['lang-unknown', 3], tag);
      assert.match(message, hint);
    }
    for (const tag of ['zh-Hans', 'zh-CN', 'en-GB', 'ja', 'yue-HK']) {
      assert.deepEqual(warnings(`lang: ${tag}`), [], tag);
    }
    assert.equal(postOf('lang: ZH-hans').lang, 'zh-Hans');
  });

  it('warns of a misspelt state, as authors may invent states', () => {
    const [code, line, message] = onlyWarning('status: Evergren');
    assert.deepEqual([code, line], ['status-misspelt', 3]);
    assert.match(message, /"Evergren" should be spelt "evergreen".*--fix/);
    for (const state of ['seed', 'Evergreen', 'inbox', 'seeds']) {
      assert.deepEqual(warnings(`status: ${state}`), [], state);
    }
  });

  it('warns of a rating that is not shown, and of a year that is none', () => {
    for (const rating of ['good', '6/5', '7', '80/100', '★★★']) {
      assert.equal(onlyWarning(`rating: ${rating}`)[0], 'rating-unreadable', rating);
    }
    for (const rating of ['4/5', '4', '3.5', '9/10', '4 / 5']) {
      assert.deepEqual(warnings(`rating: ${rating}`), [], rating);
    }
    for (const year of ['19722', 'last', '20201128', '0']) {
      assert.equal(onlyWarning(`year: ${year}`)[0], 'year-doubtful', year);
    }
    for (const year of ['1972', "'2020-11-28'", '约 1850 年', '前380', '１９７２', '2099']) {
      assert.deepEqual(warnings(`year: ${year}`), [], year);
    }
  });

  it('warns of a cover that does not lie beside the post', () => {
    for (const [src, why] of [
      ['https://a.example/b.jpg', /on another host.*https:\/\/a\.example\/b\.jpg.*beside the post/],
      ['//a.example/b.jpg', /on another host/],
      ['/covers/b.jpg', /no path from the post/],
      ['"data:image/png;base64,AA"', /no path from the post/],
    ] as const) {
      const [code, line, message] = onlyWarning(`cover_image: ${src}`);
      assert.deepEqual([code, line], ['cover-elsewhere', 3]);
      assert.match(message, why);
    }
    assert.deepEqual(warnings('cover_image: covers/b.jpg'), []);
  });
});
