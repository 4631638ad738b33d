import { deflateRawSync } from 'node:zlib';
import type { Post } from '../../content/post.ts';
import { ByteWriter } from '../bytes.ts';
import type { VariantTable } from '../fold.ts';
import { htmlToText } from '../html-text.ts';
import { searchText } from '../search-text.ts';
import { sealBlock } from '../sealed-block.ts';
import { encodeTextBlock } from '../text-block.ts';
import { splitZones } from '../zones.ts';
import { PostAnalyser } from './analyse-post.ts';
import type { PostKeys } from './analyse-post.ts';
import { sliceCount, sliceOfHan, sliceOfWord } from './slices.ts';

/** Small blocks gain nothing from a large window, and a small one is set up faster. */
const deflateOptions = { level: 6, windowBits: 14, memLevel: 7 } as const;

/**
 * What one post contributes to the index, as plain bytes: they depend on the post's front matter, its HTML and the variant table only, so they may be
 * kept from build to build. Number and lengths of the text blocks, lengths of the slices of keys, the slices, the blocks.
 */
export type PartMaker = (post: Post, html: string) => Uint8Array<ArrayBuffer>;

/** Makes parts; holds tables that are reused from post to post. @param variants see {@link VariantTable}. */
export function createPartMaker(variants?: VariantTable): PartMaker {
  const analyser = new PostAnalyser(variants);
  return (post, html) => {
    const text = searchText(post, htmlToText(html));
    const zones = splitZones(text.body);
    const blocks = [{ text: `${text.title}\n${text.head}`, overlap: 0 }, ...zones].map((zone) =>
      sealBlock(encodeTextBlock(zone), (content) => deflateRawSync(content, deflateOptions)),
    );
    const slices = encodeKeys(analyser.analyse(text, zones));
    const writer = new ByteWriter(8192);
    writer.varint(blocks.length);
    for (const { length } of blocks) writer.varint(length);
    for (const length of slices.lengths) writer.varint(length);
    writer.raw(slices.bytes);
    for (const block of blocks) writer.raw(block);
    return writer.view().slice();
  };
}

/** Ascending keys slice by slice: Han as distance and mask, words as text and mask. */
function encodeKeys({ han, maskOf, words }: PostKeys): {
  readonly bytes: Uint8Array;
  readonly lengths: Uint32Array;
} {
  const writer = new ByteWriter(32_768);
  const lengths = new Uint32Array(sliceCount);
  let slice = -1;
  let start = 0;
  const enter = (next: number): boolean => {
    if (next === slice) return false;
    if (slice >= 0) lengths[slice] = writer.length - start;
    slice = next;
    start = writer.length;
    return true;
  };
  let previous = 0;
  for (const key of han) {
    if (enter(sliceOfHan(key))) previous = 0;
    writer.varint(key - previous);
    writer.varint(maskOf(key));
    previous = key;
  }
  for (const [word, mask] of words) {
    enter(sliceOfWord(word));
    writer.text(word);
    writer.varint(mask);
  }
  enter(sliceCount);
  return { bytes: writer.view(), lengths };
}
