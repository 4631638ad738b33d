import { addToGroup } from '../../shared/group-by.ts';
import { memoize } from '../../shared/memoize.ts';
import type { DocumentFacts } from '../columns.ts';
import { headBit } from '../format.ts';
import { termKey } from '../term-key.ts';
import { ShardWriter, type ShardLayout, type WrittenShards } from './shard-writer.ts';

/** Aliases by which filters find terms, by type and shown name. */
export type OtherNames = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/**
 * Writes the postings of terms (`tag:`, `person:` and so on), tier by tier. Their keys sort before
 * all words.
 * @param documents of the whole index.
 * @param layouts of the tiers.
 */
export function writeTermShards(
  documents: readonly DocumentFacts[],
  layouts: readonly ShardLayout[],
  otherNames: OtherNames = new Map(),
): readonly WrittenShards<'word'>[] {
  // Folds each name once: most occur in many documents.
  const keysIn = memoize((type) =>
    memoize((name) => {
      const names = [name, ...(otherNames.get(type)?.get(name) ?? [])];
      return names.map((one) => termKey(type, one));
    }),
  );
  let end = 0;
  return layouts.map((layout) => {
    const start = end;
    end += layout.zones.length;
    return writeTier(documents.slice(start, end), layout, (type, name) => keysIn(type)(name));
  });
}

function writeTier(
  documents: readonly DocumentFacts[],
  layout: ShardLayout,
  keysOf: (type: string, name: string) => readonly string[],
): WrittenShards<'word'> {
  const lists = new Map<string, number[]>();
  for (const [document, { terms }] of documents.entries()) {
    for (const [type, names = []] of Object.entries(terms)) {
      for (const key of names.flatMap((name) => keysOf(type, name))) {
        if (lists.get(key)?.at(-1) !== document) addToGroup(lists, key, document);
      }
    }
  }
  const writer = new ShardWriter('word', layout);
  for (const key of [...lists.keys()].sort()) {
    const list = Uint32Array.from(lists.get(key) ?? []);
    const masks = new Uint32Array(list.length).fill(headBit);
    writer.add(key, { documents: list, masks }, 0, list.length);
  }
  return writer.close();
}
