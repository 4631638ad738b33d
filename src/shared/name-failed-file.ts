/**
 * Runs a function that reads or writes a file, and adds the file's name to system errors: write(2),
 * which reports a full disk, knows no name.
 * @param file absolute path. The message includes it too, since nothing else of an error from a
 * worker thread survives.
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
