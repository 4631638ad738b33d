/** Waits for all even if one fails: none may go on writing into a folder that is being removed. */
export async function settleThenAll<Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
