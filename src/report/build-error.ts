import type { Problem } from '../content/problem.ts';

/** Messages and hints for error codes of the system (errno(3)). */
const systemErrors: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOSPC: [
    'The disk is full.',
    'Free some space there: a build needs room for its cache, and for a new site beside the old.',
  ],
  EDQUOT: [
    'The disk quota is used up.',
    'Free some space there: a build needs room for its cache, and for a new site beside the old.',
  ],
  EROFS: [
    'The file system is read-only.',
    'Choose folders that can be written to, with --output and --cache.',
  ],
  EACCES: ['Access is denied.', 'Let the user who runs the build read and write it.'],
  EPERM: ['The operation is not permitted.', 'Let the user who runs the build read and write it.'],
  EMFILE: ['Too many files are open.', 'Raise the limit of open files (ulimit -n).'],
  ENFILE: ['Too many files are open.', 'Raise the limit of open files (ulimit -n).'],
  EEXIST: ['A file lies where a folder should.', 'Move the file away.'],
  ENOTDIR: ['A file lies where a folder should.', 'Move the file away.'],
  EISDIR: ['A folder lies where a file should.', 'Move the folder away.'],
  EIO: ['The disk reports an error.', 'Check the disk.'],
};

/**
 * Turns an error of the system into a problem at the path that it names;
 * undefined for other errors.
 */
function systemProblem(chain: readonly Error[], outputDir: string): Problem | undefined {
  for (const error of chain) {
    const { path: file, ...own } = error as NodeJS.ErrnoException;
    // An error of a worker thread keeps its message only.
    const code = own.code ?? /^(E[A-Z]+): /.exec(error.message)?.[1] ?? '';
    const [message, hint] = systemErrors[code] ?? [];
    if (message === undefined || hint === undefined) continue;
    const place = file ?? /'([^']+)'/.exec(error.message)?.[1] ?? outputDir;
    return {
      file: place,
      code: `system-${code.toLowerCase()}`,
      message,
      hint,
      severity: 'error',
    };
  }
  return undefined;
}

/**
 * Turns an error of a template, a layout, a data file or the system into a problem. The cause chain
 * names the place; its last error says what went wrong.
 * @param outputDir named if the system does not say which path it refused.
 */
export function problemOfError(error: Error, outputDir = '.'): Problem {
  const chain: Error[] = [];
  for (let cause: unknown = error; cause instanceof Error && chain.length < 10;) {
    chain.push(cause);
    const { originalError } = cause as { originalError?: unknown };
    cause = cause.cause ?? originalError;
  }
  const refused = systemProblem(chain, outputDir);
  if (refused) return refused;
  const text = chain.map(({ message }) => message).join('\n');
  const file = /(?:\.\/)?((?:_includes|_data|pages)\/[\w./-]+\.\w+)/.exec(text)?.[1];
  const place = /\[Line (\d+), Column (\d+)\]/.exec(text);
  return {
    file: file ?? '.eleventy.ts',
    ...(place && { line: Number(place[1]), column: Number(place[2]) }),
    code: 'template',
    message: shortenLines(chain.at(-1)?.message ?? 'The build failed.'),
    hint: 'This is an error of a template or of the program, not of a post.',
    severity: 'error',
  };
}

/** Eleventy prints whole data objects into some messages. */
function shortenLines(message: string): string {
  const lines = message.trim().split('\n');
  return lines.length > 12 ? `${lines.slice(0, 12).join('\n')}\n…` : lines.join('\n');
}
