import type { FileEntry } from './pages.ts';

/**
 * Constants of the index format, which docs/search.md describes. Raise `formatVersion` with any
 * change that older scripts would misread.
 */
export const formatVersion = 5;

/**
 * The only file with a fixed name. All others have their checksum in their name and never change.
 */
export const manifestName = 'manifest.bin';

/**
 * Kinds of files that are fetched as a whole. The header holds the kind, so that no file is taken
 * for another.
 */
export const fileKinds = { manifest: 1, columns: 2, facet: 3, variants: 4 } as const;
/** A kind of file that is fetched as a whole. */
export type FileKind = keyof typeof fileKinds;
/** Kinds of packs: files of blocks that are fetched and checked one by one. */
export type PackKind = 'han' | 'word' | 'documents' | 'text' | 'synonyms';

/** First part of the names of all files whose name holds their checksum. */
export const immutableKinds: readonly (FileKind | PackKind)[] = [
  ...(['columns', 'facet', 'variants'] as const),
  ...(['han', 'word', 'documents', 'text', 'synonyms'] as const),
];

/** A body has at most this many zones. Bit n of a posting's mask: the key stands in zone n. */
export const maximumZones = 28;
/** Target length of a zone in UTF-16 code units. Long articles have longer zones. */
export const zoneCharacters = 1200;
/**
 * How far a zone reaches into the next one, in UTF-16 code units: a phrase of up to `phraseLimit`
 * characters lies in one zone as a whole.
 */
export const zoneOverlap = 128;
/**
 * Folded length up to which all keys of a phrase must share a zone. A quarter of the overlap, since
 * up to four characters fold to one (Unicode Standard Annex 15, section 9.3).
 */
export const phraseLimit = 32;
/** Mask bit of the head: summary, insight and terms. */
export const headBit = 1 << maximumZones;
/** Mask bit of the title. */
export const titleBit = 1 << (maximumZones + 1);
/** Mask bits of all zones. */
export const bodyBits = headBit - 1;

/** In UTF-16 code units. Longer words are looked up by their beginning and compared as a whole. */
export const maximumWordLength = 40;

/** Least size of a page of postings, see `pageSize`. */
const leastPageBytes = 2 * 1024;
/**
 * Compressed size in bytes at which a pack is full, unless there are very many. A host that answers
 * no range requests sends a whole pack for each look-up; each pack in which a page changes is
 * uploaded anew.
 */
export const packBytes = 128 * 1024;
/** Documents on a page of the document table. */
export const documentsPerPage = 4;
/** Wordings per block: about 3 KB compressed. */
export const synonymsPerBucket = 96;

/**
 * Most packs and shards of a kind. Static hosts limit the number of files, often to 20,000, so
 * large sites get larger files instead of more.
 */
const textPacksAtMost = 850;
const shardsAtMost = 850;

/** Documents in a pack of their table: 600 bytes for each, with a long title and many texts. */
const documentsOfTable = 200;
/** Facets, synonyms and single files; there are a dozen. */
const otherIndexFiles = 20;
/** Documents of the newest tier, more than it has unless hundreds are of one day. */
const newestDocuments = 512;

/** The size of text packs in bytes. @param total compressed bytes of all texts. */
export function textPackSize(total: number): number {
  return doubled(packBytes, total / textPacksAtMost);
}

/**
 * Uncompressed size in bytes at which a page of postings is full. A query fetches the manifest,
 * with five bytes for each page, and about ten pages: that is least where a page has the square
 * root of half of all bytes. So pages of the newest documents are small.
 * @param sizes bytes of all keys of a tier before inversion.
 */
export function pageSize(sizes: readonly number[]): number {
  return doubled(leastPageBytes, Math.sqrt(bytesOfPostings(sizes) / 2));
}

/** The size of shards in bytes. @param sizes bytes of all keys of a tier before inversion. */
export function shardSize(sizes: readonly number[]): number {
  return doubled(packBytes, bytesOfPostings(sizes) / shardsAtMost);
}

/** Postings take a little less than half of the keys that they are made from. */
function bytesOfPostings(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0) * 0.45;
}

/**
 * Files of an index at most. Packed texts and shards take less than half of the HTML that they are
 * made from: a quarter and a ninth for 1,000 long articles.
 * @param htmlBytes of all documents.
 */
export function indexFilesAtMost(documents: number, htmlBytes: number): number {
  const half = htmlBytes / 2;
  const newest = documents > newestDocuments ? (half * newestDocuments) / documents : 0;
  return (
    Math.min(textPacksAtMost, Math.ceil(half / packBytes)) +
    Math.min(shardsAtMost, Math.ceil(half / packBytes)) +
    Math.ceil(newest / packBytes) +
    Math.ceil(documents / documentsOfTable) +
    otherIndexFiles
  );
}

/** Sizes grow by doubling, so that one more post hardly ever changes the borders of all files. */
function doubled(size: number, needed: number): number {
  return size >= needed ? size : doubled(size * 2, needed);
}

/** Name of a file that never changes: kind, checksum in hexadecimal, length in base 36. */
export function immutableName(kind: FileKind | PackKind, { checksum, length }: FileEntry): string {
  return `${kind}-${checksum.toString(16).padStart(8, '0')}${length.toString(36)}.bin`;
}
