import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inOneGo, Interrupted, withPauses } from '../../src/shared/cooperative.ts';
import type { Steps } from '../../src/shared/cooperative.ts';

function* countTo(limit: number, done: number[] = []): Steps<readonly number[]> {
  for (let number = 1; number <= limit; number++) {
    done.push(number);
    yield;
  }
  return done;
}

it('runs steps in one go', () => {
  assert.deepEqual(inOneGo(countTo(3)), [1, 2, 3]);
});

it('lets others have their turn between steps', async () => {
  const done: number[] = [];
  const seen: number[] = [];
  const look = () => {
    seen.push(done.length);
    if (done.length < 3) setImmediate(look);
  };
  setImmediate(look);
  assert.deepEqual(await withPauses(countTo(3, done), () => false), [1, 2, 3]);
  assert.ok(seen.includes(1) && seen.includes(2), String(seen));
});

it('stops between two steps when the work is no longer wanted', async () => {
  const done: number[] = [];
  await assert.rejects(
    withPauses(countTo(9, done), () => done.length === 2),
    Interrupted,
  );
  assert.deepEqual(done, [1, 2]);
});
