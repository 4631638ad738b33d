import { readdirSync } from 'node:fs';
import { encodeDocuments } from '../document-table.ts';
import { documentsPerPage, shardBytes as packBytes } from '../format.ts';
import { encodeManifest } from '../manifest.ts';
import { keepFactTables, restoreFactTables, writeFactTables } from './fact-tables.ts';
import type { IndexFacts, KeptTables } from './fact-tables.ts';
import type { InvertedRun } from './invert-run.ts';
import type { PackedTexts } from './pack-texts.ts';
import { writeIndexFile } from './index-file.ts';
import { PackWriter } from './pack-writer.ts';
import { sealBlock } from './seal.ts';

/** What a result shows of a document. */
export interface SearchDocument {
  readonly title: string;
  /** Root-relative, with the path prefix. */
  readonly href: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly lang?: string;
}

/** What inversion has written. Plain data. */
export interface InvertedIndex {
  /** Absolute path of the index folder. */
  readonly outputDir: string;
  readonly texts: PackedTexts;
  /** Lengths of each document's text blocks in bytes: head, then zones. */
  readonly blockLengths: readonly (readonly number[])[];
  /** See `ShardLayout`. */
  readonly shardBytes: number;
  readonly runs: readonly InvertedRun[];
}

/** Figures of a finished index. */
export interface SearchIndexStats {
  readonly documents: number;
  readonly postings: number;
  readonly files: number;
  /** Postings, tables and manifest in bytes, before and after compression. */
  readonly indexBytes: number;
  readonly indexFileBytes: number;
  /** Compressed texts in bytes. */
  readonly textFileBytes: number;
}

/** What is needed to complete an index. Plain data. */
export interface Completion {
  /** In the order of documents: newest first, as equal results are shown. */
  readonly documents: readonly SearchDocument[];
  /** Absent if kept tables are to be used. */
  readonly facts?: IndexFacts;
  /** Where tables are kept between builds; absent if they are not. */
  readonly kept?: KeptTables;
  readonly index: InvertedIndex;
}

/**
 * Completes an index after inversion: writes the tables and the manifest, which names all files.
 * @returns undefined, with no manifest written, if `facts` is absent and no tables are kept.
 */
export function completeIndex({
  documents,
  facts,
  kept,
  index: { outputDir, shardBytes, texts, blockLengths, runs },
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
    han: runs.flatMap(({ han }) => han),
    words: [...terms, ...runs.flatMap(({ words }) => words)],
    documents: documentTable.packs,
    texts: texts.packs,
    columns,
    facets: new Map(facets),
    synonyms,
    ...(variants && { variants }),
  });
  const own = { content: documentTable.written, file: documentTable.written };
  writeIndexFile(outputDir, 'manifest', manifest, own);
  const parts = [...runs.map(({ written }) => written), tables.written, own];
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    documents: documents.length,
    postings: total(runs.map(({ postings }) => postings)),
    files: readdirSync(outputDir).length,
    indexBytes: total(parts.map(({ content }) => content)),
    indexFileBytes: total(parts.map(({ file }) => file)),
    textFileBytes: total(texts.packs.map(({ length }) => length)),
  };
}

/** Number of zones of each document. */
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
