import { ByteWriter } from '../bytes.ts';
import type { VariantTable } from '../fold.ts';
import { readHtml } from './html-text.ts';
import type { SearchHead } from './search-head.ts';
import { unitsOf } from './units.ts';
import { PostAnalyser } from './analyse-post.ts';
import { KeyEncoder } from './part-keys.ts';
import { sealText } from './seal-text.ts';
import { splitZones } from './split-zones.ts';

/**
 * What one document contributes to the index, as plain bytes: they depend on its head, its HTML and
 * the variant table only, so they may be kept from build to build. Number and lengths of the text
 * blocks, lengths of the slices of keys, the slices, the blocks.
 * @param html UTF-8.
 */
export type PartMaker = (head: SearchHead, html: Buffer) => Buffer;

/**
 * Makes parts; holds tables that are reused from post to post.
 * @param variants see {@link VariantTable}.
 */
export function createPartMaker(variants?: VariantTable): PartMaker {
  const analyser = new PostAnalyser(variants);
  const keys = new KeyEncoder();
  return (searched, html) => {
    const zones = splitZones(readHtml(html));
    const first = { units: unitsOf(`${searched.title}\n${searched.head}`), overlap: 0 };
    const blocks = [first, ...zones].map(sealText);
    analyser.analyse(searched, zones);
    const keyBytes = keys.encode(analyser);
    const head = new ByteWriter(512);
    head.varint(blocks.length);
    for (const { length } of blocks) head.varint(length);
    for (const length of keys.lengths) head.varint(length);
    return Buffer.concat([head.view(), keys.bytes.subarray(0, keyBytes), ...blocks]);
  };
}
