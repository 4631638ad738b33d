import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseSiteConfig } from '../config/site-config.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { UsageError } from './command-line.ts';

/**
 * Loads and checks a site's settings.
 * @param file absolute path.
 * @throws {UsageError} when the file is missing or wrong.
 */
export async function loadConfig(file: string): Promise<SiteConfig> {
  if (!existsSync(file)) throw new UsageError(`There is no ${file}. Name it with --config.`);
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
    return parseSiteConfig(module.default);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Checks that the posts folder exists. @throws {UsageError} when it does not. */
export function requirePosts(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder ${folder}. Name it with --posts.`);
}
