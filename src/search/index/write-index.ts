import { readdirSync } from 'node:fs';
import { ByteWriter } from '../bytes.ts';
import { columnTypes, encodeColumns } from '../columns.ts';
import { encodeDocuments } from '../document-table.ts';
import { makeFacetColumn, writeFacetColumn } from '../facet-column.ts';
import { documentsPerPage, shardBytes } from '../format.ts';
import type { FileKind } from '../format.ts';
import { encodeManifest } from '../manifest.ts';
import { encodeVariants } from '../fold.ts';
import type { VariantTable } from '../fold.ts';
import type { InvertedSlice } from './invert-slice.ts';
import type { PackedTexts } from './pack-texts.ts';
import { writeIndexFile } from './index-file.ts';
import { PackWriter } from './pack-writer.ts';
import { sealBlock } from './seal.ts';
import { writeSynonyms } from './synonym-file.ts';
import type { SynonymGroup } from './synonym-file.ts';
import { writeTermShards } from './term-shards.ts';
import type { DocumentTerms, OtherNames } from './term-shards.ts';

/** What an index tells of a document beside its words. */
export interface SearchDocument {
  readonly title: string;
  /** Root-relative link with path prefix. */
  readonly href: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly lang?: string;
  /** By type of term; the names that are shown. */
  readonly terms: DocumentTerms;
}

/** What an index tells beside the words of its documents. Plain data. */
export interface IndexTables {
  /** The documents of the index, in the same order: that in which equal results are shown, newest first. */
  readonly documents: readonly SearchDocument[];
  /** Types of terms offered as facets besides area and speaker. */
  readonly facetTypes: readonly string[];
  /** Aliases: filters find a term by these too. */
  readonly otherNames?: OtherNames;
  /** Wordings of one thing: offered for each other, never searched for unasked. */
  readonly synonyms?: readonly SynonymGroup[];
  /** The table that the parts were folded with. */
  readonly variants?: VariantTable;
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

/** Completes a search index whose documents are inverted: with tables, and with the manifest, which names all files. */
export function writeTables(
  { documents, facetTypes, otherNames, synonyms: groups = [], variants: table }: IndexTables,
  { outputDir, shardBytes, texts, blockLengths, slices }: InvertedIndex,
): SearchIndexStats {
  const zones = Uint8Array.from(blockLengths, ({ length }) => length - 1);
  const terms = writeTermShards(
    outputDir,
    documents.map((document) => document.terms),
    { zones, shardBytes },
    otherNames,
  );
  const written = { content: 0, file: 0 };
  const write = (kind: FileKind, content: Uint8Array) =>
    writeIndexFile(outputDir, kind, content, written);
  const facets = new Map(
    facetTypes
      .filter((type) => !(columnTypes as readonly string[]).includes(type))
      .map((type) => [type, write('facet', facetFile(documents, type))] as const),
  );
  const sources = documents.map((document, index) => ({ ...document, zones: zones[index] ?? 1 }));
  const columns = write('columns', encodeColumns(sources));
  const pairs = encodeVariants(table ?? new Map());
  const variants =
    pairs === '' ? {} : { variants: write('variants', new TextEncoder().encode(pairs)) };

  const synonyms = writeSynonyms(outputDir, groups, table);

  const documentTable = writeDocumentTable(outputDir, documents, texts, blockLengths);
  const manifest = encodeManifest({
    documentCount: documents.length,
    documentsPerPage,
    han: slices.flatMap(({ han }) => han),
    words: [...terms.shards, ...slices.flatMap(({ words }) => words)],
    documents: documentTable.packs,
    texts: texts.packs,
    columns,
    facets,
    synonyms: synonyms.packs,
    ...variants,
  });
  write('manifest', manifest);
  for (const own of [documentTable.written, synonyms.written]) {
    written.content += own;
    written.file += own;
  }
  const parts = [...slices, terms].map((part) => part.written);
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    documents: documents.length,
    postings: total(slices.map(({ postings }) => postings)),
    files: readdirSync(outputDir).length,
    indexBytes: total([...parts, written].map(({ content }) => content)),
    indexFileBytes: total([...parts, written].map(({ file }) => file)),
    textFileBytes: total(texts.packs.map(({ length }) => length)),
  };
}

function writeDocumentTable(
  outputDir: string,
  documents: readonly SearchDocument[],
  { places }: PackedTexts,
  blockLengths: InvertedIndex['blockLengths'],
): PackWriter {
  const writer = new PackWriter(outputDir, 'documents', shardBytes);
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

function facetFile(documents: readonly SearchDocument[], type: string): Uint8Array {
  const writer = new ByteWriter();
  writeFacetColumn(
    writer,
    makeFacetColumn(
      documents.map(({ terms }) => terms[type] ?? []),
      2,
    ),
  );
  return writer.view();
}
