/**
 * A point at which the threads of a job wait for each other. Each thread has its own instance over
 * the same shared cell.
 */
export class Barrier {
  readonly #arrivals: Int32Array;
  readonly #threads: number;
  #rounds = 0;

  /** @param arrivals one cell of shared memory, 0 at first. @param threads number of threads. */
  constructor(arrivals: Int32Array, threads: number) {
    this.#arrivals = arrivals;
    this.#threads = threads;
  }

  /**
   * Returns when all threads have called it as often as this one. If a thread fails, the pool must
   * end the others.
   */
  wait(): void {
    const cell = this.#arrivals;
    const all = ++this.#rounds * this.#threads;
    if (Atomics.add(cell, 0, 1) + 1 === all) Atomics.notify(cell, 0);
    // At least `all`, since faster threads may have reached the next barrier.
    for (let seen = Atomics.load(cell, 0); seen < all; seen = Atomics.load(cell, 0)) {
      Atomics.wait(cell, 0, seen);
    }
  }
}
