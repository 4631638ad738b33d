import { inflateRawSync } from 'node:zlib';
import { decodeColumns } from '../../src/search/columns.ts';
import { decodeDocuments } from '../../src/search/document-table.ts';
import { ByteReader } from '../../src/search/bytes.ts';
import { readFacetColumn } from '../../src/search/facet-column.ts';
import { decodeManifest } from '../../src/search/manifest.ts';
import { pagePlaces } from '../../src/search/pages.ts';
import type { Pack } from '../../src/search/pages.ts';
import { keyCodecs, PostingPage } from '../../src/search/posting-page.ts';
import { decodeSynonyms } from '../../src/search/synonyms.ts';
import { openTextBlock } from '../../src/search/text-block.ts';
import type { FolderContent } from './build-site.ts';

const folder = 'search-index/';

/**
 * All texts of a search index, decompressed and decoded: keys, titles, links, names, other
 * wordings, articles. Reads the files without the engine, and fails unless it has read each of
 * them.
 */
export async function searchIndexTexts(
  site: FolderContent,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const unread = new Set([...site.keys()].filter((name) => name.startsWith(folder)));
  const bytesOf = (name: string): Buffer => {
    const bytes = site.get(name);
    if (!bytes) throw new Error(`The site has no ${name}.`);
    unread.delete(name);
    return bytes;
  };
  const named = (kind: string, { checksum }: { readonly checksum: number }): Buffer => {
    const start = `${folder}${kind}-${checksum.toString(16).padStart(8, '0')}`;
    return bytesOf([...site.keys()].find((name) => name.startsWith(start)) ?? start);
  };
  const whole = (file: Buffer) => new Uint8Array(inflateRawSync(file.subarray(16)));
  const block = (bytes: Buffer) => new Uint8Array(inflateRawSync(bytes.subarray(4)));
  const blocks = (kind: string, packs: readonly Pack[]) =>
    pagePlaces(packs).map(({ pack, start, end }) => block(named(kind, pack).subarray(start, end)));

  const manifest = decodeManifest(whole(bytesOf(`${folder}manifest.bin`)));
  const columns = decodeColumns(whole(named('columns', manifest.columns)));
  const documents = blocks('documents', manifest.documents).flatMap((page) => [
    ...decodeDocuments(page),
  ]);
  const texts: string[] = [];
  for (const { pack, offset, blockLengths } of documents) {
    const file = named('text', manifest.texts[pack] ?? { checksum: 0 });
    let at = offset;
    for (const length of blockLengths) {
      const { text } = await openTextBlock(file.subarray(at, at + length), 'text');
      texts.push(text);
      at += length;
    }
  }
  const facets = [...manifest.facets.values()].map((entry) =>
    readFacetColumn(new ByteReader(whole(named('facet', entry)))),
  );
  if (manifest.variants) whole(named('variants', manifest.variants));
  const han = manifest.tiers.flatMap((tier) => tier.han);
  const word = manifest.tiers.flatMap((tier) => tier.word);
  const result = new Map<string, readonly string[]>([
    ['first keys', word.flatMap(({ firsts }) => firsts)],
    [
      'words',
      blocks('word', word).flatMap((page) =>
        new PostingPage(page, keyCodecs.word, columns.zones).keys.map(({ key }) => key),
      ),
    ],
    [
      'Han',
      blocks('han', han).flatMap((page) =>
        new PostingPage(page, keyCodecs.han, columns.zones).keys.map(({ key }) =>
          String.fromCharCode(key >>> 16, key & 0xffff),
        ),
      ),
    ],
    ['documents', documents.flatMap(({ title, href }) => [title, decodeURI(href)])],
    ['names', [...columns.facets.values(), ...facets].flatMap(({ names }) => names)],
    [
      'other wordings',
      blocks('synonyms', manifest.synonyms).flatMap((page) => [...decodeSynonyms(page)].flat(2)),
    ],
    ['texts', texts],
  ]);
  if (unread.size > 0) throw new Error(`Nothing leads to ${[...unread].join(', ')}.`);
  return result;
}
