import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { romanise } from '../../src/corpus/term-slugs.ts';
import type { FolderContent } from './build-site.ts';
import { searchIndexTexts } from './search-index-texts.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
};

/**
 * A text as a reader would find it. Percent escapes, `\u` and `\x` escapes and character references
 * are undone, also within each other; compatibility forms, case and invisible characters are
 * folded.
 */
export function plainly(text: string): string {
  let plain = text;
  for (let depth = 0; depth < 4; depth++) {
    const before = plain;
    plain = plain
      .replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
        Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
      )
      .replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, code: string) => character(parseInt(code, 16)))
      .replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => character(parseInt(code, 16)))
      .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => character(parseInt(code, 16)))
      .replace(/&#(\d+);/g, (_, code: string) => character(Number(code)))
      .replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);
    if (plain === before) break;
  }
  return plain
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .toLowerCase();
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/**
 * The forms that a marker may take in a text that {@link plainly} has read: itself, in pinyin as
 * slugs spell it, in pinyin without spaces.
 */
function formsOf(marker: string): readonly string[] {
  const words = romanise(marker).trim().toLowerCase().split(/\s+/);
  return [...new Set([plainly(marker), words.join('-'), words.join(' '), words.join('')])];
}

/** Texts of a file: its bytes, what they are compressed from, the metadata of a picture. */
async function textsOf(name: string, bytes: Buffer): Promise<readonly string[]> {
  const texts = [bytes.toString('utf8'), bytes.toString('utf16le')];
  if (name.endsWith('.gz')) texts.push(gunzipSync(bytes).toString('utf8'));
  if (name.endsWith('.br')) texts.push(brotliDecompressSync(bytes).toString('utf8'));
  if (/\.(?:webp|png|jpe?g|avif|gif)$/.test(name)) {
    const { exif, xmp, iptc, comments } = await sharp(bytes).metadata();
    for (const part of [exif, xmp, iptc]) if (part) texts.push(part.toString('latin1'));
    texts.push(JSON.stringify(comments ?? ''));
  }
  return texts;
}

/**
 * Where markers stand in a site: in names of files, in every byte of every file in any encoding, in
 * the decompressed search index, in the metadata of pictures.
 * @returns `file: marker` per finding, sorted; parts of the search index as `search-index/ part:
 * marker`.
 */
export async function findMarkers(
  site: FolderContent,
  markers: readonly string[],
): Promise<readonly string[]> {
  const forms = markers.map((marker) => [marker, formsOf(marker)] as const);
  const found: string[] = [];
  const look = (place: string, text: string) => {
    for (const [marker, own] of forms) {
      if (own.some((form) => text.includes(form))) found.push(`${place}: ${marker}`);
    }
  };
  for (const [name, bytes] of site) {
    const texts = [name, ...(await textsOf(name, bytes))];
    look(name, texts.map(plainly).join('\n'));
  }
  if ([...site.keys()].some((name) => name.startsWith('search-index/'))) {
    for (const [part, texts] of await searchIndexTexts(site)) {
      look(`search-index/ ${part}`, plainly(texts.join('\n')));
    }
  }
  return [...new Set(found)].sort();
}

/**
 * Mean colour of each picture of a site, as `r,g,b` in steps of 16 so that compression does not
 * matter.
 */
export async function pictureColours(site: FolderContent): Promise<ReadonlyMap<string, string>> {
  const colours = new Map<string, string>();
  for (const [name, bytes] of site) {
    if (!/\.(?:webp|png|jpe?g|avif|gif)$/.test(name)) continue;
    const { channels } = await sharp(bytes).stats();
    const mean = channels.slice(0, 3).map((channel) => Math.round(channel.mean / 16));
    colours.set(name, mean.join());
  }
  return colours;
}
