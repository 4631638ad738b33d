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
 * Hash of all that decides a site beside the bodies of its articles: settings, code, templates,
 * data files, and what pages show of each article. Two sites of one key have the same pages, but
 * for their articles' texts.
 */
export function keptSiteKey(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  facts: EditionFacts,
  { articles, policy }: SiteArticles,
): string {
  // esbuild reads the service worker; nothing imports it.
  const entries = ['./build.ts', '../client/service-worker/main.ts'];
  return cacheKey(
    ...entries.map((entry) => sourceVersion(fileURLToPath(new URL(entry, import.meta.url)))),
    templateVersion(),
    JSON.stringify([config, policy, options.postsLabel, assets, facts, dataFiles(options)]),
    // One text: a call with an argument for each of 50,000 articles overflows the stack.
    articles
      .map(({ post: { slug, date = '' }, shownChecksum }) => `${slug}\n${date}\n${shownChecksum}\n`)
      .join(''),
  );
}

/**
 * What lies beside the data files that `templateVersion` knows; data files may read it. Hashes by
 * name.
 */
function dataFiles(options: SiteOptions): readonly (readonly [string, string])[] {
  const own = listFiles('_data');
  return [
    // Wherever it lies: a cache may be restored elsewhere.
    ['aliases', hashOfFile(aliasFileOf(options))],
    ...own.map((file) => [file, hashOfFile(file)] as const),
  ];
}

/** Empty where there is none. */
function hashOfFile(file: string): string {
  try {
    return shortChecksum(readFileSync(file));
  } catch {
    return '';
  }
}
