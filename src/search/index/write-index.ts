import { mkdirSync, readdirSync } from 'node:fs';
import { ByteWriter } from '../bytes.ts';
import { columnTypes, encodeColumns } from '../columns.ts';
import { encodeDocuments } from '../document-table.ts';
import { makeFacetColumn, writeFacetColumn } from '../facet-column.ts';
import { documentsPerPage, shardBytes, shardSize } from '../format.ts';
import type { FileKind } from '../format.ts';
import { encodeManifest } from '../manifest.ts';
import { encodeVariants } from '../fold.ts';
import type { VariantTable } from '../fold.ts';
import { createInverter } from './invert-slice.ts';
import type { InversionSettings, InvertedSlice } from './invert-slice.ts';
import { packTexts } from './pack-texts.ts';
import type { PackedTexts, TextSources } from './pack-texts.ts';
import { noDocument, readBatches } from './part-reader.ts';
import type { SegmentBatches, SliceRange } from './part-reader.ts';
import type { SearchPart } from './part-store.ts';
import { writeIndexFile } from './index-file.ts';
import { PackWriter } from './pack-writer.ts';
import { sealBlock } from './seal.ts';
import { sliceCount, sliceRuns } from './slices.ts';
import { writeSynonyms } from './synonym-file.ts';
import type { SynonymGroup } from './synonym-file.ts';
import { writeTermShards } from './term-shards.ts';
import type { DocumentTerms, OtherNames } from './term-shards.ts';
import { workerCount } from '../../worker-count.ts';
import { startWorkers } from '../../worker-pool.ts';

/** A document of the index. Only published and listed posts may be given. */
export interface SearchDocument {
  readonly title: string;
  /** Root-relative link with path prefix. */
  readonly href: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly lang?: string;
  /** By type of term; the names that are shown. */
  readonly terms: DocumentTerms;
  readonly part: SearchPart;
}

export interface SearchIndexOptions {
  /** Absolute path of the index's own folder; made if absent. */
  readonly outputDir: string;
  /** Where the workers' `PartStoreWriter`s wrote. */
  readonly partsDir: string;
  /** In the order in which equal results are shown: newest first. */
  readonly documents: readonly SearchDocument[];
  /** Types of terms offered as facets besides area and speaker. */
  readonly facetTypes: readonly string[];
  /** Aliases: filters find a term by these too. */
  readonly otherNames?: OtherNames;
  /** Wordings of one thing: offered for each other, never searched for unasked. */
  readonly synonyms?: Iterable<SynonymGroup>;
  /** The table that the parts were folded with. */
  readonly variants?: VariantTable;
  /** Worker threads; 0 inverts in this thread, which is faster for small sites. @default one per core above 1,000 documents */
  readonly threads?: number;
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

/** Writes the search index of a site into a folder of its own. */
export async function writeSearchIndex(options: SearchIndexOptions): Promise<SearchIndexStats> {
  const { outputDir, documents } = options;
  mkdirSync(outputDir, { recursive: true });
  const zones = Uint8Array.from(documents, ({ part }) => part.blockLengths.length - 1);
  const settings = inversionSettings(options, zones);
  const working = startWork(settings, documents, options.threads);
  const terms = writeTermShards(
    outputDir,
    documents.map((document) => document.terms),
    settings,
    options.otherNames,
  );
  const written = { content: 0, file: 0 };
  const write = (kind: FileKind, content: Uint8Array) =>
    writeIndexFile(outputDir, kind, content, written);
  const facets = new Map(
    options.facetTypes
      .filter((type) => !(columnTypes as readonly string[]).includes(type))
      .map((type) => [type, write('facet', facetFile(documents, type))] as const),
  );
  const sources = documents.map((document, index) => ({ ...document, zones: zones[index] ?? 1 }));
  const columns = write('columns', encodeColumns(sources));
  const pairs = encodeVariants(options.variants ?? new Map());
  const variants =
    pairs === '' ? {} : { variants: write('variants', new TextEncoder().encode(pairs)) };

  const synonyms = writeSynonyms(outputDir, options.synonyms ?? [], options.variants);

  const { texts, slices } = await working;
  const table = writeDocumentTable(outputDir, documents, texts);
  const manifest = encodeManifest({
    documentCount: documents.length,
    documentsPerPage,
    han: slices.flatMap(({ han }) => han),
    words: [...terms.shards, ...slices.flatMap(({ words }) => words)],
    documents: table.packs,
    texts: texts.packs,
    columns,
    facets,
    synonyms: synonyms.packs,
    ...variants,
  });
  write('manifest', manifest);
  for (const own of [table.written, synonyms.written]) {
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

function inversionSettings(
  { partsDir, outputDir, documents }: SearchIndexOptions,
  zones: Uint8Array,
): InversionSettings {
  const counts = new Map<string, number>();
  for (const { part } of documents) {
    counts.set(part.segment, Math.max(counts.get(part.segment) ?? 0, part.number + 1));
  }
  const names = [...counts.keys()].sort();
  const numbers = names.map((name) => new Uint32Array(counts.get(name) ?? 0).fill(noDocument));
  const bySegment = new Map(names.map((name, index) => [name, numbers[index]]));
  for (const [document, { part }] of documents.entries()) {
    const own = bySegment.get(part.segment);
    if (own) own[part.number] = document;
  }
  const segments = names.map((name) => readBatches(partsDir, name));
  const keyBytes = sliceSizes(segments).reduce((sum, size) => sum + size, 0);
  const shards = { zones, shardBytes: shardSize(keyBytes) };
  return { partsDir, outputDir, ...shards, segments, documents: numbers };
}

interface IndexWork {
  readonly texts: PackedTexts;
  readonly slices: readonly InvertedSlice[];
}

/** Does what takes long, in worker threads if there are enough documents. */
async function startWork(
  settings: InversionSettings,
  documents: readonly SearchDocument[],
  threads = settings.zones.length > 1000 ? workerCount(sliceCount) : 0,
): Promise<IndexWork> {
  const runs = sliceRuns(sliceSizes(settings.segments));
  const { partsDir, outputDir } = settings;
  const sources = { partsDir, outputDir, parts: documents.map(({ part }) => part) };
  if (threads === 0) {
    return { texts: packTexts(sources), slices: runs.map(createInverter(settings)) };
  }
  const { pool, failure } = startWorkers<SliceRange | TextSources, unknown>(
    new URL('./index-worker-entry.js', import.meta.url),
    threads,
    settings,
  );
  try {
    const packing = pool.run(sources, { name: 'packTexts' }) as Promise<PackedTexts>;
    const inverting = runs.map(
      (run) => pool.run(run, { name: 'invertSlices' }) as Promise<InvertedSlice>,
    );
    const work = Promise.all([packing, Promise.all(inverting)]);
    const [texts, slices] = await Promise.race([work, failure]);
    return { texts, slices };
  } finally {
    await pool.destroy();
  }
}

/** Bytes of each slice over all posts. */
function sliceSizes(segments: readonly SegmentBatches[]): number[] {
  const sizes = Array.from({ length: sliceCount }, () => 0);
  for (const { lengths } of segments) {
    for (const [at, length] of lengths.entries()) {
      const slice = at % sliceCount;
      sizes[slice] = (sizes[slice] ?? 0) + length;
    }
  }
  return sizes;
}

function writeDocumentTable(
  outputDir: string,
  documents: readonly SearchDocument[],
  { places }: PackedTexts,
): PackWriter {
  const writer = new PackWriter(outputDir, 'documents', shardBytes);
  const records = documents.map(({ title, href, date, lang, part }, index) => ({
    title,
    href,
    ...(date !== undefined && { date }),
    ...(lang !== undefined && { lang }),
    ...(places[index] ?? { pack: 0, offset: 0 }),
    blockLengths: part.blockLengths,
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
