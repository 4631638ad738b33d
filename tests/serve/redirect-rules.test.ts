import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRedirects } from '../../src/serve/redirect-rules.ts';

describe('parseRedirects', () => {
  it('follows exact rules and those with a splat, the first that matches', () => {
    const find = parseRedirects(
      '# old\n/%E6%97%A7/ /new/\n/旧/ /second/ 302\n' +
        '/x/* /y/:splat 302!\r\n/z https://example.org/\n',
    );
    assert.deepEqual(find('/旧/'), { location: '/new/', status: 301 });
    assert.deepEqual(find('/x/a/b'), { location: '/y/a/b', status: 302 });
    assert.deepEqual(find('/z'), { location: 'https://example.org/', status: 301 });
    assert.equal(find('/other'), undefined);
  });

  it('takes an encoded asterisk literally', () => {
    const find = parseRedirects('/p%2a /a/\n/q%2a/* /b/\n');
    assert.equal(find('/p*')?.location, '/a/');
    assert.equal(find('/pages'), undefined);
    assert.equal(find('/q*/x')?.location, '/b/');
    assert.equal(find('/q-other/x'), undefined);
  });

  it('leaves out lines that are no redirect a browser can follow', () => {
    const find = parseRedirects(
      '/a /b/ 200\n/c /d/ 999\n/e\nf /g/\n/h /\u0007/\n/i /旧/\n/j /k/ 301x\n',
    );
    for (const path of ['/a', '/c', '/e', 'f', '/h', '/i', '/j']) {
      assert.equal(find(path), undefined, path);
    }
  });

  it('leads to no other host, whatever path is asked for', () => {
    assert.equal(parseRedirects('/x/* /:splat\n')('/x//evil.example/')?.location, '/evil.example/');
  });
});
