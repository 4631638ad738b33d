import { peakMemoryBytes } from './peak-memory.ts';
import type { Phase } from './types.ts';

/** Times the phases of a build. */
export class Stopwatch {
  readonly #start = performance.now();
  #last = this.#start;
  #lastCpu = process.cpuUsage();
  readonly #phases: Phase[] = [];

  /** Ends a phase, which began when the last one ended. */
  lap(name: string): void {
    const now = performance.now();
    const { user, system } = process.cpuUsage(this.#lastCpu);
    this.#phases.push({
      name,
      seconds: toSeconds(now - this.#last),
      endedAt: new Date().toISOString(),
      cpuSeconds: toSeconds((user + system) / 1000),
      peakMemoryBytes: peakMemoryBytes(),
    });
    this.#last = now;
    this.#lastCpu = process.cpuUsage();
  }

  get phases(): readonly Phase[] {
    return [...this.#phases];
  }

  /** Seconds since the stopwatch was created. */
  get total(): number {
    return toSeconds(performance.now() - this.#start);
  }
}

function toSeconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
