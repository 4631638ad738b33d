import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readAddress } from '../../src/shared/web-address.ts';
import { hostileAddress } from '../support/hostile-links.ts';

const site = 'https://site.example';
const bases = [
  'https://site.example/notes/posts/a/',
  'http://localhost:8080/notes/posts/a/',
  'https://reader.test/feeds/1',
];

describe('readAddress', () => {
  it('leaves ordinary addresses as they are', () => {
    const ordinary: [string, string][] = [
      ['https://other.example/a%20b?q=\\#x', 'host'],
      ['http://site.example:8080/a', 'host'],
      ['https://user@site.example.evil.test/', 'host'],
      ['https://site.example', 'site'],
      ['https://site.example/notes/', 'site'],
      ['mailto:a@b.example', 'contact'],
      ['tel:+861012345678', 'contact'],
      ['/posts/a/', 'root'],
      ['/a//b', 'root'],
      ['', 'page'],
      ['#注', 'page'],
      ['?q=a', 'page'],
      ['../a/b:c.png', 'relative'],
      ['图 1.png', 'relative'],
    ];
    for (const [href, kind] of ordinary) {
      assert.deepEqual(readAddress(href, site), { kind, href }, href);
    }
  });

  it('finds the host that browsers find, however it is spelt', () => {
    for (const written of [
      'https:evil.test/x',
      'https:/evil.test/x',
      'https:///evil.test/x',
      'https:\\\\evil.test/x',
      'HtTpS:evil.test/x',
      'ht\ntps:evil.test/x',
      ' \u0001https:/evil.test/x\u0000',
      '//evil.test/x',
      '\\\\evil.test/x',
      '/\\evil.test/x',
      '\\/evil.test/x',
      '/\t/evil.test/x',
      '\t/\r\n\\evil.test/x',
      '////evil.test/x',
      '\uFEFF\u0001//evil.test/x',
      '\u00A0 \u0001\\\\evil.test/x\u0000\u3000',
    ]) {
      const expected = { kind: 'host', href: 'https://evil.test/x' };
      assert.deepEqual(readAddress(written, site), expected, JSON.stringify(written));
    }
  });

  it('knows its own site under all its spellings', () => {
    for (const written of [
      'http://site.example/posts/a/',
      'https://site.example./posts/a/',
      'HTTPS://SITE.example/posts/a/',
      'https:site.example/posts/a/',
      'https://site.example:443/posts/a/',
      'https://me:pw@site.example/posts/a/',
      '//site.example/posts/a/',
      '/\\site.example\\posts\\a\\',
    ]) {
      const expected = { kind: 'site', href: 'https://site.example/posts/a/' };
      assert.deepEqual(readAddress(written, site), expected, written);
    }
  });

  it('refuses every other scheme', () => {
    for (const written of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      'java\u200Bscript:alert(1)',
      'ht\u200Btps://evil.test',
      'javascript&colon;alert(1)',
      'javascript%3Aalert(1)',
      'data:image/png;base64,',
      'blob:https://site.example/x',
      'file:///etc/passwd',
      'view-source:https://site.example',
      'ftp://a.example/',
      'vbscript:x',
    ]) {
      assert.equal(readAddress(written, site), undefined, JSON.stringify(written));
    }
  });

  it('means the same on the site, in a preview and in a feed', () => {
    fc.assert(
      fc.property(hostileAddress, fc.constantFrom(site, ''), (written, siteUrl) => {
        const address = readAddress(written, siteUrl);
        if (!address) return;
        for (const base of bases) {
          if (!URL.canParse(address.href, base)) continue;
          const { protocol, origin }: URL = new URL(address.href, base);
          assert.match(protocol, /^(?:https?|mailto|tel):$/);
          if (/^(?:root|page|relative)$/.test(address.kind)) {
            assert.equal(origin, new URL(base).origin);
          }
          if (address.kind === 'site') assert.equal(origin, site);
          if (address.kind === 'host' && siteUrl !== '') assert.notEqual(origin, site);
        }
        // A browser on a page of the site reaches no other host by an address that counts as local.
        const url = URL.canParse(written, bases[0]) ? new URL(written, bases[0]) : undefined;
        if (address.kind === 'root' || address.kind === 'relative') {
          assert.equal(url?.origin ?? site, site);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
