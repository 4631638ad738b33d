import type { SiteConfig } from '../config/site-config.ts';
import type { PublishedTerm } from '../corpus/published-addresses.ts';
import type { EditionFacts } from '../editions/edition-plan.ts';
import { templateVersion } from '../eleventy/template-version.ts';
import type { ClientAssets } from '../views/client-assets.ts';
import { siteKey } from './address-memory.ts';
import { editionFacts } from './edition-facts.ts';
import { findKeptSite, type KeptSite, type LastSite } from './kept-site-cache.ts';
import { withOwnPages } from './kept-own-pages.ts';
import { keptSiteKey, programKey } from './kept-site-key.ts';
import type { SiteArticles, SiteFolders, SiteOptions } from './read-posts.ts';

/** What decides whether an earlier build has kept a site, and that site. */
export interface LookedUpSite {
  readonly facts: EditionFacts;
  /** See `templateVersion`. */
  readonly templates: string;
  /** See `keptSiteKey`. */
  readonly keyOf: (published?: readonly PublishedTerm[]) => string;
  readonly kept: KeptSite | undefined;
  readonly last: LastSite;
  /** See `OwnFacts`. */
  readonly needAll: boolean;
}

/**
 * Looks for the site that an earlier build has kept, if nothing that pages show has changed.
 * Publishes the icons.
 * @param options without a cache, no site is kept.
 */
export async function lookUpSite(
  config: SiteConfig,
  options: SiteOptions & { readonly cacheDir?: string },
  { outputDir, workDir }: Pick<SiteFolders, 'outputDir' | 'workDir'>,
  assets: ClientAssets,
  read: SiteArticles,
): Promise<LookedUpSite> {
  const facts = await editionFacts(config, options, outputDir, read.articles);
  const templates = templateVersion();
  const program = programKey(templates);
  const keyOf = keptSiteKey(config, options, assets, facts, read, program);
  const last = { site: siteKey(config, options), program };
  const { cacheDir } = options;
  const found =
    cacheDir === undefined ? undefined : findKeptSite(cacheDir, keyOf(read.publishedTerms));
  const { kept, needAll } = await withOwnPages(found, config, options, read, workDir);
  return { facts, templates, keyOf, kept, last, needAll };
}
