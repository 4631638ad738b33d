import type { YAMLException } from 'js-yaml';
import type { ProblemTexts } from './problem.ts';
import { excerpt } from './text.ts';

/**
 * Says what is wrong with YAML that js-yaml refuses, and where in the text that it was given.
 * @param what names the text, as the subject of a sentence.
 * @param hint how the text is written, for errors that have no hint of their own.
 */
export function yamlProblem(
  error: YAMLException,
  what: string,
  hint: string,
): ProblemTexts & { readonly line: number } {
  // The type does not say that there may be no mark.
  const mark = error.mark as YAMLException['mark'] | undefined;
  const known = {
    line: (mark?.line ?? 0) + 1,
    ...(mark && { column: mark.column + 1 }),
    code: 'yaml-syntax',
    message: `${what} is not valid YAML: ${excerpt(error.reason, 200)}.`,
  };
  if (error.reason.includes('duplicated mapping key')) {
    return { ...known, code: 'yaml-duplicate-key', hint: 'Keep one of the two lines.' };
  }
  const lines = mark?.buffer.split('\n') ?? [];
  const [, kind] = /within a (single|double) quoted scalar/.exec(error.reason) ?? [];
  if (kind !== undefined) {
    const quote = kind === 'single' ? "'" : '"';
    // The parser stops at the end of the text, far below.
    const opened = lines.findIndex(
      (one) => /^[^'"#]*[:-]\s+['"[{]/.test(one) && one.split(quote).length % 2 === 0,
    );
    const column = (lines[opened] ?? '').indexOf(quote) + 1;
    const where = opened < 0 ? {} : { line: opened + 1, column };
    return { ...known, ...where, hint: `Close the value with a second ${quote}.` };
  }
  const line = lines[mark?.line ?? 0] ?? '';
  const isTab = error.reason.includes('tab characters') || /^ *\t/.test(line);
  return { ...known, hint: isTab ? 'Use spaces: YAML indents with nothing else.' : hint };
}
