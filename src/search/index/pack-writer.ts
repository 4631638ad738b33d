import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ByteWriter } from '../bytes.ts';
import { immutableName, type PackKind } from '../format.ts';
import type { Pack } from '../pages.ts';
import { crc32 } from './seal.ts';

/** Writes pages into packs of about equal size. */
export class PackWriter {
  readonly packs: Pack[] = [];
  /** Bytes written so far. */
  written = 0;
  readonly #folder: string;
  readonly #kind: PackKind;
  readonly #limit: number;
  readonly #bytes: ByteWriter;
  #pages: number[] = [];

  /** @param limit largest pack in bytes; only a single page may exceed it. */
  constructor(folder: string, kind: PackKind, limit: number) {
    this.#folder = folder;
    this.#kind = kind;
    this.#limit = limit;
    this.#bytes = new ByteWriter(limit);
  }

  /** Adds a page. @returns its pack and its offset there, in bytes. */
  add(page: Uint8Array): { readonly pack: number; readonly offset: number } {
    if (this.#bytes.length + page.length > this.#limit) this.close();
    const place = { pack: this.packs.length, offset: this.#bytes.length };
    this.#bytes.raw(page);
    this.#pages.push(page.length);
    return place;
  }

  /** Writes the last pack. */
  close(): void {
    if (this.#pages.length === 0) return;
    const bytes = this.#bytes.view();
    const pack = { checksum: crc32(bytes), length: bytes.length, pages: this.#pages };
    writeFileSync(path.join(this.#folder, immutableName(this.#kind, pack)), bytes);
    this.packs.push(pack);
    this.written += pack.length;
    this.#bytes.clear();
    this.#pages = [];
  }
}
