import { headBit } from '../format.ts';
import type { Shard } from '../manifest.ts';
import { wordCodec } from '../posting-page.ts';
import type { WrittenBytes } from './index-file.ts';
import { termKey } from '../term-key.ts';
import { ShardWriter } from './shard-writer.ts';
import type { ShardLayout } from './shard-writer.ts';

/** Names of a document's terms, by type. */
export type DocumentTerms = Readonly<Partial<Record<string, readonly string[]>>>;

/** Aliases by which filters find terms, by type and shown name. */
export type OtherNames = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Writes the postings of terms (`tag:`, `person:` and so on). Their keys sort before all words. */
export function writeTermShards(
  outputDir: string,
  documents: readonly DocumentTerms[],
  layout: ShardLayout,
  otherNames: OtherNames = new Map(),
): { readonly shards: readonly Shard<string>[]; readonly written: WrittenBytes } {
  const lists = new Map<string, number[]>();
  // Folds each name once: most occur in many documents.
  const known = new Map<string, readonly number[][]>();
  const listsOf = (type: string, name: string): readonly number[][] => {
    const id = `${type}\n${name}`;
    let own = known.get(id);
    if (!own) {
      const names = [name, ...(otherNames.get(type)?.get(name) ?? [])];
      known.set(id, (own = names.map((one) => listOf(type, one))));
    }
    return own;
  };
  const listOf = (type: string, spelling: string): number[] => {
    const key = termKey(type, spelling);
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
  };
  for (const [document, terms] of documents.entries()) {
    for (const [type, names] of Object.entries(terms)) {
      for (const list of (names ?? []).flatMap((name) => listsOf(type, name))) {
        if (list.at(-1) !== document) list.push(document);
      }
    }
  }
  const writer = new ShardWriter(outputDir, 'word', wordCodec, layout);
  for (const key of [...lists.keys()].sort()) {
    const list = Uint32Array.from(lists.get(key) ?? []);
    const masks = new Uint32Array(list.length).fill(headBit);
    writer.add(key, false, { documents: list, masks }, 0, list.length);
  }
  return writer.close();
}
