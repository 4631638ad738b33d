import { shortChecksum } from './cache/segment.ts';
import { tidyCache } from './cache/tidy-cache.ts';
import { importDataFile } from './eleventy/register.ts';
import { renderPages } from './eleventy/run-eleventy.ts';
import { templateVersion } from './eleventy/template-version.ts';
import { PageCache } from './publish/page-cache.ts';
import type { PageWriter } from './publish/page-writer.ts';
import { sitePages } from './site.ts';
import type { PreparedSite } from './site.ts';

/**
 * Writes every page of a site. Those that an earlier build has rendered from the same view with the same templates are taken from the cache; Eleventy
 * renders the others.
 * @param cacheDir absolute path of the page cache.
 */
export async function writePages(
  site: PreparedSite,
  writer: PageWriter,
  cacheDir: string,
): Promise<void> {
  const cache = new PageCache(cacheDir);
  const keys = await pageKeys(site);
  const wanted = new Set<string>();
  for (const [page, key] of keys) {
    const known = cache.get(key);
    if (known) await writer.write(page, known);
    else wanted.add(page);
  }
  try {
    await renderInto(site, wanted, writer, (page, rendered) => {
      const key = keys.get(page);
      if (key !== undefined) cache.put(key, rendered);
    });
    await writer.finish();
  } finally {
    cache.close();
  }
  await tidyCache(cacheDir, new Set(keys.values()));
}

/** Renders the wanted pages and writes them. */
export async function renderInto(
  site: PreparedSite,
  wanted: ReadonlySet<string>,
  writer: PageWriter,
  onRendered: (page: string, rendered: Buffer) => void = () => undefined,
): Promise<void> {
  if (wanted.size === 0) return;
  await renderPages({
    site,
    wanted,
    onPage: async (page, html) => {
      const rendered = Buffer.from(html);
      onRendered(page, rendered);
      await writer.write(page, rendered);
    },
  });
}

/** A hash of all that a page is made from but its article's body, by the page's path. Views are plain data, or they could not be printed. */
export async function pageKeys(site: PreparedSite): Promise<ReadonlyMap<string, string>> {
  const shared = await sharedVersion(site);
  const hashOf = createViewHasher();
  return new Map(
    sitePages(site).map(({ path, view, template }) => [
      path,
      shortChecksum(shared, `\n${path}\n${template}\n`, hashOf(view)),
    ]),
  );
}

/**
 * Hashes views. A post stands on a dozen lists, as one card that all of them share: it is hashed once.
 */
function createViewHasher(): (view: object) => string {
  const cards = new WeakMap<object, string>();
  const hashOfCard = (card: object): string => {
    const known = cards.get(card);
    if (known !== undefined) return known;
    const hash = shortChecksum(JSON.stringify(card));
    cards.set(card, hash);
    return hash;
  };
  return (view) => {
    const { posts, ...own } = view as { readonly posts?: unknown };
    return Array.isArray(posts)
      ? JSON.stringify([own, (posts as object[]).map(hashOfCard)])
      : JSON.stringify(view);
  };
}

/** Hash of what every page depends on: templates, code, and the data that templates read beside their view. */
async function sharedVersion(site: PreparedSite): Promise<string> {
  const { version, sharedData } = templateVersion();
  const values: unknown[] = [];
  for (const name of sharedData) values.push((await importDataFile(`_data/${name}.ts`))(site));
  return shortChecksum(version, JSON.stringify(values));
}
