import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hostConfig, HostConfigError, hostServers } from '../../src/output/host-config.ts';
import type { HostConfigInput, HostServer } from '../../src/output/host-config.ts';
import { cacheControl, redirectsFile, securityHeaders } from '../../src/output/host-files.ts';
import { contentTypes } from '../../src/serve/content-types.ts';
import { createLinks } from '../../src/views/links.ts';
import { collectRedirects } from '../../src/views/redirects.ts';
import { makeArticle } from '../support/articles.ts';
import { projectDir } from '../support/program.ts';
import { honestAddresses, hostileAddresses } from '../support/hostile-addresses.ts';
import {
  caddyRedirects,
  caddyStatements,
  nginxRedirects,
  nginxStatements,
} from '../support/server-config.ts';

const servers = ['nginx', 'caddy'] as const;
const redirectsIn = {
  nginx: nginxRedirects,
  // Without the redirect that gives the path of the site its slash.
  caddy: (text: string) => caddyRedirects(text).filter(([from]) => from !== '/notes'),
};
const statementsIn = { nginx: nginxStatements, caddy: caddyStatements };

function filled(server: HostServer, input: Partial<HostConfigInput> = {}): string {
  return hostConfig({
    server,
    template: readFileSync(path.join(projectDir, 'deploy', hostServers[server]), 'utf8'),
    root: '/srv/site/',
    pathPrefix: '/notes/',
    host: 'example.com',
    listen: '8080',
    contentSecurityPolicy: "default-src 'self' 'sha256-a+b/c='",
    redirects: '/notes/%E6%97%A7/ /notes/posts/a/ 301\n',
    ...input,
  });
}

/** The statements of a configuration beside its redirects. */
function frameOf(server: HostServer, text: string): unknown {
  return statementsIn[server](text).filter(
    ([word = '', target = '']) => word !== 'redir' && !(word.startsWith('/') && target !== ''),
  );
}

describe('hostConfig', () => {
  it('fills in every value of the shipped files', () => {
    for (const server of servers) {
      for (const pathPrefix of ['/', '/notes/']) {
        const text = filled(server, { pathPrefix });
        assert.doesNotMatch(text, /@[A-Z_]+@/);
        const words = statementsIn[server](text).flat();
        for (const word of ["default-src 'self' 'sha256-a+b/c='", '/srv/site/', 'example.com']) {
          assert.ok(words.includes(word), `${server}: ${word}`);
        }
      }
    }
  });

  it('sends the headers that the table has, and no others', () => {
    const nginx = nginxStatements(filled('nginx'))
      .filter(([word]) => word === 'add_header')
      .map(([, name = '', value = '']) => [name, value]);
    assert.deepEqual(Object.fromEntries(nginx), {
      'Content-Security-Policy': "default-src 'self' 'sha256-a+b/c='",
      ...securityHeaders,
      'Cache-Control': '$inkstone_cache',
    });
    const statements = caddyStatements(filled('caddy'));
    const start = statements.findIndex((words) => words.join(' ') === 'header {');
    const end = statements.findIndex(([word], index) => index > start && word === '}');
    assert.deepEqual(Object.fromEntries(statements.slice(start + 1, end)), {
      'Content-Security-Policy': "default-src 'self' 'sha256-a+b/c='",
      ...securityHeaders,
      'Cache-Control': cacheControl.revalidate,
    });
    for (const file of Object.values(hostServers)) {
      const text = readFileSync(path.join(projectDir, 'deploy', file), 'utf8');
      const values = [...text.matchAll(/(["'])(public, .*)\1/g)].map(([, , value]) => value);
      assert.deepEqual(new Set(values), new Set(Object.values(cacheControl)), file);
    }
  });

  it('has nginx send the types that the own server sends, and treat them alike', () => {
    const statements = nginxStatements(filled('nginx'));
    const start = statements.findIndex((words) => words.join(' ') === 'types {');
    const end = statements.findIndex(([word], index) => index > start && word === '}');
    const sent = statements
      .slice(start + 1, end)
      .flatMap(([type = '', ...endings]) => endings.map((ending) => [`.${ending}`, type]));
    // Its `default_type`.
    const own = [...contentTypes].filter(([, { type }]) => type !== 'application/octet-stream');
    const nameOf = (type: string) => type.replace(/;.*/, '');
    assert.deepEqual(
      Object.fromEntries(sent),
      Object.fromEntries(own.map(([ending, { type }]) => [ending, nameOf(type)])),
    );
    const listed = (name: string) =>
      new Set(statements.find(([word]) => word === name)?.slice(1) ?? []);
    const typesOf = (types: typeof own) => new Set(types.map(([, { type }]) => nameOf(type)));
    const withCharset = own.filter(([, { type }]) => type.includes('charset'));
    assert.deepEqual(listed('charset_types'), typesOf(withCharset));
    // It always compresses HTML.
    const compressed = own.filter(([ending, one]) => one.compressible && ending !== '.html');
    assert.deepEqual(listed('gzip_types'), typesOf(compressed));
  });

  it('writes redirects as each server reads addresses', () => {
    assert.ok(filled('nginx').includes('"/notes/旧/" "/notes/posts/a/";'));
    assert.ok(filled('caddy').includes('redir `/notes/旧/` `/notes/posts/a/` 301'));
  });

  it('writes aliases as pairs of addresses and nothing else, hostile and honest ones', () => {
    const links = createLinks('https://example.com', '/notes/');
    const articles = [...hostileAddresses, ...honestAddresses].map((alias, index) =>
      makeArticle({ slug: `p${index}`, oldPaths: [alias] }),
    );
    const { all } = collectRedirects(articles, ['feed.xml'], links, 'posts');
    assert.equal(all.length, honestAddresses.length);
    const pairs = all.map(({ from, href }) => [decodeURIComponent(from), href]);
    for (const server of servers) {
      const text = filled(server, { redirects: redirectsFile(all) });
      assert.deepEqual(redirectsIn[server](text), pairs);
      assert.deepEqual(frameOf(server, text), frameOf(server, filled(server)));
    }
  });

  it('writes each rule that it takes so that it is read back, and nothing else', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom('"', '\\', '\\"', '";}', '`', '{$HOME}', '{host}', '$uri', '#', '<<X', '旧'),
      fc.constantFrom('%22', '%5c', '%2a', '%7B', '%24', '%60', '%0a', '*', ':x', ';', "'"),
    );
    const address = fc.array(piece, { maxLength: 3 }).map((pieces) => `/${pieces.join('')}`);
    let read = 0;
    fc.assert(
      fc.property(address, address, (from, to) => {
        for (const server of servers) {
          let text: string;
          try {
            text = filled(server, { redirects: `${from} ${to}\n` });
          } catch (error) {
            assert.ok(error instanceof HostConfigError, String(error));
            continue;
          }
          const found = redirectsIn[server](text);
          assert.deepEqual(frameOf(server, text), frameOf(server, filled(server)));
          const lines = /^\s*(?:#|$)/.test(from) ? 0 : 1;
          assert.equal(found.length, lines);
          const [[source, target] = ['', '']] = found;
          if (/\s/u.test(`${from}${to}`)) continue;
          read++;
          assert.equal(source, decodeURIComponent(from));
          assert.match(target, /^\/[\w\-.~!'()*+,;=:@&/?#%]*$/);
          if (!/%(?![\da-f]{2})|%[89a-f]/i.test(to)) {
            assert.equal(decodeURIComponent(target), decodeURIComponent(to.toWellFormed()));
          }
        }
      }),
      { numRuns: 1000 },
    );
    assert.ok(read > 100, `${read} rules were read`);
  });

  it('refuses rules that say more than a path and its target, and names the line', () => {
    for (const rule of [
      ...['/p* /evil/ 301', '/:slug /evil/ 301', '/a /b/ 200', '/a /b/ 302', 'a /b/', '/a'],
      ...['/a /b/ 301 Country=de', '/a //evil.example/', '/a /\\evil.example/', '/%zz /b/'],
      ...['/a javascript:x', '/a?b /c/', '/%0a /b/', '/%00 /b/', '/a%0db /b/'],
    ]) {
      for (const server of servers) {
        const redirects = `/fine/ /posts/a/ 301\n${rule}\n`;
        const message = /^Line 2 of _redirects /;
        assert.throws(() => filled(server, { redirects }), { message }, rule);
      }
    }
  });

  it('quotes or refuses every other value', () => {
    const root = '/srv/it\'s "my" \\site;#';
    assert.ok(nginxStatements(filled('nginx', { root })).flat().includes(`${root}/`));
    assert.ok(caddyStatements(filled('caddy', { root })).flat().includes(`${root}/`));
    const host = 'example.com, www.example.com';
    assert.match(filled('nginx', { host }), /server_name example\.com www\.example\.com;/);
    assert.match(filled('caddy', { host }), /^example\.com, www\.example\.com \{$/m);
    assert.match(filled('nginx', { listen: '[::]:443 ssl' }), /listen \[::\]:443 ssl;/);
    const refused: readonly (readonly [HostServer, Partial<HostConfigInput>])[] = [
      ['nginx', { root: '/srv/$x' }],
      ['nginx', { root: '/srv/\nx' }],
      ['nginx', { contentSecurityPolicy: "default-src 'self'\n" }],
      ['nginx', { listen: '80; root /' }],
      ['nginx', { listen: '80 "' }],
      ['nginx', { host: 'a;b' }],
      ['nginx', { host: '~^(.*)$' }],
      ['nginx', { pathPrefix: '/a b/' }],
      ['nginx', { pathPrefix: '/a{/' }],
      ['caddy', { root: '/srv/{$HOME}' }],
      ['caddy', { root: '/srv/`' }],
      ['caddy', { contentSecurityPolicy: '{env.HOME}' }],
      ['caddy', { host: 'a {' }],
      ['caddy', { host: '(snippet)' }],
      ['caddy', { host: '' }],
    ];
    for (const [server, input] of refused) {
      assert.throws(() => filled(server, input), HostConfigError, JSON.stringify(input));
    }
  });
});
