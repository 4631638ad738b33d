import { basicPlaneClasses, characterClass, classOf } from '../characters.ts';
import type { VariantTable } from '../fold.ts';
import { grown } from '../grown.ts';
import { headBit, maximumWordLength, titleBit } from '../format.ts';
import type { SearchHead } from './search-head.ts';
import { hanKey, wordKey } from '../tokens.ts';
import { unitsOf } from './units.ts';
import { CodeFolder } from './code-folder.ts';
import { HanTable } from './han-table.ts';
import type { ZoneUnits } from './split-zones.ts';
import { WordTable } from './word-table.ts';

/** Finds the keys of a post. Its tables are reused from post to post. */
export class PostAnalyser {
  /** Characters and pairs of the Basic Multilingual Plane. */
  readonly han = new HanTable();
  /** Words, symbols, and Han outside the Basic Multilingual Plane, in UTF-16. */
  readonly words = new WordTable<Uint16Array>(new Uint16Array(1 << 14));
  /** Masks of the words, by the word's number. */
  wordMasks = new Uint32Array(1 << 10);
  readonly #folder: CodeFolder;
  readonly #classes = basicPlaneClasses();

  constructor(variants?: VariantTable) {
    this.#folder = new CodeFolder(variants);
  }

  /**
   * Replaces the tables' content with the keys of a post, each with the zones in which it stands.
   */
  analyse({ title, head }: SearchHead, zones: readonly ZoneUnits[]): void {
    this.han.clear();
    this.words.clear();
    this.#scan(unitsOf(title), titleBit);
    this.#scan(unitsOf(head), headBit);
    zones.forEach(({ units }, index) => {
      this.#scan(units, 1 << index);
    });
  }

  #scan(text: Uint16Array, bit: number): void {
    const length = this.#folder.fold(text);
    const { codes } = this.#folder;
    const classes = this.#classes;
    const { han, word, other } = characterClass;
    /** The character before if it is Han, else 0; and where it starts. */
    let previous = 0;
    let previousStart = 0;
    for (let at = 0; at < length;) {
      const start = at;
      const code = codes[at++] as number;
      let found = classes[code] as number;
      if ((code & 0xfc00) === 0xd800) found = classOf(codePoint(codes, start, at++));
      if (found === han) {
        if (at - start > 1) this.#addWord(codes, start, at, bit);
        else this.han.addCharacter(code, bit);
        if (previous !== 0) {
          if (at - previousStart > 2) this.#addWord(codes, previousStart, at, bit);
          else this.han.addPair(hanKey(previous, code), bit);
        }
        previous = code;
        previousStart = start;
        continue;
      }
      previous = 0;
      if (found === other) continue;
      if (found === word) at = endOfWord(codes, at, classes);
      this.#addWord(codes, start, at, bit);
    }
  }

  #addWord(codes: Uint16Array, start: number, end: number, bit: number): void {
    if (end - start > maximumWordLength) {
      const key = wordKey(
        String.fromCharCode(...codes.subarray(start, start + maximumWordLength + 1)),
      );
      this.#addWord(unitsOf(key), 0, key.length, bit);
      return;
    }
    const { words } = this;
    const known = words.count;
    const number = words.add(codes, start, end);
    if (number < known) {
      this.wordMasks[number] = (this.wordMasks[number] as number) | bit;
      return;
    }
    if (number === this.wordMasks.length) this.wordMasks = grown(this.wordMasks);
    this.wordMasks[number] = bit;
  }
}

/** The text is well-formed: a high surrogate always has its low one. */
function codePoint(codes: Uint16Array, high: number, low: number): number {
  return (((codes[high] as number) & 0x3ff) << 10) + ((codes[low] as number) & 0x3ff) + 0x10000;
}

function endOfWord(codes: Uint16Array, from: number, classes: Uint8Array): number {
  let at = from;
  // The zero after the text ends its last word.
  for (;;) {
    const code = codes[at] as number;
    if (classes[code] === characterClass.word) at++;
    else if ((code & 0xfc00) !== 0xd800) return at;
    else if (classOf(codePoint(codes, at, at + 1)) === characterClass.word) at += 2;
    else return at;
  }
}
