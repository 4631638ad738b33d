import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProblemError } from '../../src/content/problem.ts';
import { problemsOfError } from '../../src/report/build-error.ts';
import { nameFailedFile } from '../../src/shared/name-failed-file.ts';

const problemOfError = (error: Error, outputDir?: string) => {
  const [problem, ...others] = problemsOfError(error, outputDir);
  assert.ok(problem);
  assert.deepEqual(others, []);
  return problem;
};

describe('problemsOfError', () => {
  it('tells what an error or its cause has told already', () => {
    const problem = { file: '_data/site.ts', code: 'data-file', message: 'x', severity: 'error' };
    const told = new ProblemError([{ ...problem, severity: 'error' }]);
    assert.deepEqual(problemOfError(new Error('Eleventy failed', { cause: told })), problem);
    const wrapped = Object.assign(new Error('outer'), { originalError: told });
    assert.deepEqual(problemOfError(wrapped), problem);
  });

  it('stops at causes that go in circles, and shortens what Eleventy prints whole', () => {
    const circular = new Error('round');
    circular.cause = circular;
    assert.equal(problemOfError(circular).message, 'round');
    const long = problemOfError(new Error(Array(100).fill('line').join('\n')));
    assert.ok(long.message.split('\n').length <= 13);
  });

  it('says in words what the system refused, and where', () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, write '/out/a'"), {
      code: 'ENOSPC',
    });
    const problem = problemOfError(new Error('Eleventy failed', { cause: full }));
    assert.equal(problem.file, '/out/a');
    assert.equal(problem.message, 'The disk is full.');
    assert.equal(problem.code, 'system-enospc');
    assert.ok(problem.hint);
  });

  it('knows a refusal that a worker thread reports by its message alone', () => {
    const problem = problemOfError(new Error('EACCES: permission denied, open'), '/out');
    assert.equal(problem.file, '/out');
    assert.equal(problem.message, 'Access is denied.');
  });

  it('names the file of a cache that the disk has no room for, also from a worker thread', () => {
    const full = () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
        ...{ code: 'ENOSPC', syscall: 'write' },
      });
    };
    for (const isFromWorker of [false, true]) {
      try {
        nameFailedFile('/cache/posts/a.seg', full);
        assert.fail('It threw nothing.');
      } catch (error) {
        assert.ok(error instanceof Error);
        const problem = problemOfError(isFromWorker ? new Error(error.message) : error, '/out');
        assert.equal(problem.file, '/cache/posts/a.seg');
        assert.equal(problem.code, 'system-enospc');
      }
    }
  });
});
