import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPost } from '../../src/content/read-post.ts';
import type { ReadPolicy } from '../../src/content/read-policy.ts';
import { createRenderer } from '../../src/markdown/index.ts';
import { assertBalanced, assertInert, assertUniqueIds } from '../markdown/html-checks.ts';
import { context } from '../markdown/render-context.ts';
import { malformedPost } from '../support/malformed-posts.ts';

const policy: ReadPolicy = {
  drafts: true,
  future: true,
  today: '2026-06-01',
  timeZone: 'Asia/Shanghai',
  language: 'zh-Hans',
  layouts: ['book-note.njk', 'post.njk'],
};

/** Seeds to try; `HOSTILE_SEEDS=START:COUNT` names others. */
const [start = 0, count = 3000] = (process.env['HOSTILE_SEEDS'] ?? '')
  .split(':')
  .map(Number)
  .filter(Boolean);

const render = await createRenderer();

/** Reads and renders one post as a worker does. @returns what became of it. */
function tryPost(seed: number): 'problem' | 'page' {
  const { name, bytes } = malformedPost(seed);
  const { post, body, bodyLine, problems, outcome } = readPost(bytes, name, name, policy);
  for (const problem of problems) {
    assert.equal(problem.file, name);
    assert.ok(problem.message.length < 500, 'A message is for people.');
    assert.ok((problem.line ?? 1) >= 1);
  }
  if (!post) {
    assert.equal(outcome, 'rejected');
    assert.ok(
      problems.some(({ severity, hint }) => severity === 'error' && hint),
      'A refusal tells why and what to do.',
    );
    return 'problem';
  }
  assert.match(post.slug, /^[^/\\\p{Cc}.-][^/\\\p{Cc}]*$/u);
  assert.ok(Buffer.byteLength(post.slug) <= 120);
  assert.ok(policy.layouts.includes(post.layout));
  if (post.source !== undefined) assert.match(post.source, /^https?:\/\//);
  // What a worker hands to the main thread must stay small, whatever the post holds.
  assert.ok(JSON.stringify(post).length < 2_000_000);
  const { html } = render(body, { ...context, bodyLine, title: post.title });
  assertBalanced(html);
  assertInert(html);
  assertUniqueIds(html);
  return 'page';
}

describe('malformed posts', () => {
  it(
    `end as a problem or as a harmless page (${count} seeds from ${start})`,
    { timeout: 600_000 },
    () => {
      const ends = { problem: 0, page: 0 };
      for (let seed = start; seed < start + count; seed++) {
        try {
          ends[tryPost(seed)]++;
        } catch (error) {
          throw new Error(`Seed ${seed} (HOSTILE_SEEDS=${seed}:1): ${String(error)}`, {
            cause: error,
          });
        }
      }
      assert.ok(ends.problem > count / 20 && ends.page > count / 20, JSON.stringify(ends));
    },
  );
});
