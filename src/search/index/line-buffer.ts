import { grown } from '../grown.ts';
import { withoutInvisible } from '../invisible.ts';

const kinds = { ordinary: 0, space: 1, lineBreak: 2, invisible: 3, markup: 4 } as const;

/** Kinds of UTF-16 code units. Made on first use, which takes 15 ms. */
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
  const character = String.fromCharCode(code);
  if (withoutInvisible(character) === '') return kinds.invisible;
  return /\s/.test(character) ? kinds.space : kinds.ordinary;
}

/**
 * Gathers text as readers see it: no invisible marks, each run of white space one space, or one
 * line break if it holds one, and none at either end. One pass from UTF-8 to code units,
 * without strings.
 */
export class LineBuffer {
  readonly #kinds = codeKinds();
  #units = new Uint16Array(1 << 14);
  #length = 0;
  /** White space seen, but written only if text follows. */
  #pending: number = kinds.ordinary;

  /** Adds plain text. @param text valid UTF-8. */
  add(text: Uint8Array): void {
    this.#add(text, 0, false);
  }

  /**
   * Adds HTML from `start` up to the next tag or entity.
   * @param html valid UTF-8.
   * @returns where that begins; the end if there is none.
   */
  addHtml(html: Uint8Array, start: number): number {
    return this.#add(html, start, true);
  }

  #add(bytes: Uint8Array, start: number, isHtml: boolean): number {
    // No character has more code units than bytes; one more for pending white space.
    this.#reserve(this.#length + bytes.length - start + 1);
    const units = this.#units;
    const kindOfCode = this.#kinds;
    let length = this.#length;
    let pending = this.#pending;
    let at = start;
    while (at < bytes.length) {
      let code = bytes[at] as number;
      let next = at + 1;
      // UTF-8: RFC 3629, section 3.
      if (code >= 0xe0) {
        code =
          ((code & 0xf) << 12) | (continuation(bytes, at + 1) << 6) | continuation(bytes, at + 2);
        next = at + 3;
        if ((bytes[at] as number) >= 0xf0) {
          code = (code << 6) | continuation(bytes, at + 3);
          next = at + 4;
        }
      } else if (code >= 0x80) {
        code = ((code & 0x1f) << 6) | continuation(bytes, at + 1);
        next = at + 2;
      }
      const kind = code < 0x10000 ? (kindOfCode[code] as number) : kindBeyond(code);
      if (kind !== kinds.ordinary) {
        if (kind === kinds.markup) {
          if (isHtml) break;
        } else {
          if (kind !== kinds.invisible && kind > pending) pending = kind;
          at = next;
          continue;
        }
      }
      if (pending !== kinds.ordinary) {
        if (length > 0) units[length++] = pending === kinds.space ? 32 : 10;
        pending = kinds.ordinary;
      }
      if (code < 0x10000) {
        units[length++] = code;
      } else {
        // UTF-16: RFC 2781, section 2.1.
        units[length++] = 0xd7c0 + (code >>> 10);
        units[length++] = 0xdc00 | (code & 0x3ff);
      }
      at = next;
    }
    this.#length = length;
    this.#pending = pending;
    return at;
  }

  breakLine(): void {
    this.#pending = kinds.lineBreak;
  }

  /**
   * Returns the text and empties the buffer.
   * @returns a view, valid until something is added.
   */
  finish(): Uint16Array {
    const text = this.#units.subarray(0, this.#length);
    this.clear();
    return text;
  }

  clear(): void {
    this.#length = 0;
    this.#pending = kinds.ordinary;
  }

  #reserve(count: number): void {
    if (count > this.#units.length) this.#units = grown(this.#units, count);
  }
}

/** The payload of a continuation byte. */
function continuation(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) & 0x3f;
}

/** The kind of a character outside the Basic Multilingual Plane, where there is no white space. */
function kindBeyond(codePoint: number): number {
  const isInvisible =
    codePoint >= 0xe0000 && withoutInvisible(String.fromCodePoint(codePoint)) === '';
  return isInvisible ? kinds.invisible : kinds.ordinary;
}
