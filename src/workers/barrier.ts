/** Where the threads of one job wait for each other. Each holds its own, over the same cell. */
export class Barrier {
  readonly #arrivals: Int32Array;
  readonly #threads: number;
  #rounds = 0;

  /** @param arrivals a cell of shared memory, 0 at first. @param threads how many take part. */
  constructor(arrivals: Int32Array, threads: number) {
    this.#arrivals = arrivals;
    this.#threads = threads;
  }

  /**
   * Returns when all threads have come here as often as this one. One that fails ends them all,
   * from outside.
   */
  wait(): void {
    const cell = this.#arrivals;
    const all = ++this.#rounds * this.#threads;
    if (Atomics.add(cell, 0, 1) + 1 === all) Atomics.notify(cell, 0);
    // Others may be in the next round already.
    for (let seen = Atomics.load(cell, 0); seen < all; seen = Atomics.load(cell, 0)) {
      Atomics.wait(cell, 0, seen);
    }
  }
}
