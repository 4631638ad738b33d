import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { hostConfig, HostConfigError, hostServers } from '../../src/output/host-config.ts';
import type { HostServer } from '../../src/output/host-config.ts';
import { redirectsFile } from '../../src/output/host-files.ts';
import { createLinks } from '../../src/views/links.ts';
import { collectRedirects } from '../../src/views/redirects.ts';
import { makeArticle } from '../support/articles.ts';
import { projectDir } from '../support/program.ts';
import { honestAddresses, hostileAddresses } from '../support/hostile-addresses.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startServer } from './servers.ts';

// Run by `npm run test:hosts`: nginx and Caddy themselves read their configuration.

const links = createLinks('https://example.com', '/');

/** As many long addresses as hosts take, of many lengths. */
const longAddresses = Array.from(
  { length: 2000 },
  (_, number) => `/${'长'.repeat(60)}/${'b'.repeat(number % 150)}${number}/`,
);

function redirectsOf(aliases: readonly string[]) {
  const articles = aliases.map((alias, index) =>
    makeArticle({ slug: `p${index}`, oldPaths: [alias] }),
  );
  return collectRedirects(articles, [], links, 'posts').all;
}

function configOf(server: HostServer, redirects: string): string {
  const template = path.join(projectDir, 'deploy', hostServers[server]);
  return hostConfig({
    server,
    template: readFileSync(template, 'utf8'),
    root: '/srv/it\'s "a" site',
    pathPrefix: '/',
    host: server === 'nginx' ? 'example.com' : 'http://example.com',
    listen: '127.0.0.1:8080',
    contentSecurityPolicy: "default-src 'self'",
    redirects,
  });
}

/** What `nginx -t` says, and whether it takes the configuration. */
function nginxTest(config: string, folder: string): { ok: boolean; log: string } {
  mkdirSync(path.join(folder, 'temp'), { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/temp/${name};\n`)
    .join('');
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `pid ${folder}/pid;\nerror_log stderr;\nevents {}\nhttp {\n  access_log off;\n` +
      `${temporary}${config}\n}\n`,
  );
  const { status, stderr } = spawnSync('nginx', ['-t', '-p', folder, '-c', file, '-e', 'stderr'], {
    encoding: 'utf8',
  });
  return { ok: status === 0, log: stderr };
}

interface CaddyRoute {
  readonly match?: readonly { readonly path?: readonly string[] }[];
  readonly handle?: readonly {
    readonly headers?: { readonly Location?: readonly string[] };
    readonly routes?: readonly CaddyRoute[];
  }[];
}

/** The redirects that Caddy itself finds in a Caddyfile. */
function caddyPairs(config: string, folder: string): readonly (readonly [string, string])[] {
  const file = path.join(folder, 'Caddyfile');
  writeFileSync(file, config);
  const { status, stdout, stderr } = spawnSync('caddy', ['adapt', '--config', file], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
  });
  assert.equal(status, 0, stderr);
  const { apps } = JSON.parse(stdout) as {
    apps: { http: { servers: Record<string, { routes: readonly CaddyRoute[] }> } };
  };
  const pairs: [string, string][] = [];
  const walk = (routes: readonly CaddyRoute[]): void => {
    for (const { match = [], handle = [] } of routes) {
      for (const { headers, routes: inner = [] } of handle) {
        const [to] = headers?.Location ?? [];
        const [from] = match[0]?.path ?? [];
        if (to !== undefined && from !== undefined) pairs.push([from, to]);
        walk(inner);
      }
    }
  };
  walk(Object.values(apps.http.servers).flatMap(({ routes }) => routes));
  return pairs;
}

/** Rules that another program may have left in `_redirects`. */
const foreignRules = [
  '/a"; /b/ 301',
  '/a";} /b/ 301',
  '/a /b";}server{listen{8000;}',
  '/a\\ /b\\ 301',
  '/a\\" /b 301',
  '/a%22%20%22b%22;} /b/ 301',
  "/it's /it's/ 301",
  '/a`b /b`{$HOME}` 301',
  '/a{ /b{env.HOME} 301',
  '/%7B$HOME%7D /b 301',
  '/a%2a /b* 301',
  '/a /b$uri 301',
  '/#a /b 301',
  '/旧 /新 301',
  '/a;b /c;d#e 301',
];

describe('addresses as servers read them', () => {
  it('are pairs of addresses, honest ones as written and no hostile one', () => {
    const all = redirectsOf([...hostileAddresses, ...honestAddresses]);
    assert.equal(all.length, honestAddresses.length);
    const pairs = all.map(({ from, href }) => [decodeURIComponent(from), href]);
    const redirects = redirectsFile(all);
    assert.deepEqual(caddyPairs(configOf('caddy', redirects), temporaryFolder()), pairs);
    const { ok, log } = nginxTest(configOf('nginx', redirects), temporaryFolder());
    assert.ok(ok, log);
  });

  it('fit into the tables of servers, 2,000 long ones', () => {
    const all = redirectsOf(longAddresses);
    assert.equal(all.length, longAddresses.length);
    const redirects = redirectsFile(all);
    const { ok, log } = nginxTest(configOf('nginx', redirects), temporaryFolder());
    assert.ok(ok, log);
    assert.doesNotMatch(log, /\[(?:warn|emerg)\].*map_hash/);
    const found = caddyPairs(configOf('caddy', redirects), temporaryFolder());
    assert.equal(found.length, longAddresses.length);
  });

  it('are one rule for each line that is taken from a foreign _redirects', () => {
    let taken = 0;
    for (const rule of foreignRules) {
      for (const server of ['nginx', 'caddy'] as const) {
        let config: string;
        try {
          config = configOf(server, `${rule}\n`);
        } catch (error) {
          assert.ok(error instanceof HostConfigError);
          continue;
        }
        taken++;
        if (server === 'caddy') {
          const [[from] = [], ...more] = caddyPairs(config, temporaryFolder());
          assert.equal(from, decodeURIComponent(rule.split(' ')[0] ?? ''));
          assert.deepEqual(more, []);
        } else {
          const { ok, log } = nginxTest(config, temporaryFolder());
          assert.ok(ok, `${rule}\n${log}`);
        }
      }
    }
    assert.ok(taken > 10);
  });

  it('redirect where they are honest, and lead nowhere where they are hostile', async () => {
    const folder = temporaryFolder();
    const all = redirectsOf([...hostileAddresses, ...honestAddresses]);
    for (const [name, text] of Object.entries({
      _headers: "/*\n  Content-Security-Policy: default-src 'self'\n",
      _redirects: redirectsFile(all),
      'robots.txt': 'User-agent: *\n',
      '404.html': 'missing',
    })) {
      writeFileSync(path.join(folder, name), text);
    }
    for (const name of ['nginx', 'caddy'] as const) {
      const server = await startServer(name, folder, '/', temporaryFolder());
      try {
        for (const { from, href } of all) {
          const { status, headers } = await fetch(`${server.origin}${from}`, {
            redirect: 'manual',
          });
          assert.deepEqual([status, headers.get('location')], [301, href], `${name}: ${from}`);
        }
        for (const target of ['/p', '/pages/', '/a', '/a%22/', '/c:/x/', '/etc/passwd']) {
          const { status } = await fetch(`${server.origin}${target}`, { redirect: 'manual' });
          assert.equal(status, 404, `${name}: ${target}`);
        }
      } finally {
        await server.close();
      }
    }
  });
});
