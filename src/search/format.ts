/**
 * Constants of the index format; docs/search.md describes it. Change `formatVersion` with anything
 * that old scripts would misread.
 */
export const formatVersion = 3;

/** The one file with a fixed name; all others are named by their checksum and never change. */
export const manifestName = 'manifest.bin';

/** What a file holds: the second part of its header, so that no file is taken for another. */
export const fileKinds = { manifest: 1, columns: 2, facet: 3, variants: 4 } as const;
export type FileKind = keyof typeof fileKinds;
/** Files of blocks that are checked one by one. */
export type PackKind = 'han' | 'word' | 'documents' | 'text' | 'synonyms';

/** First parts of the names of all files that never change. */
export const immutableKinds: readonly (FileKind | PackKind)[] = [
  ...(['columns', 'facet', 'variants'] as const),
  ...(['han', 'word', 'documents', 'text', 'synonyms'] as const),
];

/**
 * A body is divided into at most this many zones; bit n of a mask says that a key occurs in zone n.
 */
export const maximumZones = 28;
/** Zones of short and middle-sized articles have about this many characters (UTF-16 code units). */
export const zoneCharacters = 1200;
/**
 * Each zone reaches this far into the next, so that a phrase of up to `phraseLimit` lies in one
 * zone as a whole.
 */
export const zoneOverlap = 128;
/**
 * Folded length up to which all parts of a phrase must share a zone. A quarter of the overlap,
 * since up to four characters fold to one (Unicode Standard Annex 15, section 9.3).
 */
export const phraseLimit = 32;
/** Mask bits of summary, insight and terms, and of the title. */
export const headBit = 1 << maximumZones;
export const titleBit = 1 << (maximumZones + 1);
export const bodyBits = headBit - 1;

/** Longer words are looked up by their beginning, and verified as a whole. */
export const maximumWordLength = 40;

/**
 * Uncompressed size at which a page of postings is closed: what one look-up transfers, where the
 * host answers range requests.
 */
export const pageBytes = 8 * 1024;
/** Compressed size at which a shard of pages is closed: what one look-up transfers elsewhere. */
export const shardBytes = 64 * 1024;
/** Size at which a pack of text blocks is closed. */
export const textPackBytes = 128 * 1024;
export const documentsPerPage = 8;
/** About 3 KB compressed. */
export const synonymsPerBucket = 96;

/**
 * Static hosts limit the number of files, often to 20,000: large sites have larger files rather
 * than more.
 */
const textPacksAtMost = 850;
const shardsAtMost = 850;

/** A table of documents is a shard: 600 bytes for each, with a long title and many texts. */
const documentsOfTable = 100;
/** Facets, synonyms and single files; there are a dozen. */
const otherIndexFiles = 20;

/** Sizes grow by such steps, so that few sites have other files throughout for one post more. */
const sizeStep = 16 * 1024;

/** The size of text packs. @param total compressed bytes of all texts. */
export function textPackSize(total: number): number {
  return Math.max(textPackBytes, inSteps(total / textPacksAtMost));
}

/**
 * The size of shards.
 * @param total bytes of all keys before inversion; postings take a little less than half of it.
 */
export function shardSize(total: number): number {
  return Math.max(shardBytes, inSteps((total * 0.45) / shardsAtMost));
}

/**
 * Files of an index at most. Packed texts and shards take less than half of the HTML that they are
 * made from: a quarter and a ninth for 1,000 long articles.
 * @param htmlBytes of all documents.
 */
export function indexFilesAtMost(documents: number, htmlBytes: number): number {
  const half = htmlBytes / 2;
  return (
    Math.min(textPacksAtMost, Math.ceil(half / textPackBytes)) +
    Math.min(shardsAtMost, Math.ceil(half / shardBytes)) +
    Math.ceil(documents / documentsOfTable) +
    otherIndexFiles
  );
}

function inSteps(bytes: number): number {
  return Math.ceil(bytes / sizeStep) * sizeStep;
}

/** Name of an immutable file. */
export function immutableName(kind: FileKind | PackKind, checksum: number, length: number): string {
  return `${kind}-${checksum.toString(16).padStart(8, '0')}${length.toString(36)}.bin`;
}
