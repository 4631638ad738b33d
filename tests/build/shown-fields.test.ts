import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { fieldKeys, fields } from '../../src/content/fields.ts';
import { buildSound } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const shownKeys = fieldKeys.filter((key) => 'inPost' in fields[key]);

/** A post with these lines, and a source, as the channel is shown only beside one. */
function postWith(lines: readonly string[]): string {
  return ['---', 'title: 一', 'source: https://example.com/', ...lines, '---', '正文', ''].join(
    '\n',
  );
}

describe('texts that a page shows as they are written', () => {
  const posts = temporaryFolder();
  const options = { outputDir: path.join(temporaryFolder(), 'site'), cacheDir: temporaryFolder() };
  const page = (slug: string) =>
    readFileSync(path.join(options.outputDir, 'posts', slug, 'index.html'), 'utf8');

  before(async () => {
    const single = shownKeys.map((key) => [`only-${key}.md`, postWith([`${key}: alone`])]);
    writeFiles(posts, {
      'all.md': postWith(shownKeys.map((key) => `${key}: text of ${key}`)),
      'none.md': postWith([]),
      ...(Object.fromEntries(single) as Record<string, string>),
    });
    await buildSound(posts, options);
  });

  it('stand there with their labels', () => {
    for (const key of shownKeys) {
      const { label } = fields[key];
      if (label) assert.match(page('all'), new RegExp(`>${label['zh-Hans']}<`), key);
      assert.match(page('all'), new RegExp(`>\\s*text of ${key}<`), key);
    }
  });

  it('stand there when a post has no other field', () => {
    for (const key of shownKeys) assert.match(page(`only-${key}`), />\s*alone</, key);
  });

  it('leave no empty element on the page of a post without them', () => {
    assert.doesNotMatch(page('none'), /class="(?:facts|abstract|source-channel)"/);
  });

  it('are shown anew when they have changed', async () => {
    writeFiles(posts, { 'all.md': postWith(shownKeys.map((key) => `${key}: another ${key}`)) });
    await buildSound(posts, options);
    for (const key of shownKeys) assert.match(page('all'), new RegExp(`another ${key}<`), key);
  });
});
