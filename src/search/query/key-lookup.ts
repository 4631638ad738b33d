import { emptyPostings, type Postings } from '../postings.ts';
import type { IndexFiles } from './index-files.ts';
import type { Lookup } from './plan.ts';
import { unitePostings } from './posting-sets.ts';

/** Finds the postings of a key, on one page, or of all words with a prefix, on several. */
export async function findPostings(files: IndexFiles, lookup: Lookup): Promise<Postings> {
  if (lookup.kind === 'prefix') return findPrefix(files, lookup.key);
  const found =
    lookup.kind === 'han'
      ? (await (await files.keyPages('han')).pageOf(lookup.key))?.find(lookup.key)
      : (await (await files.keyPages('word')).pageOf(lookup.key))?.find(lookup.key);
  return found ?? emptyPostings;
}

/** How many pages a prefix needs. */
export async function countPrefixPages(files: IndexFiles, prefix: string): Promise<number> {
  const [start, end] = (await files.keyPages('word')).range(prefix, afterPrefix(prefix));
  return end - start;
}

async function findPrefix(files: IndexFiles, prefix: string): Promise<Postings> {
  const words = await files.keyPages('word');
  const pages = await words.pages(...words.range(prefix, afterPrefix(prefix)));
  const lists = pages.flatMap((page) => {
    const found: Postings[] = [];
    for (const own of page.keys.slice(page.lowerBound(prefix))) {
      if (!own.key.startsWith(prefix)) break;
      found.push(page.read(own));
    }
    return found;
  });
  return unitePostings(lists);
}

/**
 * A key after all words that begin with the prefix: Unicode assigns no character to U+FFFF, so no
 * text holds it.
 */
function afterPrefix(prefix: string): string {
  return `${prefix}\uffff`;
}
