import type { Message } from 'esbuild';
import { problemAt, type Problem, type Severity } from '../content/problem.ts';

/**
 * Turns what esbuild says of styles and scripts into problems.
 * @param pathOf the path of a file as problems name it, from what esbuild calls it.
 * @param code of the problems.
 */
export function esbuildProblems(
  messages: readonly Message[],
  severity: Severity,
  pathOf: (file: string) => string,
  code = 'bundle',
): readonly Problem[] {
  return messages.map(({ text, location, notes }) => {
    const hint = notes[0] && { hint: noteText(notes[0]) };
    const texts = { code, message: text, severity, ...hint };
    if (!location) return { file: pathOf(''), ...texts };
    const { file, line, column } = location;
    return problemAt(pathOf(file), line, { column: column + 1, ...texts });
  });
}

function noteText({ text, location }: Message['notes'][number]): string {
  return location ? `${text} line ${location.line}, column ${location.column + 1}` : text;
}

/** The messages of an error of esbuild; undefined if it is another error. */
export function esbuildErrors(error: unknown): readonly Message[] | undefined {
  const { errors } = error as { readonly errors?: readonly Message[] };
  return error instanceof Error && Array.isArray(errors) ? errors : undefined;
}
