import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { startDeploy, writeSite } from '../support/deploys.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** A folder with programs that stand for others; nothing else is found. */
function programs(scripts: Readonly<Record<string, string>>): { readonly PATH: string } {
  const folder = temporaryFolder();
  writeFiles(folder, scripts);
  for (const name of Object.keys(scripts)) chmodSync(path.join(folder, name), 0o755);
  return { PATH: folder };
}

describe('inkstone deploy', () => {
  const folder = temporaryFolder();
  writeSite(path.join(folder, 'site'), 1);

  it('says which program is missing, and how to get it', async () => {
    const { code, output } = await startDeploy(folder, './www', [], { env: programs({}) }).finished;
    assert.equal(code, 1);
    assert.match(
      output,
      /rsync is not installed\. \[deploy-tool-missing\]\n.*apt-get install rsync/,
    );
  });

  it('says how a program has failed, in its words, as JSON too', async () => {
    const env = programs({ rclone: '#!/bin/sh\necho "no such host" >&2\nexit 7\n' });
    const deploy = (...args: string[]) => startDeploy(folder, 'rclone:r:x', args, { env }).finished;
    const { code, output } = await deploy();
    assert.equal(code, 1);
    assert.match(output, /rclone has failed with exit code 7: no such host \[deploy-tool-failed\]/);
    const json = (await deploy('--format', 'json')).output.replace(/^.*…\n/gm, '');
    const { ok, problems } = JSON.parse(json) as { ok: boolean; problems: { code: string }[] };
    assert.deepEqual([ok, problems[0]?.code], [false, 'deploy-tool-failed']);
  });

  it('keeps what it knows of a host that is down', async () => {
    const own = temporaryFolder();
    writeSite(path.join(own, 'site'), 1);
    // A host that keeps no file but the id, and does not answer while `down` is there.
    const host = path.join(own, 'host');
    const env = programs({
      rclone: `#!/bin/sh
        PATH=/usr/bin:/bin
        [ ! -e '${host}/down' ] || { echo "dial tcp: no route to host" >&2; exit 1; }
        for to; do from=$at; at=$to; done
        case "$1" in
          copyto) [ -e '${host}/id' ] || exit 3; cp '${host}/id' "$at" ;;
          copy) mkdir -p '${host}'; [ ! -e "$from/.inkstone-deploy" ] ||
            cp "$from/.inkstone-deploy" '${host}/id' ;;
        esac
      `,
    });
    const deploy = (...args: string[]) => startDeploy(own, 'rclone:r:x', args, { env }).finished;
    assert.match((await deploy()).output, /deploy-first/);
    writeFiles(host, { down: '' });
    for (const args of [[], ['--dry-run'], ['--all']]) {
      const { code, output } = await deploy(...args);
      assert.equal(code, 1, args.join(' '));
      assert.match(output, /exit code 1: dial tcp: no route to host \[deploy-tool-failed\]/);
    }
    rmSync(path.join(host, 'down'));
    assert.match((await deploy()).output, /has all \d+ files already/);
  });

  it('says that --all deletes what no list names', async () => {
    const own = temporaryFolder();
    writeSite(path.join(own, 'site'), 1);
    const env = programs({ aws: '#!/bin/sh\necho "(404)" >&2; exit 1\n' });
    const { output } = await startDeploy(own, 's3://bucket', ['--all', '--dry-run'], { env })
      .finished;
    assert.match(output, /--all deletes whatever else is there, unlisted/);
  });

  it('leaves nothing in the cache but what it knows', async () => {
    const own = temporaryFolder();
    const env = programs({
      aws: '#!/bin/sh\ncase "$*" in *cp*.inkstone-deploy*) echo "(404)" >&2; exit 1; esac\n',
    });
    for (const state of [1, 2]) {
      writeSite(path.join(own, 'site'), state);
      const { code, output } = await startDeploy(own, 's3://bucket', [], { env }).finished;
      assert.equal(code, 0, output);
    }
    const left = readdirSync(path.join(own, 'cache/deployed'), {
      recursive: true,
      encoding: 'utf8',
    });
    assert.deepEqual(left.map((name) => name.replace(/^[^./]+/, '*')).sort(), [
      ...['*.json', '*.work', '*.work/empty', '*.work/own', '*.work/own/.inkstone-deploy'],
      '*.work/process',
    ]);
  });

  it('hands a whole site to wrangler, and nothing in a dry run', async () => {
    const said = path.join(folder, 'said');
    const env = programs({ wrangler: `#!/bin/sh\necho "$@" > '${said}'\n` });
    const deploy = (...args: string[]) =>
      startDeploy(folder, 'cloudflare-pages:my-site/new/look', args, { env }).finished;
    const { output } = await deploy('--dry-run');
    assert.match(output, /^\+ index\.html$/m);
    assert.match(output, /To upload to cloudflare-pages:my-site\/new\/look: \d+ files/);
    assert.ok(!existsSync(said));
    assert.equal((await deploy()).code, 0);
    const place = '--project-name my-site --branch new/look';
    const expected = `pages deploy ${folder}/site ${place} --commit-dirty=true\n`;
    assert.equal(readFileSync(said, 'utf8'), expected);
  });

  it('refuses a target that it cannot read, or that would be spoiled', async () => {
    const wrong = await startDeploy(folder, 'ftp://x').finished;
    assert.equal(wrong.code, 2);
    assert.match(wrong.output, /--to is "ftp:\/\/x", but must be s3:/);
    for (const near of [path.join(folder, 'site'), path.join(folder, 'site', 'x'), folder]) {
      const { code, output } = await startDeploy(folder, near).finished;
      assert.equal(code, 1);
      assert.match(output, /The target holds or lies in .*site, which a .*\[deploy-target\]/);
    }
  });
});
