import { statSync } from 'node:fs';
import path from 'node:path';
import { text, textOf } from './command-line.ts';
import type { OptionValues } from './command-line.ts';

/** Places of a site's content. Absolute paths. */
export interface ContentFolder {
  /** Folder of the settings. */
  readonly site: string;
  /** Settings file; it need not exist. */
  readonly config: string;
  readonly posts: string;
  /** Alias file; it need not exist. */
  readonly aliases: string;
  /** Output folder of a build, unless `--output` names another. */
  readonly output: string;
}

/** Options that name the places of a site's content. */
export const contentOptions = { posts: text, config: text } as const;

/** Lines for these options in a help text. */
export const contentUsage = `  --posts DIR      folder of the posts               (posts, beside \
the settings)
  --config FILE    settings of the site, or the folder they lie in  (site.config.ts)`;

const configNames = ['site.config.ts', 'site.config.mjs', 'site.config.js'] as const;

/**
 * Finds a site's content. Posts, data and output lie beside the settings, unless options name other
 * places; so `--config ../my-site` is enough for a whole site.
 */
export function contentFolder(values: OptionValues): ContentFolder {
  const config = configFile(path.resolve(textOf(values, 'config') ?? configNames[0]));
  const folder = path.dirname(config);
  return {
    site: folder,
    config,
    posts: path.resolve(textOf(values, 'posts') ?? path.join(folder, 'posts')),
    aliases: path.join(folder, '_data', 'aliases.yaml'),
    output: path.join(folder, '_site'),
  };
}

function configFile(named: string): string {
  if (!statSync(named, { throwIfNoEntry: false })?.isDirectory()) return named;
  const files = configNames.map((name) => path.join(named, name));
  const found = files.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  return found ?? path.join(named, configNames[0]);
}
