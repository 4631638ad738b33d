import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { createRenderer } from '../../src/markdown/index.ts';
import { finished } from './finished.ts';
import { assertBalanced, assertInert } from './html-checks.ts';
import { context } from './render-context.ts';

/*
 * One file for each plugin, and in `source/` for each repair. A file holds pairs: a title, a line
 * with a dot, the Markdown, a dot, the HTML, a dot. `UPDATE_FIXTURES=1` rewrites the HTML: read the
 * difference before you keep it.
 */
const FOLDER = new URL('../fixtures/markdown/', import.meta.url);
const render = await createRenderer();

interface Pair {
  readonly title: string;
  readonly input: string;
  readonly output: string;
}

function readPairs(text: string): Pair[] {
  const pairs: Pair[] = [];
  const parts = text.split(/^\.$\n?/m);
  for (let i = 0; i + 2 < parts.length; i += 3) {
    pairs.push({
      title: (parts[i] ?? '').trim(),
      input: parts[i + 1] ?? '',
      output: parts[i + 2] ?? '',
    });
  }
  return pairs;
}

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
for (const file of files.filter((name) => name.endsWith('.txt')).sort()) {
  const url = new URL(file, FOLDER);
  const pairs = readPairs(readFileSync(url, 'utf8'));
  if (process.env['UPDATE_FIXTURES']) {
    const text = pairs.map(
      ({ title, input }) => `${title}\n.\n${input}.\n${finished(render(input, context))}.\n`,
    );
    writeFileSync(url, text.join('\n'));
    continue;
  }
  test(`${file} holds pairs`, () => {
    assert.ok(pairs.length > 2);
  });
  for (const { title, input, output } of pairs) {
    test(`${file}: ${title}`, () => {
      const html = finished(render(input, context));
      assert.equal(html, output);
      assertBalanced(html);
      assertInert(html);
    });
  }
}
