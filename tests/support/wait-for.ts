import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any wait of a test, also on a busy machine. */
const patienceMilliseconds = 120_000;

/** Something that happens now and then. Who waits for an effect of it looks again each time. */
export class Happenings {
  #wake: (() => void)[] = [];

  /** Says that it has happened. */
  readonly tell = (): void => {
    for (const wake of this.#wake.splice(0)) wake();
  };

  /**
   * Waits until a condition holds.
   * @throws {Error} when it never does; names what was awaited.
   */
  async until(awaited: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    const patience = new AbortController();
    const { signal } = patience;
    const tooLate = sleep(patienceMilliseconds, undefined, { signal, ref: false }).then(() => {
      throw new Error(`Waited in vain for ${awaited}.`);
    });
    tooLate.catch(() => undefined);
    try {
      for (;;) {
        // Registered before the look, so that nothing happens unseen between the two.
        const next = new Promise<void>((resolve) => this.#wake.push(resolve));
        if (await holds()) return;
        await Promise.race([next, tooLate]);
      }
    } finally {
      patience.abort();
    }
  }
}

/**
 * Waits for what a foreign program does without telling, by looking again and again.
 * @throws {Error} when it never comes; names what was awaited.
 */
export async function lookUntil(awaited: string, holds: () => Promise<boolean>): Promise<void> {
  const clock = new Happenings();
  const timer = setInterval(clock.tell, 50);
  try {
    await clock.until(awaited, holds);
  } finally {
    clearInterval(timer);
  }
}
