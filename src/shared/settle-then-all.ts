/**
 * Like `Promise.all`, but rejects only when all have settled: after a failure, nothing still writes
 * to a folder that is about to be removed.
 */
export async function settleThenAll<const Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
