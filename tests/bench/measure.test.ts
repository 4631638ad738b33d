import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { childSeconds, runMeasured } from '../../bench/measure/command.ts';
import { ratioLine, resultTable, scalingTable } from '../../bench/measure/table.ts';
import type { Result } from '../../bench/measure/summary.ts';

const result: Result = {
  contestant: 'inkstone',
  corpus: { name: 'small', posts: 200, bytes: 1_000 },
  wallSeconds: 2,
  cpuSeconds: 3,
  peakMemoryBytes: 200e6,
  millisecondsPerPost: 10,
  pages: 250,
  files: 300,
  bytes: 4e6,
  phases: [{ name: 'read', seconds: 0.5 }],
  runs: [],
};
const other: Result = { ...result, contestant: 'other', wallSeconds: 1, phases: [] };

void describe('runMeasured', () => {
  void it('keeps output, exit code and what the command cost', async () => {
    const work = 'let n = 0; for (let i = 0; i < 3e8; i += 1) n += i; console.log("done")';
    const run = await runMeasured([process.execPath, '-e', work], { cwd: process.cwd() });
    assert.equal(run.exitCode, 0);
    assert.equal(run.stdout, 'done\n');
    assert.ok(run.cost.cpuSeconds > 0);
    assert.ok(run.cost.wallSeconds > 0);
  });

  void it('reports a failure instead of throwing', async () => {
    const script = 'console.error("no"); process.exit(3)';
    const run = await runMeasured([process.execPath, '-e', script], { cwd: process.cwd() });
    assert.equal(run.exitCode, 3);
    assert.equal(run.stderrEnd, 'no\n');
  });

  void it('reads the times of all children', () => {
    assert.equal(childSeconds('0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n'), 62.75);
  });
});

void describe('the tables', () => {
  void it('align figures and add phases', () => {
    const table = resultTable([result, other]);
    assert.match(table, /^wall +2\.00 s +1\.00 s$/m);
    assert.match(table, /^pages +250 +250$/m);
    assert.match(table, /^ {2}read +0\.50 s +25 %$/m);
    assert.equal(
      ratioLine(result, other),
      'inkstone / other: wall 2.00 · CPU 1.00 · peak RSS 1.00 · output 1.00',
    );
  });

  void it('show the growth per post against the first size of the same contestant', () => {
    const larger = { ...result, corpus: { ...result.corpus, posts: 800 }, millisecondsPerPost: 11 };
    assert.match(scalingTable([result, larger]), /^800 +inkstone +2\.00 s +11\.00 ms +1\.10 /m);
  });

  void it('name a failure', () => {
    assert.match(
      resultTable([{ ...result, failure: 'exit code 1: boom' }]),
      /inkstone FAILED: exit code 1: boom/,
    );
  });
});
