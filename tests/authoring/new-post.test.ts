import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  createPost,
  NewPostError,
  newPostText,
  slugOfNewPost,
} from '../../src/authoring/new-post.ts';
import { cleanText, stripWrappingQuotes } from '../../src/content/text.ts';
import { readPost } from '../../src/content/read-post.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const day = '2026-06-01';
const policy = {
  drafts: true,
  future: true,
  today: day,
  timeZone: 'Asia/Shanghai',
  language: 'zh-Hans',
  layouts: ['post.njk'],
};

function read(text: string) {
  return readPost(Buffer.from(text), 'new.md', 'new.md', policy);
}

describe('newPostText', () => {
  it('writes every field, quoted where YAML needs it', () => {
    const text = newPostText({
      title: '为什么 #1: "行长"？',
      day,
      draft: true,
      area: '排版',
      tags: ['a, b', 'C#', 'yes', ' a, b '],
      speaker: ['卢曼'],
      source: 'https://www.youtube.com/watch?v=abc',
    });
    const { outcome, post, problems } = read(text);
    assert.deepEqual(problems, []);
    assert.equal(outcome, 'published');
    assert.equal(post?.title, '为什么 #1: "行长"？');
    assert.equal(post?.date, day);
    assert.deepEqual(post?.heldBack, ['draft']);
    assert.deepEqual(post?.terms.tag, ['a, b', 'C#', 'yes']);
    assert.deepEqual(post?.terms.area, ['排版']);
    assert.deepEqual(post?.terms.speaker, ['卢曼']);
    assert.equal(post?.source, 'https://www.youtube.com/watch?v=abc');
    for (const field of ['summary', 'insight', 'people', 'companies_orgs', 'series', 'lang']) {
      assert.match(text, new RegExp(`^${field}:`, 'm'));
    }
  });

  it('reads back as it was given, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (title) => {
        const expected = stripWrappingQuotes(cleanText(title));
        fc.pre(expected !== '' && expected !== '[]');
        assert.equal(read(newPostText({ title, day, draft: false })).post?.title, expected);
      }),
    );
  });
});

describe('slugOfNewPost', () => {
  const slug = (title: string, own?: string) =>
    slugOfNewPost({ title, day, draft: true, ...(own !== undefined && { slug: own }) });

  it('keeps Chinese readable and is safe in addresses', () => {
    assert.equal(slug('写作是 #削铅笔'), '写作是-削铅笔');
    assert.equal(slug('C++ & Rust?'), 'c-rust');
    assert.equal(slug('🎉'), day);
    assert.equal(slug('写作', 'On Writing'), 'on-writing');
  });
});

describe('createPost', () => {
  it('never overwrites and takes no address twice', async () => {
    const folder = temporaryFolder();
    const { file, slug } = await createPost(folder, { title: '一', day, draft: true });
    assert.equal(file, path.join(folder, '一.md'));
    assert.equal(slug, '一');
    const before = readFileSync(file, 'utf8');
    await assert.rejects(createPost(folder, { title: '一', day, draft: false }), NewPostError);
    assert.equal(readFileSync(file, 'utf8'), before);
    writeFiles(folder, { 'deep/Other.md': '', 'bundle/index.md': '' });
    await assert.rejects(
      createPost(folder, { title: 'other', day, draft: true }),
      /deep\/Other\.md/,
    );
    await assert.rejects(createPost(folder, { title: 'Bundle', day, draft: true }), /bundle/);
  });
});
