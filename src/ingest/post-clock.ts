/** Says whether what a worker does now is a post's own: its clock runs, or stands still. */
export interface PostClock {
  readonly start: () => void;
  readonly stop: () => void;
}

/** What a batch of posts is watched by: memory that a worker writes and the main thread reads. */
export function clockCell(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/**
 * The worker's side: says which post of its batch it is at, as one that is busy sends no message.
 * The cell holds the number of the post from 1, negative while its clock stands still, 0 before the
 * first.
 */
export class BatchClock implements PostClock {
  #cell = clockCell();
  #number = 0;

  /**
   * Turns to a post; its clock stands still yet.
   * @param cell of the batch.
   * @param index of the post in it.
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
 * The main thread's side: counts for how many ticks the clock of one post ran. A machine or process
 * that stood still has missed ticks rather than made them, so no post is blamed for that.
 */
export class BatchWatch {
  readonly #cell: Int32Array;
  readonly #ticks: number;
  #number = 0;
  #seen = 0;

  /** @param cell see {@link clockCell}. @param ticks that a post has. */
  constructor(cell: Int32Array, ticks: number) {
    this.#cell = cell;
    this.#ticks = ticks;
  }

  /** The index of the post that a worker is at; -1 before the first. */
  get index(): number {
    return Math.abs(Atomics.load(this.#cell, 0)) - 1;
  }

  /** To be called at even intervals. @returns the index of a post that has used up its ticks. */
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
