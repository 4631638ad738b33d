import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { it } from 'node:test';
import { workerCount } from '../../src/workers/worker-count.ts';

it('uses a thread per core, what the environment says, and never more than there are tasks', () => {
  assert.equal(workerCount(1000, {}), availableParallelism());
  assert.equal(workerCount(1000, { INKSTONE_WORKERS: '7' }), 7);
  assert.equal(workerCount(3, { INKSTONE_WORKERS: '7' }), 3);
  assert.equal(workerCount(0, { INKSTONE_WORKERS: '7' }), 1);
  for (const wrong of ['0', '-1', '1.5', 'many', '']) {
    assert.throws(() => workerCount(9, { INKSTONE_WORKERS: wrong }), /whole number from 1/);
  }
});
