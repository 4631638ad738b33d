/** Measures the time that a worker spends on a post itself: it runs, or is stopped. */
export interface PostClock {
  readonly start: () => void;
  readonly stop: () => void;
}

/** Creates shared memory for a batch, which a worker writes and the main thread reads. */
export function clockCell(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/**
 * The worker's side: notes which post of its batch it works on, as a busy worker cannot send
 * messages. The cell holds the number of the post, from 1; negative while its clock is stopped; 0
 * before the first post.
 */
export class BatchClock implements PostClock {
  #cell = clockCell();
  #number = 0;

  /**
   * Starts a post, with its clock stopped.
   * @param cell of the batch.
   * @param index of the post in the batch.
   */
  turnTo(cell: Int32Array, index: number): void {
    this.#cell = cell;
    this.#number = index + 1;
    this.stop();
  }

  readonly start = (): void => {
    Atomics.store(this.#cell, 0, this.#number);
  };

  readonly stop = (): void => {
    Atomics.store(this.#cell, 0, -this.#number);
  };
}

/**
 * The main thread's side: counts the ticks during which the clock of a post ran. Ticks are missed
 * while the machine or process sleeps, so that such time does not count.
 */
export class BatchWatch {
  readonly #cell: Int32Array;
  readonly #ticks: number;
  #number = 0;
  #seen = 0;

  /** @param cell see {@link clockCell}. @param ticks number of ticks that a post may take. */
  constructor(cell: Int32Array, ticks: number) {
    this.#cell = cell;
    this.#ticks = ticks;
  }

  /** Index of the post that the worker works on; -1 before the first. */
  get index(): number {
    return Math.abs(Atomics.load(this.#cell, 0)) - 1;
  }

  /** Must be called at even intervals. @returns the index of a post that has used up its ticks. */
  tick(): number | undefined {
    const value = Atomics.load(this.#cell, 0);
    const number = Math.abs(value);
    if (number !== this.#number) {
      this.#number = number;
      this.#seen = 0;
    }
    if (value > 0 && ++this.#seen > this.#ticks) return number - 1;
    return undefined;
  }
}
