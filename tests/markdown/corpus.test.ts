import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { generatePosts } from '../../bench/corpus/corpus.ts';
import { testInvariants, type PostFile } from './invariants.ts';

/** Posts like those of the real corpus, in which everything rare is frequent. */
function generated(): PostFile[] {
  const posts = generatePosts({ posts: 100, seed: 33, scale: 0.3, oddities: 200 });
  return [...posts].map(({ path: file, text }) => ({ file, text }));
}

/*
 * A sample of real posts, where it lies beside the working tree. The repository does not hold its
 * text: what goes wrong with it stands, in other words, in tests/fixtures/markdown.
 */
const SAMPLE = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

function sample(): PostFile[] {
  const files = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(SAMPLE, file), 'utf8') }));
}

test('the generated posts hold what goes wrong in real ones', () => {
  const text = generated()
    .map((post) => post.text)
    .join('\n');
  for (const oddity of [
    '<!-- chunk',
    '[BODY_END]',
    '[AI_META_START]',
    '<think>',
    '</detais>',
    '<details>\n<details>',
    '<p class="english-text"><p>',
    '</p>\n<p class',
    '</summary></summary>',
    '</summary>\n</details>',
    '```mermaid',
    '| 名称',
    '$$E',
    '[Speaker 1]:',
    '\n>> ',
    ']**:',
    '****',
    '\n### \n',
    '\u00a0',
    '{{ title }}',
  ]) {
    assert.ok(text.includes(oddity), `no post holds ${oddity}`);
  }
});

testInvariants('generated posts', generated);
testInvariants('sample', sample, existsSync(SAMPLE) ? false : 'the sample corpus is not here');
