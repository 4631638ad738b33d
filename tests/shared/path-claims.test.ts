import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldPath, PathClaims, rootNameOf } from '../../src/shared/path-claims.ts';

function claimsOf(...files: readonly string[]): PathClaims {
  const claims = new PathClaims();
  for (const file of files) claims.claim(file, 'a');
  return claims;
}

describe('PathClaims', () => {
  it('finds a file of the same name, in whatever case or form', () => {
    const claims = claimsOf('tags/Café/index.html', 'Straße.html');
    for (const file of ['TAGS/CAFE\u0301/INDEX.HTML', 'strasse.html', 'STRA\u1E9EE.html']) {
      assert.deepEqual(claims.conflict(file, 'a'), { owner: 'a', kind: 'same' }, file);
    }
    assert.equal(claims.conflict('tags/cafe/index.html', 'a'), undefined);
  });

  it('finds what would be a file and a folder', () => {
    const claims = claimsOf('feed.xml', 'old.html', 'posts/a/index.html', 'posts/a/index.md');
    const folder = { owner: 'a', kind: 'folder' };
    for (const file of [
      ...['feed.xml/index.html', 'Feed.XML/a/b.html', 'old.html/x/index.html'],
      ...['posts/a/index.md/index.html', 'posts', 'posts/a'],
    ]) {
      assert.deepEqual(claims.conflict(file, 'a'), folder, file);
    }
    assert.equal(claims.conflict('posts/b/index.html', 'b'), undefined);
    assert.equal(claims.conflict('feed.xml.d/index.html', 'b'), undefined);
  });

  it('keeps for its owner an address that hosts also show without its ending', () => {
    const claims = claimsOf('about/index.html', '404.html', 'index.html');
    const same = { owner: 'a', kind: 'same' };
    for (const file of ['about.html', 'about.htm', '404/index.html', 'index/index.html']) {
      assert.deepEqual(claims.conflict(file, 'b'), same, file);
      assert.equal(claims.conflict(file, 'a'), undefined, file);
    }
  });

  it('finds conflicts only between paths with the same name at the root', () => {
    const name = fc.constantFrom(
      'a',
      'A',
      'é',
      'e\u0301',
      'a.html',
      'a.htm',
      'index.html',
      'index',
    );
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(path, path, (one, other) => {
        const isInTheWay = claimsOf(one).conflict(other, 'b') !== undefined;
        assert.ok(!isInTheWay || rootNameOf(one) === rootNameOf(other));
      }),
      { numRuns: 2000 },
    );
  });

  it('lets in only files that a case-insensitive disk can hold together', () => {
    const name = fc.constantFrom('a', 'A', 'é', 'e\u0301', 'b.html', 'index.html');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 20 }), (paths) => {
        const claims = new PathClaims();
        const kept = paths.filter((file, index) => {
          if (claims.conflict(file, String(index))) return false;
          claims.claim(file, String(index));
          return true;
        });
        const folded = kept.map(foldPath);
        assert.equal(new Set(folded).size, kept.length);
        for (const file of folded) {
          assert.ok(!folded.some((other) => other.startsWith(`${file}/`)), file);
        }
      }),
    );
  });
});
