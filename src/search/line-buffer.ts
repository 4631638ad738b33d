import { grown } from './grown.ts';
import { withoutInvisible } from './invisible.ts';

const kinds = {
  ordinary: 0,
  space: 1,
  lineBreak: 2,
  invisible: 3,
  surrogate: 4,
  markup: 5,
} as const;

/** Kinds of the code units, filled on first use: 15 ms. */
let codeKindTable: Uint8Array | undefined;

function codeKinds(): Uint8Array {
  if (!codeKindTable) {
    codeKindTable = new Uint8Array(0x10000);
    for (let code = 0; code < 0x10000; code++) codeKindTable[code] = kindOf(code);
  }
  return codeKindTable;
}

function kindOf(code: number): number {
  if (code === 10) return kinds.lineBreak;
  if (code === 38 || code === 60) return kinds.markup;
  if ((code & 0xf800) === 0xd800) return kinds.surrogate;
  const character = String.fromCharCode(code);
  if (withoutInvisible(character) === '') return kinds.invisible;
  return /\s/.test(character) ? kinds.space : kinds.ordinary;
}

/**
 * Gathers text as readers see it: invisible marks gone, white space one space, with a line break in it one line break, and none at the ends. One pass over
 * code units: four regular expressions over the whole took five times as long.
 */
export class LineBuffer {
  readonly #kinds = codeKinds();
  #units = new Uint16Array(1 << 14);
  #length = 0;
  /** White space that is written if anything follows it. */
  #pending: number = kinds.ordinary;

  /** Adds a text. */
  add(text: string): void {
    this.#add(text, 0, false);
  }

  /** Adds HTML from `start` to the next tag or entity. @returns where that begins, or the end. */
  addHtml(html: string, start: number): number {
    return this.#add(html, start, true);
  }

  #add(text: string, start: number, isHtml: boolean): number {
    // Each unit may bring the white space before it.
    this.#reserve(this.#length + text.length - start + 1);
    const units = this.#units;
    const kindOfCode = this.#kinds;
    let length = this.#length;
    let pending = this.#pending;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const kind = kindOfCode[code] as number;
      if (kind !== kinds.ordinary) {
        if (kind === kinds.markup) {
          if (isHtml) break;
        } else if (kind === kinds.surrogate) {
          if (code === 0xdb40 && withoutInvisible(text.slice(at, at + 2)) === '') {
            at++;
            continue;
          }
        } else {
          if (kind !== kinds.invisible && kind > pending) pending = kind;
          continue;
        }
      }
      if (pending !== kinds.ordinary) {
        if (length > 0) units[length++] = pending === kinds.space ? 32 : 10;
        pending = kinds.ordinary;
      }
      units[length++] = code;
    }
    this.#length = length;
    this.#pending = pending;
    return at;
  }

  breakLine(): void {
    this.#pending = kinds.lineBreak;
  }

  /** Hands over what was added, well-formed, and begins anew. */
  finish(): string {
    const { buffer } = this.#units;
    const text = Buffer.from(buffer, 0, this.#length * 2).toString('utf16le');
    this.#length = 0;
    this.#pending = kinds.ordinary;
    return text.toWellFormed();
  }

  #reserve(count: number): void {
    if (count > this.#units.length) this.#units = grown(this.#units, count);
  }
}
