import { KeyedCache } from '../../store/keyed-cache.ts';
import { cacheKey } from '../../store/segment.ts';
import { ByteWriter } from '../bytes.ts';
import { columnTypes, encodeColumns } from '../columns.ts';
import type { FileEntry } from '../directory.ts';
import { makeFacetColumn, writeFacetColumn } from '../facet-column.ts';
import { encodeVariants } from '../fold.ts';
import type { VariantTable } from '../fold.ts';
import { immutableName } from '../format.ts';
import type { FileKind, PackKind } from '../format.ts';
import type { Shard } from '../manifest.ts';
import type { Pack } from '../pages.ts';
import { writeIndexFile } from './index-file.ts';
import type { WrittenBytes } from './index-file.ts';
import { KeptFiles } from './kept-files.ts';
import type { ShardLayout } from './shard-writer.ts';
import { writeSynonyms } from './synonym-file.ts';
import type { SynonymGroup } from './synonym-file.ts';
import { writeTermShards } from './term-shards.ts';
import type { DocumentTerms, OtherNames } from './term-shards.ts';

/**
 * Per-document facts for filters, facets and suggestions: dates, terms, other names. Plain data.
 */
export interface IndexFacts {
  /** In the order of documents. */
  readonly documents: readonly DocumentFacts[];
  /** Types of terms that become facets, besides area and speaker. */
  readonly facetTypes: readonly string[];
  /** Aliases under which filters find a term. */
  readonly otherNames?: OtherNames;
  /** Wordings of the same thing. Offered for each other, never searched without asking. */
  readonly synonyms?: readonly SynonymGroup[];
  /** The variant table that the parts were folded with. */
  readonly variants?: VariantTable;
}

/** The facts of one document. */
export interface DocumentFacts {
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  /** Shown names by type of term. */
  readonly terms: DocumentTerms;
}

/** The files that hold the facts. Plain data. */
export interface FactTables {
  readonly terms: readonly Shard<string>[];
  readonly facets: readonly (readonly [type: string, file: FileEntry])[];
  readonly columns: FileEntry;
  /** Absent where the index folds no variants. */
  readonly variants?: FileEntry;
  readonly synonyms: readonly Pack[];
  readonly written: WrittenBytes;
}

/** Writes the files that hold the facts. */
export function writeFactTables(
  outputDir: string,
  { documents, facetTypes, otherNames, synonyms: groups = [], variants: table }: IndexFacts,
  layout: ShardLayout,
): FactTables {
  const terms = writeTermShards(
    outputDir,
    documents.map((document) => document.terms),
    layout,
    otherNames,
  );
  const written = { ...terms.written };
  const write = (kind: FileKind, content: Uint8Array) =>
    writeIndexFile(outputDir, kind, content, written);
  const facets = facetTypes
    .filter((type) => !(columnTypes as readonly string[]).includes(type))
    .map((type) => [type, write('facet', facetFile(documents, type))] as const);
  const sources = documents.map((document, index) => ({
    ...document,
    zones: layout.zones[index] ?? 1,
  }));
  const columns = write('columns', encodeColumns(sources));
  const pairs = encodeVariants(table ?? new Map());
  const variants =
    pairs === '' ? {} : { variants: write('variants', new TextEncoder().encode(pairs)) };
  const synonyms = writeSynonyms(outputDir, groups, table);
  written.content += synonyms.written;
  written.file += synonyms.written;
  return { terms: terms.shards, facets, columns, ...variants, synonyms: synonyms.packs, written };
}

function facetFile(documents: readonly DocumentFacts[], type: string): Uint8Array {
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

/** Where such files are kept between builds. Plain data. */
export interface KeptTables {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** See {@link factTablesKey}. */
  readonly key: string;
}

/**
 * The key under which tables are kept.
 * @param version equal only for equal code and equal facts.
 */
export function factTablesKey(version: string, { zones, shardBytes }: ShardLayout): string {
  return cacheKey(version, String(shardBytes), zones);
}

/** Whether tables of an earlier build are there. They may still be damaged. */
export function hasKeptTables({ folder, key }: KeptTables): boolean {
  const cache = new KeyedCache(folder);
  try {
    return cache.place(key) !== undefined;
  } finally {
    cache.close();
  }
}

/**
 * Copies the tables of an earlier build into the index.
 * @returns undefined when they are missing or damaged.
 */
export function restoreFactTables(
  { folder, key }: KeptTables,
  outputDir: string,
): FactTables | undefined {
  const cache = new KeptFiles(folder, outputDir);
  try {
    return cache.restore(key) as FactTables | undefined;
  } finally {
    cache.close();
  }
}

/** Keeps tables that were written into the index for later builds. */
export function keepFactTables(
  { folder, key }: KeptTables,
  outputDir: string,
  tables: FactTables,
): void {
  const cache = new KeptFiles(folder, outputDir);
  try {
    cache.keep(key, tables, filesOf(tables));
  } finally {
    cache.close();
  }
}

function filesOf({ terms, facets, columns, variants, synonyms }: FactTables): readonly string[] {
  const named = (kind: FileKind | PackKind, files: readonly FileEntry[]) =>
    files.map(({ checksum, length }) => immutableName(kind, checksum, length));
  return [
    ...named('word', terms),
    ...named(
      'facet',
      facets.map(([, file]) => file),
    ),
    ...named('columns', [columns]),
    ...named('variants', variants ? [variants] : []),
    ...named('synonyms', synonyms),
  ];
}
