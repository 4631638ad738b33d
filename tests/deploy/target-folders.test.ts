import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { placesOf } from '../../src/cli/deploy-target.ts';
import { DeployError } from '../../src/deploy/deploy-problems.ts';
import { keepCacheIn } from '../../src/store/cache-folders.ts';
import { projectDir } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a target on this machine', () => {
  const folder = temporaryFolder();
  const siteDir = path.join(folder, 'sites/mine');
  const postsDir = path.join(siteDir, 'posts');
  const cache = path.join(folder, 'cache');
  for (const dir of [postsDir, path.join(siteDir, 'static'), path.join(siteDir, '_site')]) {
    mkdirSync(dir, { recursive: true });
  }
  symlinkSync(siteDir, path.join(folder, 'link'));
  symlinkSync('posts', path.join(siteDir, 'public-posts'));
  keepCacheIn(cache);
  const open = (place: string) =>
    placesOf(
      {
        name: place,
        target: { tool: 'rsync', place: path.resolve(folder, place), isFolder: true },
      },
      path.join(siteDir, '_site'),
      { siteDir, postsDir },
    );

  it('is none that holds, or lies among, what a site is made of', () => {
    const names = ['posts', 'posts/new', 'static', 'static/new', 'pages', '_includes/x', '_data'];
    const own = ['', ...names, 'styles', '_site', '_site/x'].map((name) => `sites/mine/${name}`);
    const linked = ['link', 'link/posts', 'link/static/new/deep', 'sites/mine/public-posts'];
    const others = ['.', 'sites', 'cache', 'cache/x', projectDir, path.dirname(projectDir)];
    for (const place of [...own, ...linked, ...others]) {
      assert.throws(() => open(place), DeployError, place);
    }
    assert.throws(
      () => open('sites/mine/posts/new'),
      /lies in .*posts, which a deploy would spoil/,
    );
    assert.ok(!existsSync(path.join(cache, 'deployed')));
  });

  it('may lie beside it', () => {
    for (const place of ['www', 'sites/mine/public', 'link/public', 'sites/mine/posts-site']) {
      assert.doesNotThrow(() => open(place), place);
    }
  });
});
