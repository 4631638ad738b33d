import { characterClass, classOf } from '../characters.ts';
import { foldCharacters, type VariantTable } from '../fold.ts';
import { grown } from '../grown.ts';
import { textOfUnits } from './units.ts';

const unknown = 0;
/** Marks a code that cannot be folded alone. U+FFFF is no character, so no code folds to it. */
const dependent = 0xffff;
const space = 0x20;
const lineFeed = 0x0a;

/**
 * Marks and conjoining jamo: normalisation may combine them with their neighbours (Unicode Standard
 * Annex 15).
 */
const combining = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

/**
 * Folds texts as `foldCharacters` does, but through a table by code, into a reused buffer: a sixth
 * of the time. A line with a code that depends on its neighbours is folded as a string. One
 * difference: characters of class `other` become spaces, which separate words as they do.
 */
export class CodeFolder {
  /** The folded text; see `fold`. */
  codes = new Uint16Array(1 << 12);
  readonly #variants: VariantTable | undefined;
  /** What a code folds to beside any neighbour. Filled when a code first occurs. */
  readonly #folded = new Uint16Array(0x10000);

  constructor(variants?: VariantTable) {
    this.#variants = variants;
  }

  /**
   * Folds a text into `codes`.
   * @param text in UTF-16.
   * @returns the length of the folded text; a zero follows it.
   */
  fold(text: Uint16Array): number {
    this.#reserve(text.length + 1);
    let { codes } = this;
    const folded = this.#folded;
    let length = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text[at] as number;
      let to = folded[code] as number;
      if (to === unknown) folded[code] = to = this.#foldAlone(code);
      if (to !== dependent) {
        codes[length++] = to;
        continue;
      }
      const start = text.lastIndexOf(lineFeed, at) + 1;
      const found = text.indexOf(lineFeed, at);
      const end = found < 0 ? text.length : found;
      const line = foldCharacters(textOfUnits(text.subarray(start, end)), this.#variants);
      length -= at - start;
      this.#reserve(length + line.length + text.length - end + 1);
      ({ codes } = this);
      for (let unit = 0; unit < line.length; unit++) codes[length++] = line.charCodeAt(unit);
      at = end - 1;
    }
    codes[length] = 0;
    return length;
  }

  #foldAlone(code: number): number {
    if (code >= 0xd800 && code < 0xe000) return dependent;
    const result = foldCharacters(String.fromCharCode(code), this.#variants);
    if ([...result].every((one) => classOf(one.codePointAt(0) ?? 0) === characterClass.other)) {
      return code === lineFeed ? code : space;
    }
    return result.length > 1 || combining.test(result) ? dependent : result.charCodeAt(0);
  }

  #reserve(count: number): void {
    if (count > this.codes.length) this.codes = grown(this.codes, count);
  }
}
