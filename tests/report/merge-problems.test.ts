import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../src/content/problem.ts';
import { mergeProblems } from '../../src/report/merge-problems.ts';

function problem(file: string, changes: Partial<Problem> = {}): Problem {
  return { file, line: 1, code: 'x', message: 'm', severity: 'error', ...changes };
}

describe('mergeProblems', () => {
  it('sorts by severity, file and place, whatever the order they were found in', () => {
    const problems = [
      problem('b.md'),
      problem('a.md', { severity: 'notice' }),
      problem('a.md', { line: 9 }),
      problem('a.md', { line: 2, column: 5 }),
      problem('a.md', { line: 2, column: 1 }),
      problem('c.md', { severity: 'warning' }),
    ];
    const places = (list: readonly Problem[]) =>
      mergeProblems(list).map(({ file, line, column }) => [file, line, column].join(':'));
    assert.deepEqual(places(problems), [
      'a.md:2:1',
      'a.md:2:5',
      'a.md:9:',
      'b.md:1:',
      'c.md:1:',
      'a.md:1:',
    ]);
    assert.deepEqual(places([...problems].reverse()), places(problems));
  });

  it('reports an unknown key once and counts the other places', () => {
    const unknown = (file: string, key: string) =>
      problem(file, { code: 'unknown-key', message: `Unknown key "${key}".`, severity: 'notice' });
    const merged = mergeProblems([
      unknown('c.md', 'mood'),
      unknown('a.md', 'mood'),
      unknown('b.md', 'mood'),
      unknown('a.md', 'once'),
      unknown('a.md', 'twice'),
      unknown('b.md', 'twice'),
    ]);
    assert.deepEqual(
      merged.map(({ file, message }) => `${file} ${message}`),
      [
        'a.md Unknown key "mood". (and in 2 more places)',
        'a.md Unknown key "once".',
        'a.md Unknown key "twice". (and in one more place)',
      ],
    );
  });

  it('merges nothing else', () => {
    assert.equal(mergeProblems([problem('a.md'), problem('b.md')]).length, 2);
  });
});
