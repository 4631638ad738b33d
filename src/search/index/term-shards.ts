import { addToGroup } from '../../shared/group-by.ts';
import { memoize } from '../../shared/memoize.ts';
import type { DocumentFacts } from '../columns.ts';
import { headBit } from '../format.ts';
import { termKey } from '../term-key.ts';
import { ShardWriter, type ShardLayout, type WrittenShards } from './shard-writer.ts';

/** Aliases by which filters find terms, by type and shown name. */
export type OtherNames = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Writes the postings of terms (`tag:`, `person:` and so on). Their keys sort before all words. */
export function writeTermShards(
  documents: readonly DocumentFacts[],
  layout: ShardLayout,
  otherNames: OtherNames = new Map(),
): WrittenShards<'word'> {
  // Folds each name once: most occur in many documents.
  const keysIn = memoize((type) =>
    memoize((name) => {
      const names = [name, ...(otherNames.get(type)?.get(name) ?? [])];
      return names.map((one) => termKey(type, one));
    }),
  );
  const lists = new Map<string, number[]>();
  for (const [document, { terms }] of documents.entries()) {
    for (const [type, names = []] of Object.entries(terms)) {
      for (const key of names.flatMap((name) => keysIn(type)(name))) {
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
