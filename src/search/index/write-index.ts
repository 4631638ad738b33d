import { readdirSync } from 'node:fs';
import { chunks } from '../../shared/chunks.ts';
import { encodeDocuments, type SearchDocument } from '../document-table.ts';
import { documentsPerPage, packBytes } from '../format.ts';
import { encodeManifest } from '../manifest.ts';
import type { KeyKind } from '../posting-page.ts';
import { writeFactTables, type FactTables } from './fact-tables.ts';
import type { IndexFacts, KeptTables, TierLayouts } from './fact-tables.ts';
import type { InvertedRun } from './invert-run.ts';
import type { PackedTexts } from './pack-texts.ts';
import { writeIndexFile } from './index-file.ts';
import { PackWriter } from './pack-writer.ts';
import type { ShardLayout } from './shard-writer.ts';
import { sealBlock } from './seal.ts';

/** What inversion has written. Plain data. */
export interface InvertedIndex extends TierLayouts {
  readonly texts: PackedTexts;
  readonly tiers: readonly InvertedTier[];
}

/** The postings of a tier. */
export interface InvertedTier extends ShardLayout {
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
  /** In the order of documents: oldest first. */
  readonly documents: readonly SearchDocument[];
  /** Those of an earlier build, or what they are made from and where they are kept, if at all. */
  readonly tables: FactTables | { readonly facts: IndexFacts; readonly kept?: KeptTables };
  readonly index: InvertedIndex;
}

/** Completes an index after inversion: writes tables, and the manifest that names all files. */
export function completeIndex({ documents, tables, index }: Completion): SearchIndexStats {
  const { outputDir, texts, tiers } = index;
  const { terms, facets, columns, synonyms, variants, written } =
    'facts' in tables ? writeFactTables(tables.facts, index, tables.kept) : tables;
  const runs = tiers.flatMap((tier) => tier.runs);
  const shardsOf = <Kind extends KeyKind>(tier: InvertedTier, kind: Kind) =>
    tier.runs
      .filter((run): run is InvertedRun<Kind> => run.kind === kind)
      .flatMap(({ shards }) => shards);
  const documentTable = writeDocumentTable(outputDir, documents, texts);
  const manifest = encodeManifest({
    tiers: tiers.map((tier, number) => ({
      documentCount: tier.zones.length,
      han: shardsOf(tier, 'han'),
      word: [...(terms[number] ?? []), ...shardsOf(tier, 'word')],
    })),
    documentsPerPage,
    documents: documentTable.packs,
    texts: texts.packs,
    columns,
    facets: new Map(facets),
    synonyms,
    ...(variants && { variants }),
  });
  const own = { content: documentTable.written, file: documentTable.written };
  writeIndexFile(outputDir, 'manifest', manifest, own);
  const parts = [...runs.map((run) => run.written), written, own];
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    documents: documents.length,
    postings: total(runs.flatMap(({ pages }) => pages.map(({ postings }) => postings))),
    files: readdirSync(outputDir).length,
    indexBytes: total(parts.map(({ content }) => content)),
    indexFileBytes: total(parts.map(({ file }) => file)),
    textFileBytes: total(texts.packs.map(({ length }) => length)),
  };
}

function writeDocumentTable(
  outputDir: string,
  documents: readonly SearchDocument[],
  { places }: PackedTexts,
): PackWriter {
  const writer = new PackWriter(outputDir, 'documents', packBytes);
  const records = documents.map((document, index) => ({
    ...document,
    ...(places[index] ?? { pack: 0, offset: 0, blockLengths: [] }),
  }));
  for (const page of chunks(records, documentsPerPage)) {
    writer.add(sealBlock(encodeDocuments(page)));
  }
  writer.close();
  return writer;
}
