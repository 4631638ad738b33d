import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ProblemError } from '../../src/content/problem.ts';
import { additionsOf, refuseCopiedPosts } from '../../src/eleventy/additions.ts';
import { hasTransforms } from '../../src/eleventy/transforms.ts';
import { eleventyConfig, ownPost, ownSite } from '../support/own-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const copies = (patterns: readonly string[]) => ({
  passthroughCopies: Object.fromEntries(patterns.map((pattern) => [pattern, {}])),
});

describe('what a configuration of Eleventy adds', () => {
  it('must not copy the posts folder', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'posts/a.md': '', 'posts/cv.pdf': '', 'more/x.txt': '', 'a/b.css': '' });
    symlinkSync(path.join(folder, 'posts'), path.join(folder, 'linked'));
    const posts = path.join(folder, 'posts');
    const refused = (pattern: string) => {
      try {
        refuseCopiedPosts(copies([`${folder}/${pattern}`]), posts);
        return false;
      } catch (error) {
        assert.ok(error instanceof ProblemError);
        assert.equal(error.problems[0]?.code, 'posts-copied');
        return true;
      }
    };
    const wrong = ['', '.', 'posts', 'posts/', '../', '**/*.png', 'posts/**', 'posts/a.md'];
    for (const pattern of [...wrong, 'linked', 'p*/*.md', '*', '*.md', '**/*.txt'])
      assert.ok(refused(pattern), pattern);
    for (const pattern of ['more', 'posts/cv.pdf', 'a/**/*.css', 'none', '*.txt']) {
      assert.ok(!refused(pattern), pattern);
    }
  });

  it('are files and folders without their patterns, but not the whole site', () => {
    const { copied, watched } = additionsOf({
      ...copies(['more', 'a/**/*.css']),
      additionalWatchTargets: ['./notes/', './b/*.json', './**/*.css', '.'],
    });
    assert.deepEqual(
      copied,
      ['more', 'a'].map((name) => path.resolve(name)),
    );
    assert.deepEqual(
      watched,
      ['notes', 'b'].map((name) => path.resolve(name)),
    );
  });
});

it('counts as having transforms where Eleventy does not say', () => {
  const none = { transforms: {}, htmlTransformer: { isTransformable: () => false } };
  const own = ['@11ty/eleventy/html-transformer', '@11ty/eleventy-bundle', 'inkstone'];
  assert.equal(hasTransforms(none), false);
  assert.equal(
    hasTransforms({ ...none, transforms: Object.fromEntries(own.map((name) => [name, 0])) }),
    false,
  );
  assert.equal(hasTransforms({ ...none, transforms: { minify: 0 } }), true);
  assert.equal(hasTransforms({ ...none, htmlTransformer: { isTransformable: () => true } }), true);
  assert.equal(hasTransforms({ transforms: {} }), true);
  assert.equal(hasTransforms({}), true);
});

describe('a configuration of Eleventy', () => {
  const site = ownSite({ 'posts/a.md': ownPost('甲', '2026-01-02') });

  it('that copies posts or forgets Inkstone is an error with its place', async () => {
    site.write({ 'eleventy.config.js': eleventyConfig("eleventyConfig.addPassthroughCopy('.');") });
    const copying = await site.build();
    assert.equal(copying.code, 1, copying.output);
    assert.match(
      copying.output,
      /eleventy\.config\.js {2}addPassthroughCopy\('\.'\) would publish/,
    );

    site.write({ 'eleventy.config.js': 'export default function (eleventyConfig) {}\n' });
    const forgetting = await site.build();
    assert.equal(forgetting.code, 1, forgetting.output);
    assert.match(
      forgetting.output,
      /eleventy\.config\.js {2}The configuration .* does not add Ink/,
    );
    assert.match(forgetting.output, /eleventyConfig\.addPlugin\(inkstone\)/);
  });
});
