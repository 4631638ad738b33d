import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AuthoringError } from '../../src/authoring/authoring-error.ts';
import { createPost, newPostText, slugOfNewPost } from '../../src/authoring/new-post.ts';
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

  it("writes the site's own fields, empty or as they are given", () => {
    const ownFields = {
      level: { type: 'choice', values: ['易'] },
      tools: { type: 'list' },
      pages: { type: 'number' },
      checked: { type: 'flag' },
      sponsor: { type: 'text' },
    } as const;
    const given = { title: '一', day, draft: false };
    const readOwn = (text: string) =>
      readPost(Buffer.from(text), 'new.md', 'new.md', { ...policy, ownFields });
    const empty = readOwn(newPostText(given, ownFields));
    assert.deepEqual([empty.problems, empty.post?.fields], [[], undefined]);
    const own = { level: '易', tools: ['a', 'b'], pages: '3', checked: 'true', sponsor: 'a: b' };
    const text = newPostText({ ...given, own }, ownFields);
    assert.match(text, /^pages: 3\nchecked: true$/m);
    assert.deepEqual(readOwn(text).problems, []);
    assert.deepEqual(readOwn(text).post?.fields, { ...own, pages: 3, checked: true });
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
    const { file, address } = await createPost(folder, { title: '一', day, draft: true });
    assert.equal(file, path.join(folder, '一.md'));
    assert.equal(address, '/posts/一/');
    const before = readFileSync(file, 'utf8');
    await assert.rejects(createPost(folder, { title: '一', day, draft: false }), AuthoringError);
    assert.equal(readFileSync(file, 'utf8'), before);
    writeFiles(folder, { 'deep/Other.md': '', 'bundle/index.md': '' });
    await assert.rejects(
      createPost(folder, { title: 'other', day, draft: true }),
      /deep\/Other\.md/,
    );
    await assert.rejects(createPost(folder, { title: 'Bundle', day, draft: true }), /bundle/);
  });

  it('takes no address that another post asks for, and names its file', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'a.md': '---\ntitle: a\nslug: "Own Slug"\ndraft: true\n---\n',
      'deep/b.md': '---\nPermalink: /posts/second.html\n---\n',
      'deep/c.md': '---\npermalink: third\n---\n',
      'deep/e.md': '---\npermalink: /old/e/\nslug: fifth\n---\n',
      'deep/d.md': '---\nslug: [1\n---\n',
    });
    const create = (slug: string) => createPost(folder, { title: slug, day, draft: true });
    for (const [slug, file] of [
      ['own slug', 'a\\.md'],
      ['second', 'deep/b\\.md'],
      ['third', 'deep/c\\.md'],
      ['d', 'deep/d\\.md'],
    ] as const) {
      const taken = new RegExp(`post "${file}" with this address already.*--slug`);
      await assert.rejects(create(slug), taken);
    }
    await assert.rejects(create('a'), /file "a\.md" already/);
    const inScheme = createPost(
      folder,
      { title: 'e', day: '2026-03-06', draft: true },
      '/old/:slug/',
    );
    await assert.rejects(inScheme, /post "deep\/e\.md" with this address already/);
    for (const free of ['b', 'e', 'fifth']) {
      assert.equal((await create(free)).address, `/posts/${free}/`);
    }
  });
});
