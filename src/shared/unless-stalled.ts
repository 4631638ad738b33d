/** Ends of what is awaited, the innermost last. */
const waits: (() => void)[] = [];

/**
 * Runs code that may wait for a promise that never settles, such as that of a site's owner. Node
 * would end the process without a word when nothing else is left to do
 * (https://nodejs.org/api/process.html#event-beforeexit).
 * @param stalled makes the error for that case. Of several waits, one within another ends first.
 */
export async function unlessStalled<Result>(
  work: () => Promise<Result>,
  stalled: () => Error,
): Promise<Result> {
  let end = (): void => undefined;
  const never = new Promise<never>((_resolve, reject) => {
    end = () => reject(stalled());
  });
  if (waits.length === 0) process.on('beforeExit', endInnermost);
  waits.push(end);
  try {
    return await Promise.race([work(), never]);
  } finally {
    waits.splice(waits.indexOf(end), 1);
    if (waits.length === 0) process.off('beforeExit', endInnermost);
  }
}

function endInnermost(): void {
  waits.at(-1)?.();
  // The event comes again, for the next wait, if the process has nothing to do after this one.
  setImmediate(() => undefined);
}
