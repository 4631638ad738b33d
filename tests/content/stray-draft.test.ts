import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPost } from '../../src/content/read-post.ts';

const policy = {
  drafts: false,
  future: false,
  today: '2026-06-01',
  timeZone: 'Asia/Shanghai',
  language: 'zh-Hans',
  layouts: ['post.njk'],
};

function read(text: string, drafts = false) {
  const bytes = new TextEncoder().encode(text);
  return readPost(bytes, 'a.md', 'posts/a.md', { ...policy, drafts });
}

/** Ways in which a file says that it is a draft, and the parser does not hear it. */
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

describe('a draft that the parser does not hear', () => {
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

  it('is heard where the post says what it is', () => {
    const second = '---\ntitle: 题\ndraft: false\n---\n---\ndraft: true\n---\n正文';
    assert.equal(read(second).outcome, 'published');
    const nested = '---\ntitle: 题\ndraft: false\nparams: {draft: true}\n---\n正文';
    assert.equal(read(nested).outcome, 'published');
    const twice = '---\ntitle: 题\ndraft: true\nparams: {draft: true}\n---\n正文';
    assert.equal(read(twice, true).outcome, 'published');
  });

  it('is no matter of comments, examples and prose', () => {
    for (const text of [
      '---\ntitle: 题\n# draft: true\n---\n正文',
      '---\ntitle: 题 # draft: true\n---\n正文',
      '---\ntitle: 题\nparams: {draft: false}\n---\n正文',
      '---\ntitle: 题\n---\n```yaml\n---\ndraft: true\n---\n```\n',
      '---\ntitle: 题\n---\n怎样写草稿？\n\n---\ndraft: true\n---\n',
      '---\ntitle: 题\n---\n**Bob**: 这是草稿。\n\n**Ann**: true\n',
      '---\ntitle: 题\nsummary: |\n  The draft: a story\n---\n正文',
    ]) {
      assert.equal(read(text).outcome, 'published', text);
    }
  });
});
