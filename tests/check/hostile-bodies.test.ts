import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGlosses } from '../../src/check/check-glosses.ts';
import { checkHtml } from '../../src/check/check-html.ts';
import { collectExternalLinks } from '../../src/check/external-links/collect-links.ts';
import type { ExternalLinks } from '../../src/check/external-links/collect-links.ts';

/**
 * Bodies for which a check that searches once for each mark or link would take minutes or hours.
 */
const count = 60_000;
const numbered = (make: (number: number) => string) =>
  Array.from({ length: count }, (_, number) => make(number)).join('');
const bodies: Readonly<Record<string, string>> = {
  'anchors that lead nowhere': numbered((number) => `[a](#nowhere-${number})\n`),
  'links that lead nowhere': numbered((number) => `[a](/nowhere/${number}/)\n`),
  'encoded links that lead nowhere': numbered((number) => `[a](</no where/${number}/>)\n`),
  'links of other hosts': numbered((number) => `[a](https://e${number}.example/)\n`),
  'marks that are shown': numbered((number) => `** ${number}\\*\n`),
  'brackets that are never closed': numbered(() => '**a**('),
  'brackets in brackets': numbered(() => '**a**(') + ')'.repeat(count),
};

for (const [name, body] of Object.entries(bodies)) {
  test(`checks ${name} in one walk`, () => {
    const html = body
      .replace(/\[a\]\(<?([^)>]+)>?\)/g, (_, href: string) => `<a href="${encodeURI(href)}">a</a>`)
      .replaceAll('\\*', '*');
    const place = { file: 'posts/a.md', bodyLine: 5 };
    const problems = checkHtml({ ...place, html, body, pathPrefix: '/', exists: () => false });
    const links: ExternalLinks = new Map();
    collectExternalLinks(links, { ...place, html, body, sourceLine: 1 }, 'https://own.example');
    const found = problems.length + links.size + checkGlosses(body, [], place).length;
    assert.ok(found > 0);
    if (!name.startsWith('encoded') && problems.length > 1) {
      assert.deepEqual(problems[7]?.line, 12);
    }
    if (links.size > 0) assert.equal(links.get('https://e7.example/')?.[0]?.line, 12);
  });
}
