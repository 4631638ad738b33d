import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { formatCheck } from '../../src/check/format-check.ts';
import type { Problem } from '../../src/content/problem.ts';
import { projectDir } from '../support/build-site.ts';

const notices = Array.from({ length: 12 }, (_, index): Problem => ({
  file: 'posts/a b.md',
  line: index + 1,
  code: 'summary-missing',
  message: 'No summary.',
  hint: 'Write one.',
  severity: 'notice',
}));
const error: Problem = {
  file: 'posts/c.md',
  line: 3,
  column: 5,
  code: 'wrong-type',
  message: 'Wrong.',
  severity: 'error',
};

describe('formatCheck', () => {
  const report = { posts: 2, drafts: 1, problems: [...notices, error] };

  it('lists errors first, ten of a kind and a hint they share once', () => {
    const lines = formatCheck(report).split('\n');
    assert.deepEqual(lines.slice(0, 4), [
      'wrong-type (1 error)',
      '  posts/c.md:3:5  Wrong.',
      '',
      'summary-missing (12 notices)  Write one.',
    ]);
    assert.ok(lines.includes('  … and 2 more; --all lists them'));
    assert.equal(lines.at(-1), 'Checked 2 posts (1 draft): 1 error, 12 notices');
  });

  it('writes lines that the editor task reads, all of them when asked', () => {
    const tasks = JSON.parse(readFileSync(path.join(projectDir, '.vscode/tasks.json'), 'utf8')) as {
      tasks: { problemMatcher: { pattern: { regexp: string } } }[];
    };
    const pattern = new RegExp(tasks.tasks[0]?.problemMatcher.pattern.regexp ?? '$^');
    const found = formatCheck(report, true)
      .split('\n')
      .flatMap((line) => {
        const match = pattern.exec(line);
        return match ? [match.slice(1, 5)] : [];
      });
    assert.equal(found.length, 13);
    assert.deepEqual(found[0], ['posts/c.md', '3', '5', 'Wrong.']);
    assert.deepEqual(found[1], ['posts/a b.md', '1', undefined, 'No summary.']);
  });
});
