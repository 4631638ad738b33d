import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { BuildReport } from '../../src/report/types.ts';
import { buildSound, filesWith, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { walkLinks } from '../support/link-walker.ts';
import { malformedPost } from '../support/malformed-posts.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Malformed files in the folder, beside sound ones. */
const count = 400;
const secret = 'geheimnis-7c1f';

describe('a folder of malformed posts', { timeout: 300_000 }, () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  let before_: FolderContent;
  let report: BuildReport;
  let site: FolderContent;

  before(async () => {
    mkdirSync(posts);
    for (let seed = 100_000; seed < 100_000 + count; seed++) {
      const { name, bytes } = malformedPost(seed);
      writeFileSync(path.join(posts, name), bytes);
    }
    writeFiles(posts, { 'sound.md': '---\ntitle: 好文\ndate: 2026-01-01\n---\n正文仍在。\n' });
    // Files beside the folder, which no build may read.
    writeFiles(folder, {
      'secret.md': `---\ntitle: ${secret}\n---\n${secret}`,
      'secret.png': secret,
    });
    symlinkSync(path.join(folder, 'secret.md'), path.join(posts, 'link.md'));
    symlinkSync(folder, path.join(posts, 'up'));
    before_ = readFolder(folder);
    const built = await buildSound(posts, {
      drafts: true,
      future: true,
      keepGoing: true,
      outputDir: path.join(folder, 'site'),
    });
    report = built.report;
    site = readFolder(built.output);
  });

  it('is published as far as it is sound, and every other file has its problem', () => {
    assert.ok(report.posts > count / 10, `${report.posts} posts`);
    assert.ok(report.rejected > count / 10, `${report.rejected} rejected`);
    const named = new Set(
      report.problems.filter(({ severity }) => severity === 'error').map(({ file }) => file),
    );
    // Not equal: a file may have several problems, and links have problems too.
    assert.ok(named.size >= report.rejected, `${named.size} named`);
    assert.ok(
      report.problems.every(({ code }) => code !== 'post-unforeseen'),
      'No post surprises us.',
    );
    assert.ok(site.get('posts/sound/index.html')?.includes('正文仍在。'));
  });

  it('reads nothing beside the folder', () => {
    assert.deepEqual(filesWith(site, secret), []);
    const outside = report.problems.filter(({ code }) => code === 'post-outside');
    assert.deepEqual(outside.map(({ file }) => file).sort(), ['posts/link.md', 'posts/up']);
  });

  it('writes nothing beside the output', () => {
    const after = [...readFolder(folder)].filter(([name]) => !name.startsWith('site/'));
    assert.deepEqual(new Map(after), before_);
    for (const name of site.keys()) assert.doesNotMatch(name, /(?:^|\/)\.\.(?:\/|$)|[\\\0]/);
  });

  it('has no page with a broken link of the site itself', () => {
    // Malformed posts may link to what is not there; the templates of the site never do.
    const { problems } = walkLinks(site);
    const own = problems.filter((problem) => !problem.includes('posts/'));
    assert.deepEqual(own, []);
  });
});
