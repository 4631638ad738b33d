import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { createRenderer } from '../../src/markdown/index.ts';
import { absoluteLinks } from '../../src/output/feeds.ts';
import { hostileAddress } from '../support/hostile-links.ts';
import { finished } from './finished.ts';
import { context } from './render-context.ts';

const render = await createRenderer();
const page = 'https://site.example/notes/posts/a/';

/** Every way in which a body can bring an address. */
const forms: readonly ((address: string) => string)[] = [
  (address) => `![x](${address})`,
  (address) => `文 ![x](<${address}> "t") 文`,
  (address) => `[x](${address})`,
  (address) => `[x](<${address}>)`,
  (address) => `[![x](${address})](${address})`,
  (address) => `![x][r] [y][r]\n\n[r]: ${address}`,
  (address) => `[r]\n\n[r]: <${address}>`,
  (address) => `<${address}>`,
  (address) => `<img src="${address}" alt=x>`,
  (address) => `<img src='${address}' srcset='${address}' poster=${address}>`,
  (address) => `<a href="${address}">x</a>`,
  (address) => `<a href=${address}>x</a>`,
  (address) => `<q cite="${address}">x</q> <ins cite="${address}">x</ins>`,
  (address) => `<table background="${address}"><tr><td><a href="${address}">x</a>`,
  (address) => `<ul><li><img src="${address}"><a href='${address}'>x</a></ul>`,
  (address) => `x^[![x](${address}) [y](${address})]`,
  (address) => `<details><summary>![x](${address}) [y](${address})</summary>x</details>`,
  (address) => `[[${address}]] [[x|${address}]]`,
  (address) => `[x]([${address}](${address}))`,
];

interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
}

function elements(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: Tree.Node): void => {
    if ('tagName' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
      found.push({ tag: node.tagName, attributes });
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parseFragment(html));
  return found;
}

/**
 * Asserts that a browser asks nobody else for pictures and follows no active link, seen from a
 * base.
 */
function assertHarmless(html: string, base: string, own: string): void {
  for (const { tag, attributes } of elements(html)) {
    for (const name of attributes.keys()) {
      assert.ok(!/^(?:cite|poster|background|action|data|ping)$/.test(name), `${tag} ${name}`);
    }
    const src = attributes.get('src');
    if (src !== undefined && URL.canParse(src, base)) {
      const { origin } = new URL(src, base);
      assert.ok(origin === own || origin === 'https://site.example', `${src} from ${base}`);
    }
    const href = attributes.get('href');
    if (href === undefined || !URL.canParse(href, base)) continue;
    const { protocol, origin } = new URL(href, base);
    assert.match(protocol, /^(?:https?|mailto|tel):$/, href);
    if (!protocol.startsWith('http')) continue;
    const isOwn = origin === own || origin === 'https://site.example';
    assert.ok(isOwn || attributes.get('rel') === 'noopener', `${href} from ${base}`);
  }
}

describe('the addresses of a body', () => {
  it('show no picture of another host, however its address is spelt', () => {
    for (const address of [
      'https:evil.test/x.png',
      'https:/evil.test/x.png',
      '/\\evil.test/x.png',
      '\\\\evil.test/x.png',
      '/&#9;/evil.test/x.png',
      '//evil.test/x.png',
    ]) {
      const html = finished(render(`<img src="${address}" alt="图">`, context));
      const link = '<a class="external-image" href="https://evil.test/x.png" rel="noopener">图</a>';
      assert.equal(html, `<p>${link}</p>\n`, address);
    }
  });

  it('never ask another host, nor run anything, on the page, in a preview or in a feed', () => {
    fc.assert(
      fc.property(hostileAddress, fc.constantFrom(...forms), (address, form) => {
        const html = finished(render(form(address), context));
        assertHarmless(html, page, 'https://site.example');
        assertHarmless(html, 'http://localhost:8080/notes/posts/a/', 'http://localhost:8080');
        // Readers of feeds know no base: no address may need one.
        const feed = absoluteLinks(html, page, 'https://site.example');
        assertHarmless(feed, 'https://reader.test/', 'https://site.example');
      }),
      { numRuns: 4000 },
    );
  });
});
