import type { Postings } from '../postings.ts';
import type { IndexFiles } from './index-files.ts';
import type { Lookup } from './plan.ts';
import { emptyPostings, unitePostings } from './posting-sets.ts';

/** Finds the postings of keys: one page for a key, several for a prefix. */
export class KeyLookup {
  readonly #files: IndexFiles;

  constructor(files: IndexFiles) {
    this.#files = files;
  }

  async find(lookup: Lookup): Promise<Postings> {
    if (lookup.kind === 'prefix') return this.#findPrefix(lookup.key);
    const found =
      lookup.kind === 'han'
        ? (await (await this.#files.hanPages()).pageOf(lookup.key))?.find(lookup.key)
        : (await (await this.#files.wordPages()).pageOf(lookup.key))?.find(lookup.key);
    return found ?? emptyPostings;
  }

  /** How many pages a prefix needs. */
  async countPrefixPages(prefix: string): Promise<number> {
    const [start, end] = (await this.#files.wordPages()).range(prefix, afterPrefix(prefix));
    return end - start;
  }

  async #findPrefix(prefix: string): Promise<Postings> {
    const words = await this.#files.wordPages();
    const pages = await words.pages(...words.range(prefix, afterPrefix(prefix)));
    const lists = pages.flatMap((page) => {
      const found: Postings[] = [];
      for (let at = page.lowerBound(prefix); at < page.keys.length; at++) {
        if (!page.keys[at]?.key.startsWith(prefix)) break;
        const list = page.read(at);
        if (list) found.push(list);
      }
      return found;
    });
    return unitePostings(lists);
  }
}

/**
 * A key after all words that begin with the prefix: Unicode assigns no character to U+FFFF, so no
 * text holds it.
 */
function afterPrefix(prefix: string): string {
  return `${prefix}\uffff`;
}
