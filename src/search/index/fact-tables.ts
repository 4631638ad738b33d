import { cacheKey } from '../../store/segment.ts';
import { ByteWriter } from '../bytes.ts';
import { columnTypes, encodeColumns, namesIn, type DocumentFacts } from '../columns.ts';
import { writeFacetColumn } from '../facet-column.ts';
import { encodeVariants, type VariantTable } from '../fold.ts';
import { immutableName, type FileKind, type PackKind } from '../format.ts';
import type { Shard } from '../manifest.ts';
import type { FileEntry, Pack } from '../pages.ts';
import { writeIndexFile, type WrittenBytes } from './index-file.ts';
import { KeptFiles } from './kept-files.ts';
import type { ShardLayout } from './shard-writer.ts';
import { writeSynonyms, type SynonymGroup } from './synonym-file.ts';
import { writeTermShards, type OtherNames } from './term-shards.ts';

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

/** The tiers of an index, and its folder. */
export interface TierLayouts extends Pick<ShardLayout, 'outputDir'> {
  readonly tiers: readonly ShardLayout[];
}

/** The files that hold the facts. Plain data. */
export interface FactTables {
  /** The shards of terms, by tier. */
  readonly terms: readonly (readonly Shard<string>[])[];
  readonly facets: readonly (readonly [type: string, file: FileEntry])[];
  readonly columns: FileEntry;
  /** Absent where the index folds no variants. */
  readonly variants?: FileEntry;
  readonly synonyms: readonly Pack[];
  readonly written: WrittenBytes;
}

/** Where the tables are kept between builds. Plain data. */
export interface KeptTables {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** See {@link factTablesKey}. */
  readonly key: string;
}

/** Writes the files that hold the facts. @param kept where they are kept for later builds. */
export function writeFactTables(
  { documents, facetTypes, otherNames, synonyms: groups = [], variants: table }: IndexFacts,
  { outputDir, tiers }: TierLayouts,
  kept?: KeptTables,
): FactTables {
  const terms = writeTermShards(documents, tiers, otherNames);
  const written = { content: 0, file: 0 };
  for (const own of terms) {
    written.content += own.written.content;
    written.file += own.written.file;
  }
  const write = (kind: FileKind, content: Uint8Array) =>
    writeIndexFile(outputDir, kind, content, written);
  const facets = facetTypes
    .filter((type) => !(columnTypes as readonly string[]).includes(type))
    .map((type) => [type, write('facet', facetFile(documents, type))] as const);
  const columns = write(
    'columns',
    encodeColumns(documents, Buffer.concat(tiers.map(({ zones }) => zones))),
  );
  const variants = table?.size ? { variants: write('variants', encodeVariants(table)) } : {};
  const synonyms = writeSynonyms(outputDir, groups, table);
  written.content += synonyms.written;
  written.file += synonyms.written;
  const tables = {
    ...{ terms: terms.map(({ shards }) => shards), facets, columns, ...variants },
    ...{ synonyms: synonyms.packs, written },
  };
  if (kept) {
    useKept(kept, outputDir, (files) => files.keep(kept.key, tables, namesOf(tables)));
  }
  return tables;
}

function facetFile(documents: readonly DocumentFacts[], type: string): Uint8Array {
  const writer = new ByteWriter();
  writeFacetColumn(writer, namesIn(documents, type), 2);
  return writer.view();
}

/**
 * The key under which tables are kept.
 * @param version equal only for equal code and equal facts.
 */
export function factTablesKey(version: string, { tiers }: TierLayouts): string {
  const layouts = tiers.flatMap(({ zones, pageBytes, shardBytes }) => [
    ...[String(pageBytes), String(shardBytes)],
    zones,
  ]);
  return cacheKey(version, ...layouts);
}

/**
 * Copies the tables of an earlier build into the index.
 * @returns undefined when they are missing or damaged.
 */
export function restoreFactTables(kept: KeptTables, outputDir: string): FactTables | undefined {
  return useKept(kept, outputDir, (files) => files.restore(kept.key)) as FactTables | undefined;
}

function useKept<Result>(
  { folder }: KeptTables,
  outputDir: string,
  use: (files: KeptFiles) => Result,
): Result {
  const files = new KeptFiles(folder, outputDir);
  try {
    return use(files);
  } finally {
    files.close();
  }
}

function namesOf({ terms, facets, columns, variants, synonyms }: FactTables): readonly string[] {
  const named = (kind: FileKind | PackKind, ...files: readonly FileEntry[]) =>
    files.map((file) => immutableName(kind, file));
  return [
    ...named('word', ...terms.flat()),
    ...named('facet', ...facets.map(([, file]) => file)),
    ...named('columns', columns),
    ...(variants ? named('variants', variants) : []),
    ...named('synonyms', ...synonyms),
  ];
}
