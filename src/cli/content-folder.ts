import { statSync } from 'node:fs';
import path from 'node:path';
import { configNames } from '../eleventy/folders.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { shellWord } from '../shared/shell-word.ts';
import { displayPath, text } from './command-line.ts';
import { unreadData, unreadDesign, unreadPages, unreadSettings } from './unread-files.ts';

/** Options that name the places of a site's content. */
export const contentOptions = { posts: text, config: text } as const;

/** Values of these options. */
export interface ContentNames {
  readonly posts?: string | undefined;
  readonly config?: string | undefined;
}

/** Lines for these options in a help text. */
export const contentUsage = `  --posts DIR      folder of the posts               (posts, beside \
the settings)
  --config FILE    settings of the site, or the folder they lie in  (site.config.ts)`;

/**
 * A command for the same site as this one, as advice that can be copied.
 * @param args words of its own.
 * @param values options of this command; those that name places of the site are kept.
 */
export function advise(
  command: string,
  args: readonly string[],
  { config, posts, output }: ContentNames & { readonly output?: string | undefined },
): string {
  const kept = Object.entries({ config, posts, output }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const words = [...args, ...kept].map(shellWord);
  return howToRun(command, ...words);
}

/**
 * Finds a site's content: absolute paths, as `SiteOptions` of a build has them. Posts, data and
 * output lie beside the settings, unless options name other places; so `--config ../my-site` is
 * enough for a whole site. Settings and aliases need not exist.
 */
export function contentFolder(values: ContentNames) {
  const named = path.resolve(values.config ?? '.');
  const configFile = findConfigFile(named);
  const siteDir = path.dirname(configFile);
  const postsDir = path.resolve(values.posts ?? path.join(siteDir, 'posts'));
  const aliasFile = path.join(siteDir, '_data', 'aliases.yaml');
  return {
    siteDir,
    configFile,
    settingsLabel: displayPath(configFile),
    postsDir,
    postsLabel: displayPath(postsDir),
    aliasFile,
    aliasLabel: displayPath(aliasFile),
    outputDir: path.join(siteDir, '_site'),
    /** What is wrong with the folder itself; looked for when asked. */
    get siteProblems() {
      return [
        ...(configFile === named ? [] : unreadSettings(configFile)),
        ...unreadData(siteDir, aliasFile),
        ...unreadPages(siteDir),
        ...unreadDesign(siteDir),
      ];
    },
  };
}

function findConfigFile(named: string): string {
  if (!statSync(named, { throwIfNoEntry: false })?.isDirectory()) return named;
  const files = configNames.map((name) => path.join(named, name));
  const found = files.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  return found ?? path.join(named, configNames[0]);
}
