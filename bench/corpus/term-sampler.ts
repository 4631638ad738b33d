import type { Random } from './random.ts';

/** What is known of one kind of term in a corpus of a given size. */
export interface TermStatistics {
  /** Assignments in all posts together. */
  readonly assignments: number;
  /** Distinct terms. */
  readonly distinct: number;
  /** Terms that one post has. */
  readonly singletons: number;
}

/** Parameters of a Pitman-Yor process. */
export interface TermGrowth {
  /**
   * Share of singletons in the limit; distinct terms grow as `assignments ** discount` (Heaps'
   * law).
   */
  readonly discount: number;
  /** How long the corpus stays rich in new terms. */
  readonly concentration: number;
}

/**
 * Finds the Pitman-Yor process that has the given statistics in expectation. With
 * `x = 1 + assignments / concentration`: singletons = `assignments * x ** (discount - 1)` and
 * distinct = `concentration / discount * (x ** discount - 1)`.
 */
export function fitTermGrowth(statistics: TermStatistics): TermGrowth {
  const { assignments, distinct, singletons } = statistics;
  const growthFor = (discount: number): TermGrowth => {
    const x = (singletons / assignments) ** (1 / (discount - 1));
    return { discount, concentration: assignments / (x - 1) };
  };
  let low = 0.01;
  let high = 0.99;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (expectedDistinct(growthFor(middle), assignments) > distinct) low = middle;
    else high = middle;
  }
  return growthFor((low + high) / 2);
}

/** How many distinct terms a process has after `assignments` draws, in expectation. */
function expectedDistinct(growth: TermGrowth, assignments: number): number {
  const { discount, concentration } = growth;
  return (concentration / discount) * ((1 + assignments / concentration) ** discount - 1);
}

/** After so many draws of terms that a post has already, it gets a new one. */
const mostTries = 100;

/**
 * Draws term numbers (0, 1, 2 … in order of first use) by a Pitman-Yor process. As where people
 * tag, few terms are shared by many posts, the tail of singletons is long, and new terms come at
 * any corpus size.
 */
export class TermSampler {
  readonly #growth: TermGrowth;
  readonly #assigned: number[] = [];
  readonly #counts: number[] = [];

  constructor(growth: TermGrowth) {
    this.#growth = growth;
  }

  draw(random: Random): number {
    return this.#commit(this.#drawsNew(random) ? this.#counts.length : this.#known(random));
  }

  /**
   * `size` different terms: what one post has. Whether a term is new is decided before which one it
   * is, so that posts with many terms don't coin more than their share.
   */
  drawSet(size: number, random: Random): number[] {
    const terms = new Set<number>();
    while (terms.size < size) {
      let term = this.#drawsNew(random) ? this.#counts.length : this.#known(random);
      for (let tries = 0; terms.has(term); tries += 1) {
        term = tries < mostTries ? this.#known(random) : this.#counts.length;
      }
      terms.add(this.#commit(term));
    }
    return [...terms];
  }

  #drawsNew(random: Random): boolean {
    const { discount, concentration } = this.#growth;
    const newWeight = concentration + discount * this.#counts.length;
    return random.next() * (concentration + this.#assigned.length) < newWeight;
  }

  #known(random: Random): number {
    for (;;) {
      const term = this.#assigned[random.below(this.#assigned.length)] ?? 0;
      const count = this.#counts[term] ?? 1;
      if (random.next() * count >= this.#growth.discount) return term;
    }
  }

  #commit(term: number): number {
    this.#assigned.push(term);
    this.#counts[term] = (this.#counts[term] ?? 0) + 1;
    return term;
  }
}
