import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cacheControl } from '../../src/output/host-files.ts';
import { shellWord } from '../../src/shared/shell-word.ts';
import { readFolder } from '../support/build-site.ts';
import {
  assertDeployed,
  deploySound,
  oddNames,
  startDeploy,
  writeSite,
} from '../support/deploys.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import { lookUntil } from '../support/wait-for.ts';
import { freePort } from './servers.ts';

/*
 * `inkstone deploy` by rclone and aws to s3rver, a server with the interface of S3, and by rclone
 * to a folder. s3rver is no dependency: its own are old, and nothing else needs them.
 */
const bucket = 'site';

/** A storage, and the variables of programs that are to use it. */
interface Storage {
  readonly origin: string;
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

async function startStorage(folder: string): Promise<Storage> {
  const s3rver = path.resolve(process.env['S3RVER'] ?? '', 'node_modules/s3rver/bin/s3rver.js');
  assert.ok(existsSync(s3rver), 'npm install --prefix DIR s3rver@3.7.1, and set S3RVER=DIR');
  const port = await freePort();
  const data = path.join(folder, 'data');
  const args = ['-d', data, '-p', String(port), '--silent', '--configure-bucket', bucket];
  const child = spawn(process.execPath, [s3rver, ...args], { stdio: 'ignore' });
  const exit = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  await lookUntil('an answer of s3rver', () =>
    fetch(origin).then(
      () => true,
      () => false,
    ),
  );
  // Versions of aws before 2.13 take the server from their command line only.
  const bin = path.join(folder, 'bin');
  const aws = shellWord(programPath('aws'));
  writeFiles(bin, { aws: `#!/bin/sh\nexec ${aws} --endpoint-url ${origin} "$@"\n` });
  chmodSync(path.join(bin, 'aws'), 0o755);
  return {
    origin,
    env: {
      PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ...{ AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
      ...{ AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-1' },
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      RCLONE_CONFIG: path.join(folder, 'none.conf'),
      ...{ RCLONE_CONFIG_LOCAL_TYPE: 's3', RCLONE_CONFIG_LOCAL_PROVIDER: 'Other' },
      ...{ RCLONE_CONFIG_LOCAL_ENV_AUTH: 'true', RCLONE_CONFIG_LOCAL_REGION: 'us-east-1' },
      RCLONE_CONFIG_LOCAL_ENDPOINT: origin,
    },
    close: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
}

function programPath(name: string): string {
  const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  assert.ok(stdout !== '', `apt-get install --no-install-recommends rclone awscli`);
  return stdout.trim();
}

/** Copies what a storage holds below a prefix. */
function download(env: Storage['env'], prefix: string): string {
  programPath('rclone');
  const folder = temporaryFolder();
  const args = ['copy', '--fast-list', '--', `local:${bucket}/${prefix}`, folder];
  const { status, stderr } = spawnSync('rclone', args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return folder;
}

describe('inkstone deploy to a storage', () => {
  const folder = temporaryFolder();
  let storage: Storage;
  before(async () => {
    // It is for hosts within a company, and rclone refuses to begin with it.
    delete process.env['AWS_CA_BUNDLE'];
    storage = await startStorage(folder);
  });
  after(() => storage.close());

  for (const [tool, place] of [
    ['rclone', `rclone:local:${bucket}`],
    ['aws', `s3://${bucket}`],
  ] as const) {
    it(`brings a site by ${tool}, then what has changed, and deletes what is gone`, async () => {
      const { env, origin } = storage;
      const own = temporaryFolder();
      const outputDir = path.join(own, 'site');
      const target = `${place}/by ${tool}`;
      for (const state of [1, 2, 3]) {
        // s3rver keeps a file for each key: none can be a folder, too. It trims keys to delete.
        const odd = tool === 'aws' ? oddNames.filter((name) => name.trim() === name) : oddNames;
        writeSite(outputDir, state * 2, state === 2 ? [] : odd);
        const output = await deploySound(own, target, [], { env });
        assert.match(output, state === 1 ? /deploy-first/ : /unchanged: [1-9]/);
        assertDeployed(download(env, `by ${tool}`), outputDir, `${tool}, state ${state}`);
      }
      assert.match(await deploySound(own, target, [], { env }), /already/);

      const page = await fetch(`${origin}/${bucket}/by%20${tool}/index.html`);
      assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.equal(page.headers.get('cache-control'), cacheControl.revalidate);
      const style = await fetch(`${origin}/${bucket}/by%20${tool}/assets/same.css`);
      assert.equal(style.headers.get('cache-control'), cacheControl.immutable);
    });

    it(`makes a storage right by ${tool} after a kill, and what others have left`, async () => {
      const { env } = storage;
      const own = temporaryFolder();
      const outputDir = path.join(own, 'site');
      const target = `${place}/killed-${tool}`;
      writeSite(outputDir, 2, []);
      await deploySound(own, target, [], { env });
      writeSite(outputDir, 4, []);
      const { child, finished } = startDeploy(own, target, [], { env });
      child.stderr?.on('data', (text: string) => text.includes('pages') && child.kill('SIGKILL'));
      await finished;
      writeSite(outputDir, 6, []);
      await deploySound(own, target, [], { env });
      assertDeployed(download(env, `killed-${tool}`), outputDir);

      // Another machine, which knows nothing of the first, and the first again.
      const other = temporaryFolder();
      writeSite(path.join(other, 'site'), 8, []);
      await deploySound(other, target, [], { env });
      assert.match(await deploySound(own, target, ['--all'], { env }), /Uploaded/);
      assertDeployed(download(env, `killed-${tool}`), outputDir);
    });
  }

  it('ends with what the program says when there is no such bucket', async () => {
    const own = temporaryFolder();
    writeSite(path.join(own, 'site'), 1, []);
    const { code, output } = await startDeploy(own, 's3://none-such', [], storage).finished;
    assert.equal(code, 1);
    assert.match(
      output,
      /aws has failed with exit code 1: .*NoSuchBucket.*\[deploy-tool-failed\]/s,
    );
  });
});

describe('inkstone deploy by rclone to a folder', () => {
  it('brings a site, then what has changed', async () => {
    const own = temporaryFolder();
    const target = path.join(own, 'www');
    const outputDir = path.join(own, 'site');
    for (const state of [2, 4, 6]) {
      writeSite(outputDir, state);
      await deploySound(own, `rclone::local:${target}`);
      assertDeployed(target, outputDir, `State ${state}`);
    }
  });

  it('refuses a name with a line break before it changes anything', async () => {
    const own = temporaryFolder();
    const target = path.join(own, 'www');
    writeSite(path.join(own, 'site'), 2, ['new\nline']);
    const { code, output } = await startDeploy(own, `rclone::local:${target}`).finished;
    assert.equal(code, 1);
    assert.match(output, /rclone takes no names with line breaks: "new\\+nline"/);
    assert.ok(!existsSync(target) || readFolder(target).size === 0);
  });
});
