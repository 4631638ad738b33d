import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSiteConfig, SettingsError, type SiteConfig } from '../config/site-config.ts';
import type { SettingIssue } from '../config/site-config.ts';
import { nearest } from '../content/did-you-mean.ts';
import { linkIssues } from '../content/navigation.ts';
import { ownFieldIssues } from '../content/own-fields.ts';
import { permalinkIssues } from '../content/permalinks.ts';
import { ProblemError, type Problem } from '../content/problem.ts';
import { configNames } from '../eleventy/folders.ts';
import { isReserved } from '../output/output-paths.ts';
import { failedModule } from '../report/failed-module.ts';
import { stalled } from '../report/stalled.ts';
import { unlessStalled } from '../shared/unless-stalled.ts';
import { displayPath, UsageError } from './command-line.ts';
import { allowTypeScript } from './site-typescript.ts';

/**
 * Loads and checks a site's settings. From here on, all TypeScript of the site can be loaded.
 * @param file absolute path.
 * @throws {UsageError} when the file is missing.
 * @throws {ProblemError} that names every wrong setting, or the place where the file itself fails.
 */
export async function loadConfig(file: string): Promise<SiteConfig> {
  if (!existsSync(file)) throw new UsageError(noSettings(file));
  await allowTypeScript(path.dirname(file));
  let module: { readonly default?: unknown };
  try {
    module = await unlessStalled(
      () => import(pathToFileURL(file).href) as Promise<typeof module>,
      () => stalled({ file: displayPath(file), code: 'settings-file' }),
    );
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const problems = await failedModule(file, error, 'settings-file', displayPath);
    throw new ProblemError(problems, { cause: error });
  }
  try {
    const config = parseSiteConfig(module.default);
    const issues = [
      ...linkIssues(config),
      ...ownFieldIssues(config),
      ...permalinkIssues(config, isReserved),
    ];
    if (issues.length > 0) throw new SettingsError(issues);
    return config;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const problems = error.issues.map((issue) => settingProblem(displayPath(file), issue));
    throw new ProblemError(problems, { cause: error });
  }
}

function noSettings(file: string): string {
  const folder = path.dirname(file);
  const there = configNames.filter((name) => existsSync(path.join(folder, name)));
  if (there.length > 0) {
    return `There is no ${file}, but there is ${there.join(', ')}. Name the folder with --config.`;
  }
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(configNames);
  return configNames.some((name) => name === path.basename(file)) && existsSync(folder)
    ? `There are no settings in ${folder}: no ${names}. Name their file or folder with --config.`
    : `There is no ${file}. --config takes a file with settings, or a folder that has ${names}.`;
}

function settingProblem(
  file: string,
  { setting, message, known, word, meant }: SettingIssue,
): Problem {
  const code = 'setting';
  if (setting === '') {
    const text = 'The file must export its settings: export default defineSite({ … }).';
    return { file, code, message: text, severity: 'error' };
  }
  const guess =
    meant ??
    (known && nearestSetting(setting, known)) ??
    (word && nearest(word.given, word.choices));
  const end = guess === undefined ? '.' : `; did you mean ${guess}?`;
  return { file, code, message: `${setting} ${message}${end}`, severity: 'error' };
}

/** A setting of the same place with a similar name, or one of the same name elsewhere. */
function nearestSetting(setting: string, known: readonly string[]): string | undefined {
  const placeOf = (name: string) => name.slice(0, name.lastIndexOf('.') + 1);
  const place = placeOf(setting);
  const name = setting.slice(place.length);
  const beside = known.filter((other) => placeOf(other) === place);
  return nearest(setting, beside) ?? known.find((other) => other.endsWith(`.${name}`));
}

/** Checks that the posts folder exists. @throws {UsageError} when it does not. */
export function requirePosts(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder ${folder}. Name it with --posts.`);
}
