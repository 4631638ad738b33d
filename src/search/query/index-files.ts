import { ByteReader } from '../bytes.ts';
import { decodeColumns, type Columns } from '../columns.ts';
import { openFile } from '../container.ts';
import { decodeDocuments, type DocumentRecord } from '../document-table.ts';
import { SearchIndexError } from '../errors.ts';
import { readFacetColumn, type FacetColumn } from '../facet-column.ts';
import { decodeVariants, type VariantTable } from '../fold.ts';
import { immutableName, manifestName, type FileKind } from '../format.ts';
import { decodeManifest, type Manifest, type ShardsByKind } from '../manifest.ts';
import { pagePlaces, type FileEntry } from '../pages.ts';
import { keyCodecs, PostingPage, type KeyKind, type KeyTypes } from '../posting-page.ts';
import { sealedBlock } from '../sealed-block.ts';
import { decodeSynonyms, synonymBucket } from '../synonyms.ts';
import { openTextBlock, type Zone } from '../text-block.ts';
import { Cache } from './cache.ts';
import { KeyPages } from './key-pages.ts';
import { PackFiles } from './pack-files.ts';
import type { ByteRange, FetchBytes } from './types.ts';

const openSynonyms = sealedBlock(decodeSynonyms);
const openDocuments = sealedBlock(decodeDocuments);

/** The pages of a kind of keys in one tier. */
export interface KeyTier<Key extends number | string> {
  /** Number of the tier's first document, which is 0 in its postings. */
  readonly start: number;
  readonly pages: KeyPages<Key>;
}

/** The manifest with places computed from it. */
interface Root extends Manifest {
  readonly documentPages: ReturnType<typeof pagePlaces>;
  readonly synonymPages: ReturnType<typeof pagePlaces>;
}

/**
 * Fetches, checks and decodes the files of an index. Searches share requests, so aborting one
 * search does not abort a fetch. Failures are not cached.
 */
export class IndexFiles {
  readonly #fetch: FetchBytes;
  readonly #files = new Cache<unknown>(64);
  readonly #packs: PackFiles;

  constructor(fetchBytes: FetchBytes) {
    this.#fetch = fetchBytes;
    this.#packs = new PackFiles((name, range) => this.#fetchFile(name, range));
  }

  manifest(): Promise<Root> {
    const load = () =>
      this.#load('manifest', manifestName, (bytes) => {
        const manifest = decodeManifest(bytes);
        return {
          ...manifest,
          documentPages: pagePlaces(manifest.documents),
          synonymPages: pagePlaces(manifest.synonyms),
        };
      });
    return this.#files.get(manifestName, load) as Promise<Root>;
  }

  async columns(): Promise<Columns> {
    const { columns, tiers } = await this.manifest();
    const documents = tiers.reduce((sum, { documentCount }) => sum + documentCount, 0);
    return this.#file('columns', columns, (bytes) => {
      const decoded = decodeColumns(bytes);
      if (decoded.years.length !== documents) throw new RangeError('The tables do not fit.');
      return decoded;
    });
  }

  /** The pages of a kind of keys, tier by tier. */
  async keyTiers<Kind extends KeyKind>(kind: Kind): Promise<readonly KeyTier<KeyTypes[Kind]>[]> {
    const [{ tiers }, { zones }] = await Promise.all([this.manifest(), this.columns()]);
    const make = () => {
      let end = 0;
      const made = tiers.map(({ documentCount, ...shardsByKind }) => {
        const start = end;
        end += documentCount;
        const shards = (shardsByKind as ShardsByKind)[kind];
        const own = zones.subarray(start, end);
        const open = sealedBlock((content) => new PostingPage(content, keyCodecs[kind], own));
        const firsts = shards.flatMap((shard) => shard.firsts);
        const pages = new KeyPages(firsts, pagePlaces(shards), (place) =>
          this.#packs.block(kind, place.pack, place, open),
        );
        return { start, pages };
      });
      return Promise.resolve(made);
    };
    const key = `pages of ${kind}`;
    return this.#files.get(key, make) as Promise<readonly KeyTier<KeyTypes[Kind]>[]>;
  }

  /** The variant table that the index was folded with. */
  async variants(): Promise<VariantTable> {
    const { variants } = await this.manifest();
    if (!variants) return new Map();
    return this.#file('variants', variants, decodeVariants);
  }

  async facet(type: string): Promise<FacetColumn | undefined> {
    const entry = (await this.manifest()).facets.get(type);
    return entry && this.#file('facet', entry, (bytes) => readFacetColumn(new ByteReader(bytes)));
  }

  /** Other wordings of a folded one, best first. */
  async synonyms(folded: string): Promise<readonly string[]> {
    const { synonymPages } = await this.manifest();
    const place = synonymPages[synonymBucket(folded, synonymPages.length)];
    const bucket = place && (await this.#packs.block('synonyms', place.pack, place, openSynonyms));
    return bucket?.get(folded) ?? [];
  }

  async document(number: number): Promise<DocumentRecord> {
    const { documentPages, documentsPerPage } = await this.manifest();
    const place = documentPages[Math.floor(number / documentsPerPage)];
    const page = place && (await this.#packs.block('documents', place.pack, place, openDocuments));
    const record = page?.[number % documentsPerPage];
    if (!record) throw new SearchIndexError('corrupt', manifestName, `has no document ${number}.`);
    return record;
  }

  /** Text blocks of a document: 0 is the head, n + 1 is zone n. */
  async blocks(
    { pack, offset, blockLengths }: DocumentRecord,
    wanted: readonly number[],
  ): Promise<Zone[]> {
    const entry = (await this.manifest()).texts[pack];
    if (!entry) throw new SearchIndexError('corrupt', manifestName, `has no pack ${pack}.`);
    const starts = [offset];
    for (const length of blockLengths) starts.push((starts.at(-1) ?? 0) + length);
    return Promise.all(
      wanted.map((block) => {
        const range = { start: starts[block] ?? 0, end: starts[block + 1] ?? 0 };
        return this.#packs.block('text', entry, range, openTextBlock);
      }),
    );
  }

  /** Opens a file that is fetched as a whole. */
  #file<Value>(
    kind: FileKind,
    entry: FileEntry,
    decode: (bytes: Uint8Array) => Value,
  ): Promise<Value> {
    const name = immutableName(kind, entry);
    const load = () => this.#load(kind, name, decode, entry.checksum);
    return this.#files.get(name, load) as Promise<Value>;
  }

  async #load<Value>(
    kind: FileKind,
    name: string,
    decode: (bytes: Uint8Array) => Value,
    checksum?: number,
  ): Promise<Value> {
    const content = await openFile(kind, await this.#fetchFile(name), name, checksum);
    try {
      return decode(content);
    } catch (error) {
      throw new SearchIndexError('corrupt', name, 'cannot be decoded.', error);
    }
  }

  async #fetchFile(name: string, range?: ByteRange): Promise<Uint8Array> {
    try {
      return await this.#fetch(name, range);
    } catch (error) {
      const { status } = error as { status?: unknown };
      const missing = status === 404 || status === 410;
      throw new SearchIndexError(
        missing ? 'missing' : 'offline',
        name,
        missing ? 'is not there; the site may have been rebuilt.' : 'cannot be fetched.',
        error,
      );
    }
  }
}
