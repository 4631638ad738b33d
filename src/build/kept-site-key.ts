import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClientAssets } from '../views/client-assets.ts';
import { cacheKey, shortChecksum } from '../store/segment.ts';
import { sourceVersion } from '../store/source-version.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { EditionFacts } from '../editions/edition-plan.ts';
import { templateVersion } from '../eleventy/template-version.ts';
import { aliasFileOf } from './read-posts.ts';
import type { SiteArticles, SiteOptions } from './read-posts.ts';
import { listFiles } from '../shared/list-files.ts';

/**
 * Hash of everything that a site depends on beside the bodies of its articles: settings, code,
 * templates, data files, and what pages show of each article. Sites with the same key have the same
 * pages but for the articles' texts.
 */
export function keptSiteKey(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  facts: EditionFacts,
  { articles, policy }: SiteArticles,
): string {
  // Named because no import leads to it: esbuild bundles it.
  const entries = ['./build.ts', '../client/service-worker/main.ts'];
  return cacheKey(
    ...entries.map((entry) => sourceVersion(fileURLToPath(new URL(entry, import.meta.url)))),
    templateVersion(),
    JSON.stringify([config, policy, options.postsLabel, assets, facts, dataFiles(options)]),
    // Joined, as a call with an argument for each of 50,000 articles overflows the stack.
    articles
      .map(({ post: { slug, date = '' }, shownChecksum }) => `${slug}\n${date}\n${shownChecksum}\n`)
      .join(''),
  );
}

/** Hashes by name of the alias file and of all files in `_data/`, which data files may read. */
function dataFiles(options: SiteOptions): readonly (readonly [string, string])[] {
  const own = listFiles('_data');
  return [
    // A fixed name, as the cache may be restored to another path.
    ['aliases', hashOfFile(aliasFileOf(options))],
    ...own.map((file) => [file, hashOfFile(file)] as const),
  ];
}

/** Empty if there is no such file. */
function hashOfFile(file: string): string {
  try {
    return shortChecksum(readFileSync(file));
  } catch {
    return '';
  }
}
