import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LinkPlace } from '../../src/markdown/types.ts';
import { finishBody } from '../../src/output/finish-body.ts';

const html = '<p>前 <a>甲</a> <a title="t">乙</a></p>';
const first = Buffer.from(html).indexOf('<a>') + 2;
const second = Buffer.from(html).indexOf('<a ') + 2;
const wiki: LinkPlace = { at: first, end: Buffer.from(html).indexOf('</a>') };
const link: LinkPlace = { at: second };

function finish(...addresses: (string | undefined)[]): string {
  return finishBody(Buffer.from(html), [wiki, link], addresses).toString('utf8');
}

describe('finishBody', () => {
  it('puts addresses where the links stand', () => {
    assert.equal(
      finish('/posts/%E7%94%B2/', '/posts/b/#x'),
      '<p>前 <a href="/posts/%E7%94%B2/">甲</a> <a href="/posts/b/#x" title="t">乙</a></p>',
    );
  });

  it('makes links that lead nowhere plain text, a bare wikilink with its brackets', () => {
    assert.equal(
      finish(undefined, undefined),
      '<p>前 <a class="broken-link">[[甲]]</a> <a class="broken-link" title="t">乙</a></p>',
    );
  });

  it('escapes addresses', () => {
    assert.match(finish('/"><script>&', '/x'), /<a href="\/&quot;&gt;&lt;script&gt;&amp;">甲/);
  });

  it('leaves a body without links as it is', () => {
    const body = Buffer.from('<p>文</p>');
    assert.deepEqual(finishBody(body, [], []), body);
  });
});
