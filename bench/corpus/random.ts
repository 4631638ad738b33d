/**
 * Seeded pseudo-random numbers (sfc32). The same seed and label give the same sequence on every
 * machine and Node version, because only 32-bit integer arithmetic is involved.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /**
   * @param seed The corpus seed.
   * @param label What the numbers are for, e.g. `post 17`: streams with other labels are
   * independent.
   */
  constructor(seed: number, label: string) {
    this.#a = hashText(label, seed | 0);
    this.#b = hashText(label, 0x9e3779b9);
    this.#c = hashText(label, 0x85ebca6b) ^ (seed | 0);
    for (let round = 0; round < 12; round += 1) this.bits();
  }

  /** A uniform unsigned 32-bit integer. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** A uniform integer from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A uniform integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('pick needs a list with items');
    return item;
  }

  /** One key of `weights`, with probability in proportion to its weight. */
  pickWeighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries<number>(weights) as [K, number][];
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      rest -= weight;
      if (rest < 0) return key;
    }
    const last = entries.at(-1);
    if (!last) throw new RangeError('pickWeighted needs weights');
    return last[0];
  }

  /** A new array in random order (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }
}

/** Draws indexes with fixed weights in constant time (Walker's alias method, Vose's set-up). */
export class WeightedIndex {
  readonly #threshold: Float64Array;
  readonly #alias: Uint32Array;

  constructor(weights: readonly number[]) {
    const size = weights.length;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const scaled = weights.map((weight) => (weight * size) / total);
    const small: number[] = [];
    const large: number[] = [];
    scaled.forEach((weight, index) => (weight < 1 ? small : large).push(index));
    this.#threshold = new Float64Array(size).fill(1);
    this.#alias = Uint32Array.from({ length: size }, (_, index) => index);
    for (;;) {
      const under = small.pop();
      const over = large.at(-1);
      if (under === undefined || over === undefined) break;
      const share = scaled[under] ?? 0;
      this.#threshold[under] = share;
      this.#alias[under] = over;
      const left = (scaled[over] ?? 0) - (1 - share);
      scaled[over] = left;
      if (left < 1) {
        large.pop();
        small.push(over);
      }
    }
  }

  draw(random: Random): number {
    const position = random.next() * this.#threshold.length;
    const column = Math.floor(position);
    return position - column < (this.#threshold[column] ?? 1) ? column : (this.#alias[column] ?? 0);
  }
}

/** Weights of a Zipf-Mandelbrot rank distribution: `1 / (rank + shift) ** exponent`. */
export function zipfWeights(count: number, exponent: number, shift: number): number[] {
  return Array.from({ length: count }, (_, rank) => 1 / (rank + 1 + shift) ** exponent);
}

/** FNV-1a over UTF-16 code units, finished by an avalanche step. */
function hashText(text: string, start: number): number {
  let hash = start ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
