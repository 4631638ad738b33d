import { availableParallelism } from 'node:os';

const variable = 'INKSTONE_WORKERS';

/**
 * How many worker threads a stage of the build may use: one per core, or what `INKSTONE_WORKERS`
 * says (each takes about 200 MB). What is built does not depend on it.
 * @param tasks more threads than tasks would idle.
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
