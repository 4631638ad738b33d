import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { hostConfig, hostServers } from '../../src/publish/host-config.ts';
import type { HostServer } from '../../src/publish/host-config.ts';
import { projectDir } from '../support/build-site.ts';

function filled(server: HostServer, pathPrefix: string): string {
  return hostConfig({
    server,
    template: readFileSync(path.join(projectDir, 'deploy', hostServers[server]), 'utf8'),
    root: '/srv/site/',
    pathPrefix,
    host: 'example.com',
    listen: '8080',
    contentSecurityPolicy: "default-src 'self' $& x",
    redirects: '/notes/%E6%97%A7/ /notes/posts/a/ 301\n',
  });
}

describe('hostConfig', () => {
  it('leaves no gap in the shipped files', () => {
    for (const server of ['nginx', 'caddy'] as const) {
      for (const prefix of ['/', '/notes/']) {
        const text = filled(server, prefix);
        assert.doesNotMatch(text, /@[A-Z_]+@/);
        assert.ok(text.includes("default-src 'self' $& x"));
        assert.ok(text.includes('/srv/site'));
        assert.ok(text.includes('example.com'));
      }
    }
  });

  it('writes redirects as each server reads addresses', () => {
    assert.ok(filled('nginx', '/notes/').includes('"/notes/旧/" "/notes/posts/a/";'));
    assert.ok(filled('caddy', '/notes/').includes('redir /notes/%E6%97%A7/ /notes/posts/a/ 301'));
  });
});
