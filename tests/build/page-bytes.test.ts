import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { buildSound, readFolder } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const repeats = 100;
const post = (title: string, body: string) =>
  `---\ntitle: ${title}\ndate: 2026-01-01\ntags: [一]\nexclude: true\n---\n${body}`;

/** Budgets of markup that each page, or each paragraph of a long article, repeats. */
describe('bytes of an article', () => {
  const bytes = new Map<string, number>();

  before(async () => {
    const posts = path.join(temporaryFolder(), 'posts');
    writeFiles(posts, {
      'a.md': post('a', '正文。\n'),
      'b.md': post('b', '字。\n\n'.repeat(repeats)),
      'c.md': post(
        'c',
        '字。\n\n<details><summary>英文原文</summary>\n\nAa.\n\n</details>\n\n'.repeat(repeats),
      ),
      'd.md': post('d', '**词**（Name: 释义）。\n\n'.repeat(repeats)),
    });
    const { output } = await buildSound(posts);
    for (const [file, content] of readFolder(output)) {
      const name = /^posts\/(\w)\/index\.html$/.exec(file)?.[1];
      if (name !== undefined) bytes.set(name, content.length);
    }
  });

  const bytesOf = (name: string) => bytes.get(name) ?? assert.fail(`${name} was not built.`);
  const each = (name: string) => (bytesOf(name) - bytesOf('b')) / repeats;

  it('are few beside its text', () => {
    assert.ok(bytesOf('a') <= 5_300, `${bytesOf('a')} bytes`);
  });

  it('are few for each original', () => {
    assert.ok(each('c') <= 108, `${each('c')} bytes`);
  });

  it('are few for each gloss', () => {
    assert.ok(each('d') <= 145, `${each('d')} bytes`);
  });
});
