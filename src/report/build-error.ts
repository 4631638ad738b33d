import { relativePath } from '../shared/relative-path.ts';
import { ProblemError, type Problem } from '../content/problem.ts';
import { ownFrames } from './failed-module.ts';
import { systemRefusal } from './system-error.ts';
import { asError } from '../shared/as-error.ts';

/**
 * Turns an error of the system into a problem at the path that it names;
 * undefined for other errors.
 */
export function systemProblem(chain: readonly Error[], outputDir = '.'): Problem | undefined {
  for (const error of chain) {
    const refusal = systemRefusal(error);
    // A missing file is an error of the template or data file that asks for it.
    if (!refusal || refusal.code === 'ENOENT') continue;
    const { code, message, hint, file = outputDir } = refusal;
    return { file, code: `system-${code.toLowerCase()}`, message, hint, severity: 'error' };
  }
  return undefined;
}

/**
 * Turns an error into problems. Those of templates, data files, styles and settings name their
 * place; another is one of the system or of the program.
 * @param outputDir named if the system does not say which path it refused.
 */
export function problemsOfError(error: unknown, outputDir = '.'): readonly Problem[] {
  const chain = errorChain(asError(error));
  const told = chain.find((one) => one instanceof ProblemError);
  return told ? told.problems : [problemOfError(chain, outputDir)];
}

function problemOfError(chain: readonly Error[], outputDir: string): Problem {
  const refused = systemProblem(chain, outputDir);
  if (refused) return refused;
  const [frame] = ownFrames(chain.at(-1));
  return {
    ...(frame
      ? { file: relativePath(frame.file), line: frame.line, column: frame.column }
      : { file: '.' }),
    code: 'program',
    message: shortenLines(chain.at(-1)?.message ?? ''),
    hint: 'This is an error of Inkstone itself, not of a post.',
    severity: 'error',
  };
}

/** An error and its causes, also those that Eleventy wraps in its own way. */
export function errorChain(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let cause: unknown = error; cause instanceof Error && chain.length < 10;) {
    chain.push(cause);
    const { originalError } = cause as { originalError?: unknown };
    cause = cause.cause ?? originalError;
  }
  return chain;
}

/** Eleventy prints whole data objects into some messages. */
export function shortenLines(message: string): string {
  const lines = message.trim().split('\n');
  return lines.length > 12 ? `${lines.slice(0, 12).join('\n')}\n…` : lines.join('\n');
}
