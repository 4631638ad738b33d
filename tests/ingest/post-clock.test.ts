import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchClock, BatchWatch, clockCell } from '../../src/ingest/post-clock.ts';

/** A worker's clock and the watch over it, with three ticks for each post. */
function watched() {
  const cell = clockCell();
  const clock = new BatchClock();
  return {
    watch: new BatchWatch(cell, 3),
    clock,
    turnTo: (index: number) => clock.turnTo(cell, index),
  };
}

const ticks = (watch: BatchWatch, count: number) =>
  Array.from({ length: count }, () => watch.tick());

test('a post that runs for more ticks than allowed is named', () => {
  const { watch, clock, turnTo } = watched();
  assert.equal(watch.index, -1);
  turnTo(4);
  clock.start();
  assert.deepEqual(ticks(watch, 4), [undefined, undefined, undefined, 4]);
  assert.equal(watch.index, 4);
});

test('each post has ticks of its own', () => {
  const { watch, clock, turnTo } = watched();
  for (const index of [0, 1, 2]) {
    turnTo(index);
    clock.start();
    assert.deepEqual(ticks(watch, 3), [undefined, undefined, undefined]);
  }
});

test('ticks do not count while the clock stands still, and earlier ones stay counted', () => {
  const { watch, clock, turnTo } = watched();
  turnTo(0);
  assert.deepEqual(new Set(ticks(watch, 9)), new Set([undefined]));
  clock.start();
  ticks(watch, 2);
  clock.stop();
  assert.deepEqual(new Set(ticks(watch, 9)), new Set([undefined]));
  clock.start();
  assert.deepEqual(ticks(watch, 2), [undefined, 0]);
});
