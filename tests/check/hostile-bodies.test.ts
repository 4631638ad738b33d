import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGlosses } from '../../src/check/check-glosses.ts';
import { checkHtml } from '../../src/check/check-html.ts';
import { findExternalLinks } from '../../src/check/external-links/collect-links.ts';

/**
 * How many marks or links each body has. A check that searches the body once for each of them would
 * take minutes or hours.
 */
const count = 60_000;
const numbered = (make: (number: number) => string) =>
  Array.from({ length: count }, (_, number) => make(number)).join('');
const bodies: Readonly<Record<string, string>> = {
  'anchors that lead nowhere': numbered((number) => `[a](#nowhere-${number})\n`),
  'encoded anchors that lead nowhere': numbered((number) => `[a](<#no where-${number}>)\n`),
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
    const problems = checkHtml({ ...place, html, body });
    const links = findExternalLinks({ html, body, bodyLine: place.bodyLine });
    const found = problems.length + links.length + checkGlosses(body, [], place).length;
    assert.ok(found > 0);
    if (!name.startsWith('encoded') && problems.length > 1) {
      assert.deepEqual(problems[7]?.line, 12);
    }
    if (links.length > 0) assert.deepEqual(links[7], { href: 'https://e7.example/', line: 12 });
  });
}

test('compares no more than 50 of 100,000 broken anchors with the ids of the article', () => {
  const ids = Array.from({ length: 1000 }, (_, number) => `<b id="nowhere-x${number}"></b>`);
  const links = Array.from({ length: 100_000 }, (_, number) => `<a href="#nowhere-${number}"></a>`);
  const html = [...ids, ...links].join('\n');
  const problems = checkHtml({ file: 'posts/a.md', bodyLine: 1, html, body: html });
  assert.equal(problems.length, links.length);
  const guessed = problems.flatMap(({ hint }, index) => (hint?.startsWith('Did') ? [index] : []));
  assert.deepEqual(
    guessed,
    Array.from({ length: 50 }, (_, index) => index),
  );
});
