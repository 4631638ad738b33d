import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemOfError } from '../../src/report/build-error.ts';
import { nameFailedFile } from '../../src/shared/name-failed-file.ts';

describe('problemOfError', () => {
  it('finds template and place in the chain of causes, and the message at its end', () => {
    const inner = new Error('unexpected token: }}');
    const middle = new Error('Having trouble rendering (./_includes/post.njk) [Line 4, Column 9]', {
      cause: inner,
    });
    const problem = problemOfError(new Error('Eleventy failed', { cause: middle }));
    assert.equal(problem.file, '_includes/post.njk');
    assert.deepEqual([problem.line, problem.column], [4, 9]);
    assert.equal(problem.message, 'unexpected token: }}');
    assert.equal(problem.severity, 'error');
  });

  it('follows the original errors that Eleventy wraps', () => {
    const error = Object.assign(new Error('outer'), {
      originalError: new Error('_data/site.ts: inner'),
    });
    const problem = problemOfError(error);
    assert.equal(problem.file, '_data/site.ts');
    assert.equal(problem.message, '_data/site.ts: inner');
  });

  it('ends with causes that go in circles and shortens what Eleventy prints whole', () => {
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
