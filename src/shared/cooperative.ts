import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long work in steps: whoever runs it may do other things between two of them. */
export type Steps<Result> = Generator<undefined, Result>;

/** Runs work to its end. */
export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Work that was given up between two steps. */
export class Interrupted extends Error {}

/**
 * Runs work to its end, and gives way between its steps.
 * @throws {Interrupted} when `isStale` says so.
 */
export async function withPauses<Result>(
  steps: Steps<Result>,
  isStale: () => boolean,
): Promise<Result> {
  for (;;) {
    // Whatever waits has its turn: requests, changed files.
    await nextTurn();
    if (isStale()) throw new Interrupted();
    const step = steps.next();
    if (step.done) return step.value;
  }
}
