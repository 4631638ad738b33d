const DEEPEST = 6;

/** Maps the levels an author used to an outline that starts at 2 and never skips. */
export class Outline {
  readonly #open: { readonly written: number; readonly level: number }[] = [];

  /** Level of the next heading, written as `written`. */
  place(written: number): number {
    while ((this.#open.at(-1)?.written ?? 0) >= written) this.#open.pop();
    const level = Math.min((this.#open.at(-1)?.level ?? 1) + 1, DEEPEST);
    this.#open.push({ written, level });
    return level;
  }

  /** One level below the current section. */
  below(): number {
    return Math.min((this.#open.at(-1)?.level ?? 1) + 1, DEEPEST);
  }
}
