import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hostCheck } from '../../src/serve/host-check.ts';

const foreign = [
  ...['evil.example', 'localhost.evil.example', 'notlocalhost', '127.0.0.1.evil.example'],
  ...['', ' ', 'localhost:80:80', 'localhost:x', 'a@localhost', 'localhost/', 'localhost#', '[::1'],
  ...['[::1]x', '.', '..', 'evil.example,localhost', 'localhost evil.example', '0x7f000001'],
];

describe('hostCheck', () => {
  it('knows the names and addresses of this machine', () => {
    const check = hostCheck('127.0.0.1');
    for (const host of ['localhost', 'LOCALHOST', 'localhost.', 'wiki.localhost', '127.0.0.1']) {
      assert.ok(check(host), host);
      assert.ok(check(`${host}:8080`), host);
    }
    for (const host of ['127.1.2.3', '[::1]', '[::1]:8080']) assert.ok(check(host), host);
    for (const host of [...foreign, '192.0.2.1', '0.0.0.0', '[2001:db8::1]']) {
      assert.equal(check(host), false, host);
      assert.equal(check(`${host}:8080`), false, host);
    }
  });

  it('knows the host that it listens on, and any address when it listens on all', () => {
    assert.ok(hostCheck('Box.Example')('box.example:80'));
    assert.ok(hostCheck('192.0.2.1')('192.0.2.1'));
    for (const all of ['0.0.0.0', '::']) {
      const check = hostCheck(all);
      for (const host of ['192.0.2.1:80', '[2001:db8::1]:80']) assert.ok(check(host), host);
      for (const host of foreign) assert.equal(check(host), false, host);
    }
  });

  it('lets in the names that are allowed, and those below a dot', () => {
    const check = hostCheck('localhost', ['Wiki.example', '.proxy.example']);
    for (const host of ['wiki.example', 'wiki.example.:443', 'proxy.example', 'a.b.proxy.example'])
      assert.ok(check(host), host);
    for (const host of [...foreign, 'a.wiki.example', 'evilproxy.example', 'proxy.example.evil'])
      assert.equal(check(host), false, host);
  });

  it('lets in no other name, whatever it looks like', () => {
    const check = hostCheck('localhost');
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.webAuthority(), fc.string()), (host) => {
        const name = /^([^:]*)(?::\d*)?$/.exec(host)?.[1]?.toLowerCase().replace(/\.$/, '') ?? host;
        fc.pre(!/(?:^|\.)localhost$|^127\.|^\[::1\]/.test(name) && !host.startsWith('[::1]'));
        assert.equal(check(host), false);
      }),
    );
  });
});
