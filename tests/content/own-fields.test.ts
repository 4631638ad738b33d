import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownFieldIssues, ownFieldTypes } from '../../src/content/own-fields.ts';
import { readPost } from '../../src/content/read-post.ts';
import { makeConfig } from '../support/articles.ts';
import { publicPolicy } from '../support/read-policy.ts';

const fields = {
  difficulty: { type: 'choice', values: ['易', '中', '难'] },
  sponsor: { type: 'text' },
  pages: { type: 'number' },
  reviewed: { type: 'flag' },
  heard: { type: 'day' },
  instruments: { type: 'list' },
  score: { type: 'url' },
  constructor: { type: 'text' },
} as const;

function read(yaml: string, own: Parameters<typeof makeConfig>[0] = { fields }) {
  const ownFields = ownFieldTypes(makeConfig(own));
  const text = `---\ntitle: 一\n${yaml}\n---\n\n正文\n`;
  return readPost(Buffer.from(text), 'a.md', 'posts/a.md', {
    ...publicPolicy,
    ...(ownFields && { ownFields }),
  });
}

/** Each problem as `line message hint`. */
const saidOf = (yaml: string) =>
  read(yaml).problems.map(({ line, message, hint }) =>
    [line, message, hint].filter((part) => part !== undefined).join(' '),
  );

describe("a site's own fields", () => {
  it('have values of their types, in any spelling of key and value', () => {
    const { post, problems } = read(
      [
        'Difficulty: 难',
        'sponsor: “Foo & Bar”',
        "pages: '12'",
        'reviewed: "TRUE"',
        'heard: 2026-03-06',
        'instruments: 琵琶、笛',
        'score: /scores/one/',
      ].join('\n'),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(post?.fields, {
      difficulty: '难',
      sponsor: 'Foo & Bar',
      pages: 12,
      reviewed: true,
      heard: '2026-03-06',
      instruments: ['琵琶', '笛'],
      score: '/scores/one/',
    });
    assert.deepEqual(post.extra, {});
  });

  it('may be empty, as all others', () => {
    const { post, problems } = read(
      "difficulty: ''\nsponsor:\npages: ''\nheard: ~\ninstruments: []\nscore: ''\nreviewed: ''",
    );
    assert.deepEqual(problems, []);
    assert.ok(post && !('fields' in post));
  });

  it('report each wrong value with its line and what to write', () => {
    assert.deepEqual(
      saidOf(
        [
          'difficulty: 難',
          'sponsor: [a]',
          'pages: many',
          'reviewed: maybe',
          'heard: spring',
          'instruments: { a: b }',
          'score: www.example.com/a',
        ].join('\n'),
      ),
      [
        '3 "difficulty" must be "易" or "中" or "难", not "難". Did you mean "易"?',
        '4 "sponsor" must be a text, not a list. Write one line of text; put it in quotes if it ' +
          'starts with [ or {.',
        '5 "pages" must be a number, not "many". Write digits alone: 3 or 2.5.',
        '6 "reviewed" must be true or false, not "maybe". Until it says true or false, the post ' +
          'is not published.',
        '7 "heard" must be a day, not "spring". Write the day as YYYY-MM-DD, e.g. 2026-03-06.',
        '8 "instruments" must be a list of texts, not a mapping. Write a list ("- one" on lines ' +
          'of their own) or texts with commas.',
        '9 "score" must be a web address, not "www.example.com/a". Write it whole, with ' +
          'https://, or from the root of this site: /now/.',
      ],
    );
    assert.equal(read('pages: many').outcome, 'rejected');
  });

  it('hold no address that must not be published, or leads elsewhere from each page', () => {
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,a',
      'file:///etc/passwd',
      'other.html',
      '../a/',
      '#top',
      'https://',
      'java&colon;a',
    ]) {
      assert.match(saidOf(`score: '${address}'`).join(), /must be a web address/, address);
    }
    for (const address of ['https://例子.com/a', '//example.com/', 'mailto:a@b.cn', '/now/?a#b']) {
      assert.deepEqual(saidOf(`score: '${address}'`), [], address);
    }
  });

  it('are what an unknown key may have meant, and stand once', () => {
    assert.deepEqual(saidOf('dificulty: 易'), [
      '3 Unknown key "dificulty". Did you mean "difficulty"?',
    ]);
    assert.deepEqual(saidOf('sponsor: a\nSponsor: b'), [
      '4 "Sponsor" means the same as "sponsor". Keep one of the two lines.',
    ]);
  });

  it('have the limits of all fields, and report text that YAML takes for a comment', () => {
    assert.match(saidOf(`sponsor: ${'a'.repeat(2001)}`).join(), /"sponsor" holds a text of more/);
    assert.match(saidOf('sponsor: a #b').join(), /The text after # of "sponsor" is a comment/);
  });

  it('hold a post back where they say that it is not public', () => {
    const own = { fields: { state: { type: 'text' } } } as const;
    assert.match(read('state: draft', own).problems[0]?.message ?? '', /not public/);
    assert.equal(read('state: 完成', own).post?.fields?.state, '完成');
  });

  it('are extra data where the settings do not name them', () => {
    assert.deepEqual(read('difficulty: 易', {}).post?.extra, { difficulty: '易' });
  });
});

describe('names of own fields', () => {
  const issuesOf = (...names: readonly string[]) =>
    ownFieldIssues(
      makeConfig({ fields: Object.fromEntries(names.map((name) => [name, { type: 'text' }])) }),
    ).map(({ setting, message }) => `${setting} ${message}`);

  it('may be in any script', () => {
    assert.deepEqual(issuesOf('难度', 'internal_id', 'isbn-13', 'Rückblick', 'state'), []);
  });

  it("are not Inkstone's, in no spelling, nor what decides about posts", () => {
    const ours = (name: string, key: string) =>
      `fields.${name} is a field of Inkstone's, "${key}"; choose another name`;
    assert.deepEqual(issuesOf('Title', 'speakers'), [
      ours('Title', 'title'),
      ours('speakers', 'speaker'),
    ]);
    for (const name of ['drafts', 'isDraft', '草稿', 'publishDate', 'visibility', 'noindex']) {
      assert.match(issuesOf(name).join(), /reads as if it held posts back/, name);
    }
  });

  it('are names of YAML and of templates, each once', () => {
    for (const name of ['a b', '1st', '', 'a: b', '<<', '_a']) {
      assert.match(issuesOf(name).join(), /must be a name of letters/, name);
    }
    assert.deepEqual(issuesOf('level', 'Level'), [
      'fields.Level is the same as "level"; choose another name',
    ]);
  });
});
