import type { KeyKind, KeyTypes } from '../posting-page.ts';
import type { Postings } from '../postings.ts';
import type { IndexFiles, KeyTier } from './index-files.ts';
import type { Lookup } from './plan.ts';
import { unitePostings } from './posting-sets.ts';

/** Finds the postings of a key, on a page of each tier, or of all words with a prefix. */
export function findPostings(files: IndexFiles, lookup: Lookup): Promise<Postings> {
  if (lookup.kind === 'han') return findKey(files, 'han', lookup.key);
  if (lookup.kind === 'word') return findKey(files, 'word', lookup.key);
  return findPrefix(files, lookup.key);
}

/** How many bytes the pages of a prefix have. */
export async function bytesOfPrefix(files: IndexFiles, prefix: string): Promise<number> {
  const tiers = await files.keyTiers('word');
  return tiers
    .flatMap(({ pages }) => pages.places(prefix, afterPrefix(prefix)))
    .reduce((sum, { start, end }) => sum + end - start, 0);
}

async function findKey<Kind extends KeyKind>(
  files: IndexFiles,
  kind: Kind,
  key: KeyTypes[Kind],
): Promise<Postings> {
  const tiers = await files.keyTiers(kind);
  return joinTiers(tiers, async ({ pages }) => (await pages.pageOf(key))?.find(key));
}

async function findPrefix(files: IndexFiles, prefix: string): Promise<Postings> {
  return joinTiers(await files.keyTiers('word'), async ({ pages: words }) => {
    const pages = await words.pages(prefix, afterPrefix(prefix));
    const lists = pages.flatMap((page) => {
      const found: Postings[] = [];
      for (const own of page.keys.slice(page.lowerBound(prefix))) {
        if (!own.key.startsWith(prefix)) break;
        found.push(page.read(own));
      }
      return found;
    });
    return unitePostings(lists);
  });
}

/** Looks in all tiers at once, and numbers what they have as in the whole index. */
async function joinTiers<Key extends number | string>(
  tiers: readonly KeyTier<Key>[],
  find: (tier: KeyTier<Key>) => Promise<Postings | undefined>,
): Promise<Postings> {
  const lists = await Promise.all(tiers.map(find));
  const count = lists.reduce((sum, list) => sum + (list?.documents.length ?? 0), 0);
  const documents = new Uint32Array(count);
  const masks = new Uint32Array(count);
  let at = 0;
  for (const [tier, list] of lists.entries()) {
    if (!list) continue;
    const start = tiers[tier]?.start ?? 0;
    documents.set(start === 0 ? list.documents : list.documents.map((own) => own + start), at);
    masks.set(list.masks, at);
    at += list.documents.length;
  }
  return { documents, masks };
}

/**
 * A key after all words that begin with the prefix: Unicode assigns no character to U+FFFF, so no
 * text holds it.
 */
function afterPrefix(prefix: string): string {
  return `${prefix}\uffff`;
}
