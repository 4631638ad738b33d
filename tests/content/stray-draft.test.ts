import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPost } from '../../src/content/read-post.ts';
import { publicPolicy } from '../support/read-policy.ts';

function read(text: string, drafts = false) {
  const bytes = new TextEncoder().encode(text);
  return readPost(bytes, 'a.md', 'posts/a.md', { ...publicPolicy, drafts });
}

/** Ways in which a file says that it is a draft where no field `draft` says so. */
const hidden: Readonly<Record<string, string>> = {
  'a mapping': '---\ntitle: 题\nmeta: {draft: true}\n---\n正文',
  'a mapping of several lines': '---\ntitle: 题\nparams:\n  draft: true\n---\n正文',
  'a mapping with a misspelt key': '---\ntitle: 题\nparams:\n  isDraft: yes\n---\n正文',
  'a list of mappings': '---\ntitle: 题\nmeta:\n  - draft: true\n---\n正文',
  'a merge key': '---\ntitle: 题\n<<: {draft: true}\n---\n正文',
  'a merge of an anchor': '---\ntitle: 题\nbase: &b\n  draft: true\n<<: *b\n---\n正文',
  'a key every object has': '---\ntitle: 题\n__proto__: {draft: true}\n---\n正文',
  'a literal text': '---\ntitle: 题\nsummary: |\n  一句。\n  draft: true\n---\n正文',
  'a folded text': '---\ntitle: 题\nsummary: >\n  一句。\n  draft: true\n---\n正文',
  'a quoted text': '---\ntitle: 题\nsummary: "一句。\n  draft: true"\n---\n正文',
  'a plain text, no space after the colon': '---\ntitle: 题\n draft:true\n---\n正文',
  'a plain text, a full-width colon': '---\ntitle: 题\n draft：true\n---\n正文',
  'a second block': '---\ntitle: 题\n---\n---\ndraft: true\n---\n正文',
  'a second block after blank lines':
    '---\ntitle: 题\n---\n\n\n---\nlang: en\ndraft: yes\n---\n正文',
  'the text below a fence too many': '---\ntitle: 题\n---\ndraft: true\n---\n正文',
  'a fence inside a text':
    '---\ntitle: 题\nsummary: |\n  一\n---\n  二\ndraft: true\n---\n正文'.replace('  二\n', ''),
  'a block of a pipeline': '---\ntitle: 题\n---\n[AI_META_START]\nlang: en\ndraft: true\n正文',
  'a NUL': '---\ntitle: 题\n\0draft: true\n---\n正文',
  'line ends of old Macs': '---\rtitle: 题\rdraft: true\r---\r正文',
  'line ends of two kinds': '---\ntitle: 题\rdraft: true\n---\n正文',
  'a line separator': '---\ntitle: 题\u2028draft: true\n---\n正文',
  'a paragraph separator': '---\ntitle: 题\u2029draft:true\n---\n正文',
  'a next line character': '---\ntitle: 题\u0085draft: true\n---\n正文',
  'the end of a document': '---\ntitle: 题\n...\ndraft: true\n---\n正文',
  'another document': '---\ntitle: 题\n--- \ndraft: true\n---\n正文',
  'a tab before the key': '---\ntitle: 题\n\tdraft: true\n---\n正文',
  'a tab before the key, no space': '---\ntitle: 题\n\tdraft:true\n---\n正文',
  'a tab after the colon': '---\ntitle: 题\ndraft:\ttrue\n---\n正文',
  'no space after the colon': '---\ntitle: 题\ndraft:true\n---\n正文',
  'a full-width colon': '---\ntitle: 题\ndraft：true\n---\n正文',
  'an equals sign': '---\ntitle: 题\ndraft = true\n---\n正文',
  'an explicit key': '---\ntitle: 题\n? draft\n: true\n---\n正文',
  'a key in a list': '---\ntitle: 题\n? [draft]\n: true\n---\n正文',
  'an escaped key': '---\ntitle: 题\n"dr\\u0061ft": true\n---\n正文',
  'a tagged value': '---\ntitle: 题\ndraft: !!bool "true"\n---\n正文',
  'a full-width value': '---\ntitle: 题\ndraft: ｔｒｕｅ\n---\n正文',
  'a value in a list': '---\ntitle: 题\ndraft: [true]\n---\n正文',
  'a value in a list of lists': '---\ntitle: 题\ndraft: [[]]\n---\n正文',
  'an invisible value': '---\ntitle: 题\ndraft: "\\u200B"\n---\n正文',
  'marks of the byte order': '\uFEFF\uFEFF---\ntitle: 题\ndraft: true\n---\n正文',
  'a mark of the byte order inside': '---\n\uFEFFdraft: true\ntitle: 题\n---\n正文',
};

const manyKeys = Array.from({ length: 61 }, (_, at) => `k${at}: v\n`).join('');

/** Metadata at the beginning of a body, and more ways to write it. */
const inBody: Readonly<Record<string, string>> = {
  'a long line': `---\nsummary: ${'字'.repeat(300)}\ndraft: true\n---\n`,
  'a folded text': '---\nsummary: >\n  一句。\n  两句。\ndraft: true\n---\n',
  'a comment': '---\n# comment\ndraft: true\n---\n',
  'a list of several lines': '---\ntags: [a,\n b]\ndraft: true\n---\n',
  'many keys': `---\n${manyKeys}draft: true\n---\n`,
  'no line of a known form': '---\n一句\ndraft: true\n---\n',
  'a fence too early': 'lang: en\nsummary: |\n  words\ndraft: true\n---\n',
  'a fence too early, and no other': 'lang: en\nsummary: |\n  words\ndraft: true\n',
  'a fence too early, and a long line': `summary: ${'字'.repeat(300)}\ndraft: true\n`,
  'a fence too early, and a comment': 'lang: en\n# comment\nwords\ndraft: true\n---\n',
  TOML: '+++\ntitle = "T"\ndraft = true\n+++\n',
  'an example of YAML': '```yaml\ndraft: true\n```\n',
  'an example of TOML': '\n```toml\ndraft=true\n```\n',
  JSON: '{"title": "x", "draft": true}\n',
  'JSON of several lines': '{\n  "title": "We are #1",\n  "draft": true,\n  "x": {}\n}\n',
  'JSON with a number sign': '{"title": "We are #1", "draft": true}\n',
  'a mapping': '{title: x, draft: true}\n',
  'a tag': '---\ndraft: !!bool true\n---\n',
  'an anchor': '---\ndraft: &d true\n---\n',
  'a literal text': '---\ndraft: |\n  true\n---\n',
  'a value on the next line': '---\ndraft:\n  true\n---\n',
  'an explicit key': '---\n? draft\n: true\n---\n',
  'another comment': '---\ndraft: true // not yet\n---\n',
  'two colons': '---\ndraft:: true\n---\n',
  'a comment of HTML': '<!-- draft: true -->\n',
  'a comment of HTML of several lines': '<!--\ntitle: T\nwords\ndraft: true\n-->\n',
  'a block behind a comment of HTML': '<!-- words -->\n\n---\nwords\ndraft: true\n---\n',
  'an excluded post': '---\nexclude: true\n---\n',
  'an unpublished post': '---\npublished: false\n---\n',
  'a private post': '---\nprivate: true\n---\n',
  'a hidden post': '---\nvisibility: hidden\n---\n',
  'a post of the future': '---\ndate: 2099-01-01\n---\n',
  'a time of the future': '---\npublishDate: 2099-01-01T08:00:00+08:00\n---\n',
};

const inFields: Readonly<Record<string, string>> = {
  'an escaped line break': 'summary: "a\\ndraft: true"',
  'an escaped line break and letter': 'summary: "a\\ndr\\u0061ft: true\\nb"',
  'an escaped line separator': 'summary: "a\\Lisdr\\x61ft: true"',
  'an escaped line break in a list': 'tags: ["a\\n\\u0064raft: true"]',
  JSON: 'summary: |\n  {"title": "x", "draft": true}',
  TOML: 'summary: |\n  draft = true',
  'a value on the next line': 'summary: |\n  draft:\n    true',
};

describe('a draft that is marked outside the field `draft`', () => {
  for (const empty of [
    '',
    '\ndraft:',
    "\ndraft: ''",
    '\ndraft: ""',
    '\ndraft: []',
    '\ndraft: null',
  ]) {
    for (const [name, body] of Object.entries(inBody)) {
      it(`is not published: ${name} in the body, below "${empty.trim()}"`, () => {
        const { problems } = read(`---\ntitle: 题${empty}\n---\n${body}正文\n`);
        assert.deepEqual(
          problems.map(({ code }) => code),
          ['draft-misplaced'],
        );
      });
    }
    for (const [name, line] of Object.entries(inFields)) {
      it(`is not published: ${name} in a field, below "${empty.trim()}"`, () => {
        assert.equal(read(`---\ntitle: 题\n${line}${empty}\n---\n正文\n`).outcome, 'rejected');
      });
    }
  }

  for (const [name, text] of Object.entries(hidden)) {
    it(`is not published: ${name}`, () => {
      const { outcome, problems } = read(text);
      assert.ok(outcome === 'rejected' || outcome === 'draft', outcome);
      if (outcome === 'rejected') assert.ok(problems.some(({ severity }) => severity === 'error'));
    });
  }

  it('is named with its line', () => {
    const place = (text: string) => read(text).problems.map(({ code, line }) => [code, line]);
    const expected = (line: number) => [['draft-misplaced', line]];
    assert.deepEqual(place('---\ntitle: 题\nsummary: |\n  一\n  draft: true\n---\n'), expected(5));
    assert.deepEqual(place('---\ntitle: 题\n---\n\n---\ndraft: true\n---\n'), expected(6));
  });

  it('makes no difference where the field `draft` is set', () => {
    const second = '---\ntitle: 题\ndraft: false\n---\n---\ndraft: true\n---\n正文';
    assert.equal(read(second).outcome, 'published');
    const nested = '---\ntitle: 题\ndraft: false\nparams: {draft: true}\n---\n正文';
    assert.equal(read(nested).outcome, 'published');
    const twice = '---\ntitle: 题\ndraft: true\nparams: {draft: true}\n---\n正文';
    assert.equal(read(twice, true).outcome, 'published');
  });

  it('is not seen in comments, examples and prose', () => {
    for (const text of [
      '---\ntitle: 题\n# draft: true\n---\n正文',
      '---\ntitle: 题 # draft: true\n---\n正文',
      '---\ntitle: 题\nparams: {draft: false}\n---\n正文',
      '---\ntitle: 题\n---\n例：\n\n```yaml\n---\ndraft: true\n---\n```\n',
      '---\ntitle: 题\ndraft: false\n---\n```yaml\n---\ndraft: true\n---\n```\n',
      '---\ntitle: 题\nsource: https://example.com/?draft=1\n---\n正文\n',
      '---\ntitle: 题\nsummary: Say that it is a draft, true or not\n---\n正文\n',
      '---\ntitle: 题\nsummary: "What says draft: true, and what does not"\n---\n正文\n',
      '---\ntitle: 题\n---\n---\n# draft: true\ndate: 2020-01-01\npublished: true\n---\n正文\n',
      '---\ntitle: 题\n---\n---\n\n正文 draft: true in words.\n\n---\n\n正文\n',
      '---\ntitle: 题\n---\n　　段落：一\n\n草稿：二\n\ndraft: false\n',
      '---\ntitle: 题\n---\nAnn: 你好\n\nBob: 你好，草稿呢？\n\ndraft\n\n: no\n',
      '---\ntitle: 题\ndraft: ""\n---\n{{< figure >}}\n\n正文里写 `draft: true` 的人。\n',
      '---\ntitle: 题\n---\n怎样写草稿？\n\n---\ndraft: true\n---\n',
      '---\ntitle: 题\n---\n**Bob**: 这是草稿。\n\n**Ann**: true\n',
      '---\ntitle: 题\nsummary: |\n  The draft: a story\n---\n正文',
      '---\ntitle: "How to write draft: true"\n---\n正文',
      '---\ntitle: 题\ntimeline:\n  - draft: 3 Jan\n---\n正文',
      '---\ntitle: 题\ndate: 2026-01-01\n---\nDate: 2099-05-01\nPlace: Berlin\n\n正文',
      '---\ntitle: 题\n---\n**Date**: 2099-05-01\n\n正文',
      '---\ntitle: 题\n---\n发布日期：2099年5月1日\n地点：北京\n\n正文',
      '---\ntitle: 题\n---\nPublic: no\nAccess: none\n\n正文',
    ]) {
      assert.equal(read(text).outcome, 'published', text);
    }
  });
});
