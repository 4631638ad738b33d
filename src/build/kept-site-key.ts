import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ClientAssets } from '../views/client-assets.ts';
import { cacheKey, shortChecksum } from '../store/segment.ts';
import { sourceVersion } from '../store/source-version.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { PublishedTerm } from '../corpus/published-addresses.ts';
import type { EditionFacts } from '../editions/edition-plan.ts';
import { staticFiles } from '../eleventy/own-pages.ts';
import type { Article } from '../ingest/types.ts';
import { clientDir, programModule } from '../shared/program-dir.ts';
import { aliasFileOf, labelFileOf, type SiteArticles, type SiteOptions } from './read-posts.ts';

/**
 * Hash of the code and the templates that make a site.
 * @param templates see `templateVersion`.
 */
export function programKey(templates: string): string {
  // Named because no import leads to it: esbuild bundles it.
  const entries = [programModule('build/build'), path.join(clientDir, 'service-worker/main.ts')];
  return cacheKey(sourceVersion(...entries), templates);
}

/**
 * Hash of everything that a site depends on beside the bodies of its articles: settings, code,
 * templates, data files, what pages show of each article, which posts are not published, and what
 * was published of terms. Sites with the same key have the same pages but for the articles' texts.
 * @param program see `programKey`.
 * @returns a function of the terms that the last build has published, if that is known.
 */
export function keptSiteKey(
  config: SiteConfig,
  options: SiteOptions,
  assets: ClientAssets,
  facts: EditionFacts,
  { articles, unpublished, policy }: SiteArticles,
  program: string,
): (published?: readonly PublishedTerm[]) => string {
  const aliases = aliasFileOf(options);
  // Which posts are public shows in the articles.
  const reading = { ...policy, drafts: undefined, future: undefined };
  const key = cacheKey(
    program,
    hashOfFile(aliases.file),
    hashOfFile(labelFileOf(options).file),
    // Problems of links name posts that are not published.
    JSON.stringify([
      config,
      reading,
      options.postsLabel,
      aliases.label,
      assets,
      facts,
      unpublished,
    ]),
    JSON.stringify([...staticFiles()]),
    // Joined, as a call with an argument for each of 50,000 articles overflows the stack.
    articles.map(settledPart).join(''),
  );
  return (published = []) => cacheKey(key, JSON.stringify(published));
}

/** What is known of an article only among the others, and the checksum of the rest. */
function settledPart({ post, shownChecksum }: Article): string {
  const { slug, address, date = '', formerAddresses = [] } = post;
  return `${[slug, address, ...formerAddresses].join(' ')}\n${date}\n${shownChecksum}\n`;
}

/** Empty if there is no such file. */
function hashOfFile(file: string): string {
  try {
    return shortChecksum(readFileSync(file));
  } catch {
    return '';
  }
}
