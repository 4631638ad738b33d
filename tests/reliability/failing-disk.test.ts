import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { buildCommand, startCommand } from '../support/run-build.ts';
import type { FinishedBuild } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/**
 * Disks are made full or read-only in a mount namespace (unshare(1)), which needs root or user
 * namespaces.
 */
const namespace =
  process.getuid?.() === 0
    ? ['unshare', '--mount']
    : ['unshare', '--user', '--map-root-user', '--mount'];

/** Runs shell lines in a namespace; `$1` is the mount point, the rest the build command. */
function runOnDisk(disk: string, script: string, build: readonly string[]): Promise<FinishedBuild> {
  const lines = `set -u\n${script}`;
  return startCommand([...namespace, 'sh', '-c', lines, 'sh', disk, ...build]).finished;
}

function writePosts(folder: string, count: number, characters: number): string {
  const body = '这一段文字占去磁盘上的一些地方。\n\n'.repeat(Math.ceil(characters / 18));
  const files = Array.from({ length: count }, (_, index) => [
    `p${index}.md`,
    `---\ntitle: 第${index}篇\ndate: 2026-01-01\n---\n${body}`,
  ]);
  writeFiles(folder, Object.fromEntries(files) as Record<string, string>);
  return folder;
}

/** Shell code that prints a digest of the published folder between two marks. */
const digest =
  'digest() { echo "digest $(cd "$disk/site" && find . -type f | sort | xargs sha256sum | ' +
  'sha256sum)"; ls -A "$disk"; }';

function digests(output: string): readonly string[] {
  return [...output.matchAll(/^digest (\w+)/gm)].map(([, hash = '']) => hash);
}

describe('a disk that fails', () => {
  it('is full: the build says so, exits 1, leaves the old site and no litter', async () => {
    const folder = temporaryFolder();
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    const small = writePosts(path.join(folder, 'small'), 2, 200);
    const large = writePosts(path.join(folder, 'large'), 24, 200_000);
    const script = `
      disk=$1; shift
      mount -t tmpfs -o size=8m tmpfs "$disk"
      ${digest}
      "$@" --posts ${small} --output "$disk/site" || exit 90
      digest
      "$@" --posts ${large} --output "$disk/site"; echo "exit $?"
      digest`;
    const { output } = await runOnDisk(disk, script, buildCommand([]));
    const [before, after] = digests(output);
    assert.ok(before, output);
    assert.match(output, /^exit 1$/m);
    assert.match(output, /The disk is full\./);
    assert.equal(after, before, output);
    assert.doesNotMatch(output, /site\.(?:staging|lock|previous)/);
  });

  it('of the cache is full: the build names the cache, not the output', async () => {
    const folder = temporaryFolder();
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    const posts = writePosts(path.join(folder, 'posts'), 24, 200_000);
    const script = `
      disk=$1; shift
      mount -t tmpfs -o size=4m tmpfs "$disk"
      "$@" --posts ${posts} --output ${folder}/site --cache "$disk/cache"; echo "exit $?"`;
    const { output } = await runOnDisk(disk, script, buildCommand([]));
    assert.match(output, /^exit 1$/m);
    assert.match(output, /disk\/cache\/.*The disk is full\./, output);
  });

  it('is read-only: the build says so, exits 1', async () => {
    const folder = temporaryFolder();
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    const posts = writePosts(path.join(folder, 'posts'), 1, 100);
    const script = `
      disk=$1; shift
      mount -t tmpfs tmpfs "$disk"
      ${digest}
      "$@" --posts ${posts} --output "$disk/site" || exit 90
      digest
      mount -o remount,ro "$disk"
      "$@" --posts ${posts} --output "$disk/site"; echo "exit $?"
      digest`;
    const { output } = await runOnDisk(disk, script, buildCommand([]));
    const [before, after] = digests(output);
    assert.match(output, /^exit 1$/m);
    assert.match(output, /read-only/);
    assert.ok(before);
    assert.equal(after, before);
  });

  it('gives no permission: the build says so, exits 1', async () => {
    const folder = temporaryFolder();
    const posts = writePosts(path.join(folder, 'posts'), 1, 100);
    const closed = path.join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const build = buildCommand(['--posts', posts, '--output', path.join(closed, 'site')]);
    // Root may write anywhere, unless it gives that up (capabilities(7)).
    const drop = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search'];
    const command = process.getuid?.() === 0 ? [...drop, ...build] : build;
    const { code, output } = await startCommand(command).finished;
    chmodSync(closed, 0o755);
    assert.equal(code, 1, output);
    assert.match(output, /Access is denied\./);
    assert.match(output, /closed/);
  });

  it('can be made by the tools of this machine', () => {
    for (const tool of ['unshare', 'mount']) execFileSync('sh', ['-c', `command -v ${tool}`]);
  });
});
