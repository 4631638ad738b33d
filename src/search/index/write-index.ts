import { readdirSync } from 'node:fs';
import { encodeDocuments } from '../document-table.ts';
import { documentsPerPage, shardBytes as packBytes } from '../format.ts';
import { encodeManifest } from '../manifest.ts';
import { keepFactTables, restoreFactTables, writeFactTables } from './fact-tables.ts';
import type { IndexFacts, KeptTables } from './fact-tables.ts';
import type { InvertedSlice } from './invert-slice.ts';
import type { PackedTexts } from './pack-texts.ts';
import { writeIndexFile } from './index-file.ts';
import { PackWriter } from './pack-writer.ts';
import { sealBlock } from './seal.ts';

/** What a result shows of a document. */
export interface SearchDocument {
  readonly title: string;
  /** Root-relative link with path prefix. */
  readonly href: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly lang?: string;
}

/** What the inversion of an index has written. Plain data. */
export interface InvertedIndex {
  /** Absolute path of the index's own folder. */
  readonly outputDir: string;
  readonly texts: PackedTexts;
  /** Of each document: lengths of its text blocks, head, then zones. */
  readonly blockLengths: readonly (readonly number[])[];
  /** See `ShardLayout`. */
  readonly shardBytes: number;
  readonly slices: readonly InvertedSlice[];
}

export interface SearchIndexStats {
  readonly documents: number;
  readonly postings: number;
  readonly files: number;
  /** Postings, tables and manifest before and after compression. */
  readonly indexBytes: number;
  readonly indexFileBytes: number;
  /** Compressed text for verification and quotes. */
  readonly textFileBytes: number;
}

/** What completes an index. Plain data. */
export interface Completion {
  /**
   * The documents of the index, in the same order: that in which equal results are shown, newest
   * first.
   */
  readonly documents: readonly SearchDocument[];
  /** Absent where tables that are kept tell them. */
  readonly facts?: IndexFacts;
  /** Where such tables are taken from, or else kept; without it they are not. */
  readonly kept?: KeptTables;
  readonly index: InvertedIndex;
}

/**
 * Completes a search index whose documents are inverted: with tables, and with the manifest, which
 * names all files.
 * @returns undefined, and there is no index yet, where facts are wanted: no table of them is kept.
 */
export function completeIndex({
  documents,
  facts,
  kept,
  index: { outputDir, shardBytes, texts, blockLengths, slices },
}: Completion): SearchIndexStats | undefined {
  const layout = { zones: zonesOf(blockLengths), shardBytes };
  const tables = facts
    ? writeFactTables(outputDir, facts, layout)
    : kept && restoreFactTables(kept, outputDir);
  if (!tables) return undefined;
  if (facts && kept) keepFactTables(kept, outputDir, tables);
  const { terms, facets, columns, synonyms, variants } = tables;
  const documentTable = writeDocumentTable(outputDir, documents, texts, blockLengths);
  const manifest = encodeManifest({
    documentCount: documents.length,
    documentsPerPage,
    han: slices.flatMap(({ han }) => han),
    words: [...terms, ...slices.flatMap(({ words }) => words)],
    documents: documentTable.packs,
    texts: texts.packs,
    columns,
    facets: new Map(facets),
    synonyms,
    ...(variants && { variants }),
  });
  const own = { content: documentTable.written, file: documentTable.written };
  writeIndexFile(outputDir, 'manifest', manifest, own);
  const parts = [...slices.map(({ written }) => written), tables.written, own];
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    documents: documents.length,
    postings: total(slices.map(({ postings }) => postings)),
    files: readdirSync(outputDir).length,
    indexBytes: total(parts.map(({ content }) => content)),
    indexFileBytes: total(parts.map(({ file }) => file)),
    textFileBytes: total(texts.packs.map(({ length }) => length)),
  };
}

/** Zones of each document. */
export function zonesOf(blockLengths: InvertedIndex['blockLengths']): Uint8Array {
  return Uint8Array.from(blockLengths, ({ length }) => length - 1);
}

function writeDocumentTable(
  outputDir: string,
  documents: readonly SearchDocument[],
  { places }: PackedTexts,
  blockLengths: InvertedIndex['blockLengths'],
): PackWriter {
  const writer = new PackWriter(outputDir, 'documents', packBytes);
  const records = documents.map(({ title, href, date, lang }, index) => ({
    title,
    href,
    ...(date !== undefined && { date }),
    ...(lang !== undefined && { lang }),
    ...(places[index] ?? { pack: 0, offset: 0 }),
    blockLengths: blockLengths[index] ?? [],
  }));
  for (let start = 0; start < records.length; start += documentsPerPage) {
    const page = encodeDocuments(records.slice(start, start + documentsPerPage));
    writer.add(sealBlock(page));
  }
  writer.close();
  return writer;
}
