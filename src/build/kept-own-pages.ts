import type { SiteConfig } from '../config/site-config.ts';
import { hasOwnPages, renderOwnPages } from '../eleventy/own-pages.ts';
import { isIndexed } from '../output/site-files.ts';
import { shortChecksum } from '../store/segment.ts';
import { partialSite } from '../views/partial-site.ts';
import type { SiteView } from '../views/site-view.ts';
import type { EleventyAdditions } from '../views/site.ts';
import type { KeptSite } from './kept-site-cache.ts';
import type { SiteArticles, SiteOptions } from './read-posts.ts';
import type { OwnFacts } from './site-facts.ts';
import { hashOfAdditions, type PlannedPage } from './write-pages.ts';

/** What a site is made of that is not Inkstone's. */
interface OwnParts {
  readonly ownPages: ReadonlyMap<string, string>;
  readonly copies: ReadonlyMap<string, string>;
  readonly additions: EleventyAdditions;
}

/** What the next build must know of the own pages of a site. */
export function ownFacts(
  site: OwnParts & { readonly views: { readonly site: SiteView } },
  needAll: boolean,
): OwnFacts {
  const additions = hashOfAdditions(site.additions);
  return { files: filesOf(site), additions, site: site.views.site, needAll };
}

function filesOf({ ownPages, copies }: Pick<OwnParts, 'ownPages' | 'copies'>): readonly string[] {
  const pages = [...ownPages].map(([page, text]) => `${page} ${isIndexed(page, text)}`);
  return [...pages, ...copies.keys()].sort();
}

/** A kept site that can be published, if any, and whether own pages need the whole site. */
export interface SiteWithOwnPages {
  readonly kept: KeptSite | undefined;
  readonly needAll: boolean;
}

/**
 * Renders the own pages of a kept site anew, as only Eleventy knows what they print. Without a kept
 * site, or if files have come or gone, if a page fails or asks for what is not kept, the site must
 * be gathered.
 * @param workDir see `renderOwnPages`.
 */
export async function withOwnPages(
  kept: KeptSite | undefined,
  config: SiteConfig,
  { postsDir }: Pick<SiteOptions, 'postsDir'>,
  { listed, policy }: Pick<SiteArticles, 'listed' | 'policy'>,
  workDir: string,
): Promise<SiteWithOwnPages> {
  const own = kept?.own;
  const hasOwn = await hasOwnPages();
  if (!own && !hasOwn) return { kept, needAll: false };
  if (!kept || !own || !hasOwn) return { kept: undefined, needAll: false };
  if (own.needAll) return { kept: undefined, needAll: true };
  const { site, wasAskedForMore } = partialSite(config, listed, own.site);
  const session = { site, postsDir, drafts: policy.drafts };
  // What is wrong, the run for the whole site tells.
  const fresh = await renderOwnPages(session, workDir, { goesOn: false }).catch(() => undefined);
  if (!fresh || wasAskedForMore()) return { kept: undefined, needAll: wasAskedForMore() };
  const { copies, additions } = fresh;
  const ownPages = new Map([...fresh.pages].map(([page, { text }]) => [page, text]));
  const isSame =
    hashOfAdditions(additions) === own.additions &&
    filesOf({ ownPages, copies }).join('\n') === own.files.join('\n');
  if (!isSame) return { kept: undefined, needAll: false };
  const pages = kept.pages.map((page): PlannedPage => {
    const text = ownPages.get(page.path);
    return text === undefined ? page : { path: page.path, key: shortChecksum(text), text };
  });
  return { kept: { ...kept, pages, copies }, needAll: false };
}
