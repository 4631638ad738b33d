import { settingsFile } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';

/**
 * Names the file of settings that was read, where problems of the settings name the usual one.
 * @param label the file as problems name it; undefined for settings that no file holds.
 */
export function nameSettings(
  problems: readonly Problem[],
  label: string = settingsFile,
): readonly Problem[] {
  return problems.map((problem) =>
    problem.file === settingsFile ? { ...problem, file: label } : problem,
  );
}
