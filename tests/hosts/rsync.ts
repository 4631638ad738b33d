import assert from 'node:assert/strict';
import { existsSync, lstatSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readFolder } from '../support/build-site.ts';
import {
  assertDeployed,
  deploySound,
  killDeploys,
  oddNames,
  writeSite,
} from '../support/deploys.ts';
import type { StartedCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** rsync itself: `apt-get install rsync`. */
describe('inkstone deploy by rsync, to a folder', () => {
  const folder = temporaryFolder();
  const target = path.join(folder, 'sites', 'www');
  const outputDir = path.join(folder, 'site');
  const odd = [...oddNames, 'new\nline', 'x\\#012\r'];

  it('brings a site with any names, then what has changed', async () => {
    writeSite(outputDir, 1, odd);
    assert.match(await deploySound(folder, target), /deploy-first/);
    assertDeployed(target, outputDir);
    for (const state of [2, 3, 4]) {
      writeSite(outputDir, state, state === 3 ? [] : odd);
      const output = await deploySound(folder, target);
      assertDeployed(target, outputDir, `State ${state}`);
      assert.match(output, /unchanged: \d/);
    }
    assert.match(await deploySound(folder, target), /has all \d+ files already/);
  });

  it('leaves no empty folders, and whatever it does not know', async () => {
    writeFiles(target, { 'posts/0/foreign': 'x', 'other/foreign': 'x' });
    rmSync(path.join(outputDir, 'posts'), { recursive: true });
    await deploySound(folder, target);
    assert.deepEqual(readdirSync(path.join(target, 'posts')), ['0']);
    assert.ok(existsSync(path.join(target, 'other/foreign')));
    await deploySound(folder, target, ['--all']);
    assertDeployed(target, outputDir);
    assert.ok(!existsSync(path.join(target, 'other')));
  });

  it('keeps a link to a folder, and changes what is behind it', async () => {
    const own = temporaryFolder();
    const site = path.join(own, 'site');
    const www = path.join(own, 'www');
    writeFiles(path.join(www, 'elsewhere'), { foreign: 'x' });
    symlinkSync('elsewhere', path.join(www, 'posts'));
    for (const state of [2, 3]) {
      writeSite(site, state);
      await deploySound(own, www);
      assert.ok(lstatSync(path.join(www, 'posts')).isSymbolicLink());
      const there = [...readFolder(path.join(www, 'elsewhere'))];
      const known = there.filter(([name]) => name !== 'foreign');
      assert.deepEqual(known, [...readFolder(path.join(site, 'posts'))], `State ${state}`);
    }
  });

  it('makes right what killed deploys have left', async () => {
    const moments = ['what pages load', 'changed pages', 'deletions'];
    await killDeploys(temporaryFolder(), moments.length, (round, deploy) =>
      printed(deploy, moments[round] ?? ''),
    );
  });
});

/** Waits until a deploy begins with a step, or has ended. */
function printed({ child, finished }: StartedCommand, step: string): Promise<unknown> {
  const begun = new Promise<void>((resolve) => {
    child.stderr?.on('data', (text: string) => text.includes(step) && resolve());
  });
  return Promise.race([begun, finished]);
}
