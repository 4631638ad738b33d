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
 * Makes the part of a document: its share of the index as plain bytes. They depend only on head,
 * HTML and variant table, so that parts can be kept between builds. Layout: number and lengths of
 * the text blocks, lengths of the slices of keys, the slices, the blocks.
 * @param html valid UTF-8.
 */
export type PartMaker = (head: SearchHead, html: Buffer) => Buffer;

/** Creates a maker of parts. Its tables are reused from post to post. */
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
