import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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
import type { KeySink } from './analyse-post.ts';
import type { SearchText } from '../search-text.ts';
import type { Zone } from '../zones.ts';
import { sliceCount, sliceOfHan, sliceOfWord } from './slices.ts';

/** Where the search parts of a post lie. Plain data: it crosses threads with the article. */
export interface SearchPart {
  /** Name of the worker's files, without extension. */
  readonly segment: string;
  /** The post's number among those of its segment. */
  readonly number: number;
  /** In `<segment>.text`, in bytes. */
  readonly textOffset: number;
  /** Lengths of the compressed text blocks in bytes: head, then zones. */
  readonly blockLengths: readonly number[];
}

/** Small blocks gain nothing from a large window, and a small one is set up faster. */
const deflateOptions = { level: 6, windowBits: 14, memLevel: 7 } as const;

/**
 * The search half of an ingest worker: takes each published, listed post while its HTML is at hand, and appends its keys and its compressed text to two files
 * of the worker's own. `flush` after each batch of posts.
 */
export class SearchPartWriter {
  readonly #folder: string;
  readonly #segment: string;
  readonly #analyser: PostAnalyser;
  readonly #slices = Array.from({ length: sliceCount }, () => new ByteWriter());
  #texts: Uint8Array[] = [];
  #textOffset = 0;
  #posts = 0;

  /** @param folder an existing folder. */
  constructor(folder: string, segment: string, variants?: VariantTable) {
    this.#folder = folder;
    this.#segment = segment;
    this.#analyser = new PostAnalyser(variants);
    for (const extension of ['keys', 'text']) writeFileSync(this.#file(extension), '');
  }

  add(post: Post, html: string): SearchPart {
    const text = searchText(post, htmlToText(html));
    const zones = splitZones(text.body);
    const number = this.#posts++;
    this.#writeKeys(number, text, zones);
    const blocks = [{ text: `${text.title}\n${text.head}`, overlap: 0 }, ...zones].map((zone) =>
      sealBlock(encodeTextBlock(zone), (content) => deflateRawSync(content, deflateOptions)),
    );
    const textOffset = this.#textOffset;
    const blockLengths = blocks.map(({ length }) => length);
    for (const block of blocks) {
      this.#texts.push(block);
      this.#textOffset += block.length;
    }
    return { segment: this.#segment, number, textOffset, blockLengths };
  }

  /** Writes what is buffered; parts are on disk only then. */
  flush(): void {
    const lengths = new ByteWriter(sliceCount * 4);
    for (const { length } of this.#slices) lengths.uint32(length);
    const slices = this.#slices.map((slice) => slice.view());
    appendFileSync(this.#file('keys'), Buffer.concat([lengths.view(), ...slices]));
    appendFileSync(this.#file('text'), Buffer.concat(this.#texts));
    for (const slice of this.#slices) slice.clear();
    this.#texts = [];
  }

  #file(extension: string): string {
    return path.join(this.#folder, `${this.#segment}.${extension}`);
  }

  /** In each slice: number of the post keys and masks, and zero at the end. */
  #writeKeys(number: number, text: SearchText, zones: readonly Zone[]): void {
    const started = new Set<ByteWriter>();
    const slice = (index: number): ByteWriter => {
      const writer = this.#slices[index] as ByteWriter;
      if (!started.has(writer)) {
        started.add(writer);
        writer.varint(number);
      }
      return writer;
    };
    const sink: KeySink = {
      han: (key, mask) => {
        const writer = slice(sliceOfHan(key));
        writer.uint32(key);
        writer.varint(mask);
      },
      word: (word, mask) => {
        const writer = slice(sliceOfWord(word));
        writer.text(word);
        writer.varint(mask);
      },
    };
    this.#analyser.analyse(text, zones, sink);
    // Ends the list of each slice: no key is zero, no word empty.
    for (const writer of started) writer.uint32(0);
  }
}
