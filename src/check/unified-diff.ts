import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/**
 * Formats the change of one file as a unified diff, for `patch -p1` and `git apply`.
 * @param label path of the file with `/` separators.
 */
export function unifiedDiff(label: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${label}`, `b/${label}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
