import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headersFile, robotsTxt } from '../../src/output/host-files.ts';
import { createLinks } from '../../src/views/links.ts';

describe('host files', () => {
  it('names the sitemap in robots.txt', () => {
    const text = robotsTxt(createLinks('https://example.com', '/notes/'));
    assert.match(text, /^User-agent: \*\nAllow: \/\n/);
    assert.match(text, /^Sitemap: https:\/\/example\.com\/notes\/sitemap\.xml$/m);
  });

  it('sends the policy with every page and lets fingerprinted files be cached', () => {
    const text = headersFile("default-src 'self'", '/notes/');
    assert.match(
      text,
      /^\/notes\/\*\n {2}Content-Security-Policy: default-src 'self'; frame-ancestors 'none'$/m,
    );
    assert.match(text, /^\/notes\/assets\/\*\n {2}Cache-Control: .*immutable$/m);
  });
});
