import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { stemOf } from '../../src/content/make-post.ts';
import { slugify } from '../../src/content/slug.ts';
import { resolvePostAddresses } from '../../src/corpus/post-addresses.ts';
import type { PostInput } from '../support/articles.ts';
import { makeArticle } from '../support/articles.ts';

function slugsOf(inputs: readonly PostInput[]) {
  const { articles, problems } = resolvePostAddresses(
    inputs.map((input) => makeArticle(input)),
    'posts',
  );
  return {
    slugs: Object.fromEntries(articles.map(({ post }) => [post.file, post.slug])),
    problems,
  };
}

describe('resolvePostAddresses', () => {
  it('leaves unique slugs alone', () => {
    const { slugs, problems } = slugsOf([
      { file: 'a.md', slug: 'a' },
      { file: 'b.md', slug: 'b' },
    ]);
    assert.deepEqual(slugs, { 'a.md': 'a', 'b.md': 'b' });
    assert.deepEqual(problems, []);
  });

  it('tells names apart by case or a leading hyphen; the oldest keeps the plain slug', () => {
    const { slugs, problems } = slugsOf([
      { file: 'ABC.md', slug: 'abc', date: '2026-02-01' },
      { file: 'abc.md', slug: 'abc', date: '2026-01-01' },
      { file: '-abc.md', slug: 'abc', date: '2026-03-01' },
    ]);
    assert.equal(slugs['abc.md'], 'abc');
    assert.match(slugs['ABC.md'] ?? '', /^abc-[0-9a-f]{6}$/);
    assert.match(slugs['-abc.md'] ?? '', /^abc-[0-9a-f]{6}$/);
    assert.notEqual(slugs['ABC.md'], slugs['-abc.md']);
    assert.deepEqual(
      problems.map(({ code, file, message }) => [code, file, message.includes('posts/abc.md')]),
      [
        ['url-collision', 'posts/ABC.md', true],
        ['url-collision', 'posts/-abc.md', true],
      ],
    );
  });

  it('keeps names apart that a file system folds into one', () => {
    const { slugs, problems } = slugsOf([
      { file: 'strasse.md', slug: 'strasse', date: '2026-01-01' },
      { file: 'straße.md', slug: 'straße', date: '2026-02-01' },
      { file: 'x/λόγος.md', slug: 'λόγος', date: '2026-01-01' },
      { file: 'λόγοσ.md', slug: 'λόγοσ', date: '2026-02-01' },
    ]);
    assert.equal(slugs['strasse.md'], 'strasse');
    assert.match(slugs['straße.md'] ?? '', /^straße-[0-9a-f]{6}$/);
    assert.equal(slugs['x/λόγος.md'], 'λόγος');
    assert.match(slugs['λόγοσ.md'] ?? '', /^λόγοσ-[0-9a-f]{6}$/);
    const [first, second] = problems.map(({ message }) => message);
    assert.equal(problems.length, 2);
    assert.match(first ?? '', /\/posts\/straße\/.*\/posts\/strasse\/ of posts\/strasse\.md/);
    assert.match(second ?? '', /\/posts\/λόγοσ\/.*\/posts\/λόγος\/ of posts\/x\/λόγος\.md/);
  });

  it('does not move a post when a newer one comes', () => {
    const older: PostInput = { file: 'abc.md', slug: 'abc', date: '2026-01-01' };
    const newer: PostInput = { file: 'x/ABC.md', slug: 'abc', date: '2026-02-01' };
    assert.equal(slugsOf([older]).slugs['abc.md'], slugsOf([newer, older]).slugs['abc.md']);
  });

  it('names both files of one address, and gives the older the plain one', () => {
    const { slugs, problems } = slugsOf([
      { file: 'x/a.md', slug: 'a', date: '2026-02-01' },
      { file: 'y/a.md', slug: 'a', date: '2026-01-01' },
    ]);
    assert.equal(slugs['y/a.md'], 'a');
    assert.match(slugs['x/a.md'] ?? '', /^a-[0-9a-f]{6}$/);
    const [problem] = problems;
    assert.equal(problems.length, 1);
    assert.equal(problem?.code, 'url-collision');
    assert.equal(problem?.file, 'posts/x/a.md');
    assert.match(problem?.message ?? '', /\/posts\/a\/.*posts\/y\/a\.md/);
  });

  it('lets an explicit slug win over a file name, however old', () => {
    const { slugs, problems } = slugsOf([
      { file: 'a.md', slug: 'a', date: '2020-01-01' },
      { file: 'b.md', slug: 'a', hasOwnSlug: true, date: '2026-01-01' },
    ]);
    assert.equal(slugs['b.md'], 'a');
    assert.match(slugs['a.md'] ?? '', /^a-/);
    assert.deepEqual(
      problems.map(({ file, severity }) => `${file} ${severity}`),
      ['posts/a.md warning'],
    );
  });

  it('leaves no post without a page, whatever others ask for', () => {
    const victim: PostInput = { file: 'victim.md', slug: 'victim', date: '2020-01-01' };
    const moved = slugsOf([victim, { file: 'a.md', slug: 'victim', hasOwnSlug: true }]).slugs;
    const { slugs, problems } = slugsOf([
      victim,
      { file: 'a.md', slug: 'victim', hasOwnSlug: true },
      { file: 'b.md', slug: moved['victim.md'] ?? '', hasOwnSlug: true },
      { file: 'x/victim.md', slug: 'victim', date: '0001-01-01' },
    ]);
    assert.equal(new Set(Object.values(slugs)).size, 4);
    assert.deepEqual(
      problems.map(({ file }) => file),
      ['posts/victim.md', 'posts/x/victim.md'],
    );
  });

  it('gives two equal explicit slugs two pages', () => {
    const { slugs, problems } = slugsOf([
      { file: 'a.md', slug: 'x', hasOwnSlug: true },
      { file: 'b.md', slug: 'x', hasOwnSlug: true },
    ]);
    assert.equal(new Set(Object.values(slugs)).size, 2);
    assert.deepEqual(
      problems.map(({ file }) => file),
      ['posts/b.md'],
    );
  });

  it('gives every article an address of its own, in any order of reading', () => {
    const file = fc.tuple(fc.constantFrom('', 'x/'), fc.constantFrom('a', 'A', '-a', 'b', 'B_'));
    const input = fc.record({
      file: file.map(([folder, stem]) => `${folder}${stem}.md`),
      date: fc.constantFrom('2026-01-01', '2026-01-02'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(input, { selector: ({ file: name }) => name }), (posts) => {
        const inputs = posts.map((post) => ({ ...post, slug: slugify(stemOf(post.file)) }));
        const { slugs } = slugsOf(inputs);
        assert.equal(new Set(Object.values(slugs)).size, Object.keys(slugs).length);
        assert.equal(Object.keys(slugs).length, posts.length);
        assert.deepEqual(slugsOf([...inputs].reverse()).slugs, slugs);
      }),
    );
  });
});
