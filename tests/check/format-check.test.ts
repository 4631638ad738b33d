import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { formatCheck } from '../../src/check/format-check.ts';
import { htmlReport } from '../../src/check/html-report.ts';
import type { Problem } from '../../src/content/problem.ts';
import { formatProblems } from '../../src/report/format-report.ts';
import { projectDir } from '../support/program.ts';

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

describe('reports of a check', () => {
  const problem: Problem = {
    file: 'a\n::warning::b\u001b[2J.md',
    code: 'x',
    message: 'The key "c\u202e\n::error::d" is unknown.',
    hint: 'See ##[group]e\u009b.',
    severity: 'warning',
  };
  const problems = [problem, { ...problem, hint: 'Other.' }];

  it('escape what would steer a terminal or a CI runner', () => {
    for (const parts of [
      formatCheck({ posts: 1, drafts: 0, problems, terms: 'tags:\n  "f\u001b": []' }),
      htmlReport({ posts: 1, drafts: 0, problems, terms: 'f\u001b' }, 'g\u001b'),
      [formatProblems(problems)],
    ]) {
      const text = [...parts].join('');
      assert.doesNotMatch(text, /[\0-\t\v-\x1F\x7F-\x9F\u202A-\u202E]|^\s*::|##\[/m);
      assert.ok(text.includes('a\\u000a::warning::b\\u001b[2J.md'));
    }
  });

  it('may be longer than the longest string', () => {
    const long = { ...problem, message: 'x'.repeat(2 ** 20) };
    const report = { posts: 1, drafts: 0, problems: Array.from({ length: 520 }, () => long) };
    for (const parts of [formatCheck(report, true), htmlReport(report, '甲')]) {
      let length = 0;
      for (const part of parts) length += part.length;
      assert.ok(length > 2 ** 29);
    }
  });
});

describe('htmlReport', () => {
  it('begins with a table of kinds, each a link to its problems', () => {
    const html = [...htmlReport({ posts: 2, drafts: 1, problems: [...notices, error] }, '甲')].join(
      '',
    );
    const link = '<a href="#notice-summary-missing">summary-missing</a>';
    assert.ok(html.includes(`<td>notice</td><td>${link}</td><td>12</td><td>1</td>`));
  });
});

describe('formatCheck', () => {
  const report = { posts: 2, drafts: 1, problems: [...notices, error] };

  it('begins with a table of kinds', () => {
    const lines = [...formatCheck(report)].join('').split('\n');
    assert.deepEqual(lines.slice(0, 4), [
      'severity  kind             problems  files',
      'error     wrong-type              1      1',
      'notice    summary-missing        12      1',
      '',
    ]);
    assert.deepEqual(
      [...formatCheck({ ...report, problems: [] })].join(''),
      'Checked 2 posts (1 draft): no problems\n',
    );
  });

  it('lists errors first, ten of a kind and a hint they share once', () => {
    const lines = [...formatCheck(report)].join('').trimEnd().split('\n');
    assert.deepEqual(lines.slice(4, 8), [
      'wrong-type (1 error)',
      '  posts/c.md:3:5  Wrong.',
      '',
      'summary-missing (12 notices)  Write one.',
    ]);
    assert.ok(lines.includes('  … and 2 more; --all lists them'));
    assert.equal(lines.at(-1), 'Checked 2 posts (1 draft): 1 error, 12 notices');
  });

  it('says a hint that only some problems of a kind share once, below them', () => {
    const hinted = (file: string, hint: string): Problem => ({ ...error, file, hint });
    const problems = [hinted('a.md', 'One.'), hinted('b.md', 'Two.'), hinted('c.md', 'One.')];
    const lines = [...formatCheck({ posts: 3, drafts: 0, problems })].join('').split('\n');
    assert.deepEqual(lines.slice(3, 9), [
      'wrong-type (3 errors)',
      '  a.md:3:5  Wrong.',
      '  c.md:3:5  Wrong.',
      '      One.',
      '  b.md:3:5  Wrong.',
      '      Two.',
    ]);
  });

  it('writes lines that the editor task reads, all of them when asked', () => {
    const tasks = JSON.parse(readFileSync(path.join(projectDir, '.vscode/tasks.json'), 'utf8')) as {
      tasks: { problemMatcher: { pattern: { regexp: string } } }[];
    };
    const pattern = new RegExp(tasks.tasks[0]?.problemMatcher.pattern.regexp ?? '$^');
    const found = [...formatCheck(report, true)]
      .join('')
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
