import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { startBuild } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** How many builds are killed; `RELIABILITY_ROUNDS` sets it. */
const rounds = Number(process.env['RELIABILITY_ROUNDS'] ?? 50);

function posts(folder: string, edition: string): string {
  const names = Array.from({ length: 12 }, (_, index) => `${edition}-${index}`);
  const files = names.map((name) => [
    `${name}.md`,
    `---\ntitle: 第${name}篇\ndate: 2026-01-01\ntags: [版次, ${edition}]\n---\n${edition}版的正文。\n`,
  ]);
  const dir = path.join(folder, `posts-${edition}`);
  writeFiles(dir, Object.fromEntries(files) as Record<string, string>);
  return dir;
}

/**
 * Fraction of a build's time at which it is killed: in half of the rounds anywhere, in half of them
 * in the last tenth, where the swap is.
 */
function momentOf(round: number): number {
  const fraction = ((round * 0.618) % 1) + 0.001;
  return round % 2 === 0 ? fraction : 0.9 + fraction / 10;
}

describe('builds that are killed', () => {
  const folder = temporaryFolder();
  const site = path.join(folder, 'published');
  const output = path.join(site, 'site');
  const sources = { old: posts(folder, 'old'), new: posts(folder, 'new') };
  const clean = new Map<keyof typeof sources, FolderContent>();
  let buildMs = 0;

  const run = (edition: keyof typeof sources, target = output) =>
    startBuild(['--posts', sources[edition], '--output', target]);

  before(async () => {
    for (const edition of ['old', 'new'] as const) {
      const target = path.join(folder, `clean-${edition}`);
      const started = performance.now();
      const { code, output: text } = await run(edition, target).finished;
      buildMs = performance.now() - started;
      assert.equal(code, 0, text);
      clean.set(edition, readFolder(target));
    }
    assert.notDeepEqual(clean.get('old'), clean.get('new'));
  });

  it(`leave the old site or the new one, whole, ${rounds} times`, async () => {
    const ends = { old: 0, new: 0 };
    for (let round = 0; round < rounds; round++) {
      const isLink = round % 2 === 1;
      publishOld(isLink);

      const { child, finished } = run('new');
      await sleep(buildMs * momentOf(round));
      child.kill('SIGKILL');
      await finished;
      // The build died between the two renames of a folder's swap: the previous site waits beside
      // the output, and the next build puts it back.
      const inGap = !existsSync(output);
      assert.ok(!(inGap && isLink), `Round ${round} left a link to nothing.`);
      const left = readFolder(inGap ? `${output}.previous` : output);
      const edition = isSame(left, clean.get('new')) ? 'new' : 'old';
      assert.deepEqual(left, clean.get(edition), `Round ${round} left neither site.`);
      ends[edition]++;

      if (inGap) assert.equal(edition, 'old');
      if (round % 5 !== 0 && !inGap) continue;
      const next = await run('new').finished;
      assert.equal(next.code, 0, next.output);
      assert.deepEqual(readFolder(output), clean.get('new'), `The build after round ${round}.`);
      const expected = isLink ? ['site', path.basename(realpathSync(output))] : ['site'];
      const leftovers = readdirSync(site).sort();
      assert.deepEqual(leftovers, expected, 'The next build clears what a killed one left.');
    }
    assert.ok(ends.old > 0, 'Some builds must have been killed before they published.');
  });

  /**
   * Publishes what a clean build writes of the old posts: the site before each round.
   * @param isLink whether the output is a link to a folder.
   */
  function publishOld(isLink: boolean): void {
    rmSync(site, { recursive: true, force: true });
    mkdirSync(site);
    const target = isLink ? `${output}.release-${randomUUID()}` : output;
    cpSync(path.join(folder, 'clean-old'), target, { recursive: true });
    if (isLink) symlinkSync(path.basename(target), output);
  }
});

function isSame(a: FolderContent, b: FolderContent | undefined): boolean {
  if (a.size !== b?.size) return false;
  return [...a].every(([name, bytes]) => b.get(name)?.equals(bytes));
}
