import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemAt, type Problem } from '../content/problem.ts';
import { esbuildErrors, esbuildProblems } from './esbuild-problems.ts';
import { asError } from '../shared/as-error.ts';

/**
 * Tells where a module fails that cannot be imported.
 * @param file its absolute path.
 * @param code code of the problems.
 * @param pathOf an absolute path as problems name it.
 */
export async function failedModule(
  file: string,
  error: unknown,
  code: string,
  pathOf: (absolute: string) => string,
): Promise<readonly Problem[]> {
  const { message } = asError(error);
  // tsx tells the place of a wrong syntax in the text alone, Node to no program at all.
  const [, failed, line, column, text] = /^(.+):(\d+):(\d+): ERROR: (.+)$/m.exec(message) ?? [];
  if (failed !== undefined && text !== undefined) {
    const texts = { column: Number(column) + 1, code, message: text };
    return [problemAt(pathOf(failed), Number(line), texts)];
  }
  const wrong = error instanceof SyntaxError ? await syntaxErrors(file) : [];
  if (wrong.length > 0) return esbuildProblems(wrong, 'error', () => pathOf(file), code);
  const [first = message] = message.split('\n');
  const frames = ownFrames(error);
  const frame = frames.find((own) => own.file === file) ?? frames[0];
  if (!frame) return [{ file: pathOf(file), code, message: first, severity: 'error' }];
  const texts = { column: frame.column, code, message: first };
  return [problemAt(pathOf(frame.file), frame.line, texts)];
}

/** Reads a file once more, by a parser that tells the place. */
async function syntaxErrors(file: string) {
  const { transform } = await import('esbuild');
  const loader = path.extname(file) === '.ts' ? 'ts' : 'js';
  try {
    await transform(readFileSync(file, 'utf8'), { loader, logLevel: 'silent' });
    return [];
  } catch (error) {
    return esbuildErrors(error) ?? [];
  }
}

/** A place in code that was being run. */
interface Frame {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The places that an error has come through, innermost first, without Node and dependencies. */
export function ownFrames(error: unknown): readonly Frame[] {
  const { stack = '' } = error instanceof Error ? error : {};
  const frames = stack.matchAll(/^\s+at (?:.*\()?((?:file:\/\/)?\/[^()\n]*?):(\d+):(\d+)\)?$/gm);
  return [...frames].flatMap(([, place = '', line, column]) => {
    if (place.includes('/node_modules/')) return [];
    const file = place.startsWith('file:') ? fileURLToPath(place) : place.replace(/\?.*$/, '');
    return [{ file, line: Number(line), column: Number(column) }];
  });
}
