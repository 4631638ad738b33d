import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long work divided into steps. Other work can run between two of them. */
export type Steps<Result> = Generator<undefined, Result>;

/** Runs all steps without a pause. */
export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The work was abandoned between two steps. */
export class Interrupted extends Error {}

/**
 * Runs all steps, and lets other events run between them.
 * @param isStale asked before each step. @default never
 * @throws {Interrupted} when `isStale` returns true.
 */
export async function withPauses<Result>(
  steps: Steps<Result>,
  isStale: () => boolean = () => false,
): Promise<Result> {
  for (;;) {
    // Let pending events run first: requests, changed files.
    await nextTurn();
    if (isStale()) throw new Interrupted();
    const step = steps.next();
    if (step.done) return step.value;
  }
}
