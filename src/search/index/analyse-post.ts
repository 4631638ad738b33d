import { basicPlaneClasses, characterClass, classOf } from '../characters.ts';
import { foldCharacters } from '../fold.ts';
import type { VariantTable } from '../fold.ts';
import { headBit, titleBit } from '../format.ts';
import type { SearchText } from '../search-text.ts';
import { hanKey, wordKey } from '../tokens.ts';
import type { Zone } from '../zones.ts';
import { KeyTable } from './key-table.ts';

/** The keys of one post with their masks. Valid until the next post is analysed. */
export interface PostKeys {
  /** Han characters and pairs, ascending. */
  readonly han: Uint32Array;
  readonly maskOf: (han: number) => number;
  /** Words, symbols, and Han beyond the basic plane, in code unit order. */
  readonly words: readonly (readonly [word: string, mask: number])[];
}

/** Finds the keys of posts, one post at a time; holds the tables that are reused. */
export class PostAnalyser {
  readonly #han = new KeyTable();
  readonly #variants: VariantTable | undefined;
  readonly #words = new Map<string, number>();

  constructor(variants?: VariantTable) {
    this.#variants = variants;
  }

  analyse({ title, head }: SearchText, zones: readonly Zone[]): PostKeys {
    this.#words.clear();
    this.#han.clear();
    this.#scan(title, titleBit);
    this.#scan(head, headBit);
    zones.forEach(({ text }, index) => this.#scan(text, 1 << index));
    return {
      han: this.#han.sortedKeys(),
      maskOf: (key) => this.#han.maskOf(key),
      words: [...this.#words].sort(([a], [b]) => (a < b ? -1 : 1)),
    };
  }

  #scan(raw: string, bit: number): void {
    const text = foldCharacters(raw, this.#variants);
    const classes = basicPlaneClasses();
    const { length } = text;
    let previous = 0;
    for (let at = 0; at < length;) {
      let code = text.charCodeAt(at);
      if ((code & 0xfc00) === 0xd800) code = text.codePointAt(at) ?? code;
      const found = code > 0xffff ? classOf(code) : (classes[code] as number);
      const start = at;
      at += code > 0xffff ? 2 : 1;
      if (found === characterClass.han) {
        this.#addHan(previous, code, bit);
        previous = code;
        continue;
      }
      previous = 0;
      if (found === characterClass.other) continue;
      if (found === characterClass.word) at = endOfWord(text, at, classes);
      this.#addWord(wordKey(text.slice(start, at)), bit);
    }
  }

  #addHan(previous: number, code: number, bit: number): void {
    if (code <= 0xffff) this.#han.add(hanKey(code), bit);
    else this.#addWord(String.fromCodePoint(code), bit);
    if (previous === 0) return;
    if (previous <= 0xffff && code <= 0xffff) this.#han.add(hanKey(previous, code), bit);
    else this.#addWord(String.fromCodePoint(previous, code), bit);
  }

  #addWord(word: string, bit: number): void {
    this.#words.set(word, (this.#words.get(word) ?? 0) | bit);
  }
}

function endOfWord(text: string, from: number, classes: Uint8Array): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if ((code & 0xfc00) === 0xd800) {
      if (classOf(text.codePointAt(at) ?? 0) !== characterClass.word) return at;
      at += 2;
    } else if (classes[code] === characterClass.word) at++;
    else return at;
  }
  return at;
}
