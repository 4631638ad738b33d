import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { hostConfig, hostServers } from '../../src/output/host-config.ts';
import type { HostServer } from '../../src/output/host-config.ts';
import { parseHeaders } from '../../src/serve/header-rules.ts';
import { serveFolder } from '../../src/serve/static-server.ts';
import { projectDir } from '../support/program.ts';
import { lookUntil } from '../support/wait-for.ts';

export interface RunningServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Starts the server of `npm run preview`. */
export async function startPreview(root: string, pathPrefix: string): Promise<RunningServer> {
  const { url, close } = await serveFolder(root, { pathPrefix });
  return { origin: new URL(url).origin, close };
}

/** Starts a real server with the shipped configuration on a free port; it must be installed. */
export async function startServer(
  server: HostServer,
  root: string,
  pathPrefix: string,
  workDir: string,
): Promise<RunningServer> {
  const found = spawnSync(server, [server === 'nginx' ? '-v' : 'version']);
  assert.equal(
    found.error,
    undefined,
    `${server} is not installed: apt-get install --no-install-recommends nginx-light caddy`,
  );
  const port = await freePort();
  const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
  const config = hostConfig({
    server,
    template: readFileSync(path.join(projectDir, 'deploy', hostServers[server]), 'utf8'),
    root,
    pathPrefix,
    host: server === 'nginx' ? '127.0.0.1' : `http://127.0.0.1:${port}`,
    listen: `127.0.0.1:${port}`,
    contentSecurityPolicy:
      parseHeaders(read('_headers'))(pathPrefix)['content-security-policy'] ?? '',
    redirects: read('_redirects'),
  });
  const [command, ...args] =
    server === 'nginx' ? nginxCommand(config, workDir) : caddyCommand(config, workDir);
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CONFIG_HOME: workDir, XDG_DATA_HOME: workDir },
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  let ended = false;
  const exit = new Promise<void>((resolve) =>
    child.on('exit', () => {
      ended = true;
      resolve();
    }),
  );
  const origin = `http://127.0.0.1:${port}`;
  const answers = async () =>
    fetch(`${origin}${pathPrefix}robots.txt`).then(
      ({ ok }) => ok,
      () => false,
    );
  await lookUntil(`an answer of ${server}`, async () => {
    assert.ok(!ended, `${server} did not start:\n${log}\n${config}`);
    return answers();
  });
  return {
    origin,
    close: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
}

function nginxCommand(config: string, folder: string): [string, ...string[]] {
  const file = path.join(folder, 'nginx.conf');
  mkdirSync(path.join(folder, 'temp'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/temp/${name};\n`)
    .join('');
  // The part that distributions ship; tested is the part of the site. One process, so that it reads
  // files as the user of the test.
  writeFileSync(
    file,
    `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log stderr;\nevents {}\n` +
      `http {\n  access_log off;\n${temporary}${config}\n}\n`,
  );
  return ['nginx', '-p', folder, '-c', file, '-e', 'stderr'];
}

function caddyCommand(config: string, folder: string): [string, ...string[]] {
  const file = path.join(folder, 'Caddyfile');
  writeFileSync(file, `{\n\tadmin off\n}\n${config}`);
  return ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'];
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
