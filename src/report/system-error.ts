/** What the system refused, in words. */
export interface SystemRefusal {
  /** Of errno(3), e.g. `ENOSPC`. */
  readonly code: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly hint: string;
  /** Path that the system refused, if the error names it. */
  readonly file?: string;
  /** Port that it refused. */
  readonly port?: number;
}

type Words = readonly [message: string, hint: string];

const access = 'Let the user who runs the command read and write it, and its folder.';
const room =
  'Free some space there: a build needs room for its cache, and for a new site beside the old.';

/** Messages and hints by error code. */
const fileErrors: Readonly<Record<string, Words>> = {
  ENOSPC: ['The disk is full.', room],
  EDQUOT: ['The disk quota is used up.', room],
  EROFS: [
    'The file system is read-only.',
    'Choose folders that can be written to; --help lists the options for them.',
  ],
  EACCES: ['Access is denied.', access],
  EPERM: ['The operation is not permitted.', access],
  EMFILE: ['Too many files are open.', 'Raise the limit of open files (ulimit -n).'],
  ENFILE: ['Too many files are open.', 'Raise the limit of open files (ulimit -n).'],
  EEXIST: ['A file lies where a folder should.', 'Move the file away.'],
  ENOTSUP: ['No folder can be made there.', 'Choose another place.'],
  ENOTDIR: ['A file lies where a folder should.', 'Move the file away.'],
  EISDIR: ['A folder lies where a file should.', 'Move the folder away.'],
  ENOENT: ['There is no such file or folder.', 'Check the path.'],
  ENAMETOOLONG: ['The name is too long for the file system.', 'Choose a shorter one.'],
  EIO: ['The disk reports an error.', 'Check the disk.'],
};

const portErrors: Readonly<Record<string, (port: number) => Words>> = {
  EADDRINUSE: (port) => [
    `Port ${port} is taken: another program listens there.`,
    'Stop it, or choose another port with --port.',
  ],
  EACCES: (port) => [
    `Port ${port} is not open to this user.`,
    'Choose one from 1024 up with --port.',
  ],
};

/**
 * Puts an error of the system into words, for all commands; undefined for other errors.
 * An error of a worker thread keeps its message only.
 */
export function systemRefusal(error: unknown): SystemRefusal | undefined {
  if (!(error instanceof Error)) return undefined;
  const { path: file = /'([^']+)'/.exec(error.message)?.[1], port, ...own } = error as SystemError;
  const code = own.code ?? /^(E[A-Z]+): /.exec(error.message)?.[1] ?? '';
  const words = port === undefined ? fileErrors[code] : portErrors[code]?.(port);
  if (!words) return undefined;
  const [message, hint] = words;
  return {
    ...{ code, message, hint },
    ...(file !== undefined && { file }),
    ...(port !== undefined && { port }),
  };
}

interface SystemError extends NodeJS.ErrnoException {
  /** Of listen(2). */
  readonly port?: number;
}
