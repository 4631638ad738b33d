/**
 * Runs what writes to a file, and says in an error of the system which file it is about: that a
 * disk is full is learnt from write(2), which knows no name.
 * @param file absolute path. It stands in the message too: of an error that comes from a worker
 *   thread nothing else is left.
 */
export function nameFailedFile<Result>(file: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && !('path' in error)) {
      error.message += ` '${file}'`;
      Object.assign(error, { path: file });
    }
    throw error;
  }
}
