import { availableParallelism } from 'node:os';

const variable = 'INKSTONE_WORKERS';

/**
 * Number of worker threads for a stage of the build: one per core, or the value of
 * `INKSTONE_WORKERS`. Each takes about 200 MB. The number does not affect what is built.
 * @param tasks upper limit, since further threads would idle.
 * @throws {Error} when the variable is not a whole number from 1.
 */
export function workerCount(tasks: number, environment = process.env): number {
  const wanted = environment[variable];
  if (wanted !== undefined && !/^[1-9]\d{0,2}$/.test(wanted)) {
    throw new Error(`${variable} is "${wanted}"; it must be a whole number from 1 to 999.`);
  }
  const most = wanted === undefined ? availableParallelism() : Number(wanted);
  return Math.max(1, Math.min(most, tasks));
}
