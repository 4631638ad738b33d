import { buildCache } from '../../src/store/cache-folders.ts';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bundleClient } from '../../src/output/bundle-client.ts';
import type { SiteConfig } from '../../src/config/site-config.ts';
import type { Post } from '../../src/content/post.ts';
import { SegmentReader } from '../../src/store/segment-reader.ts';
import {
  searchFacts,
  startSiteSearch,
  writeSiteSearch,
} from '../../src/output/write-site-search.ts';
import { foldText } from '../../src/search/fold.ts';
import type { VariantTable } from '../../src/search/fold.ts';
import { readHtml } from '../../src/search/index/html-text.ts';
import { searchHead } from '../../src/output/search-head.ts';
import { createPartMaker } from '../../src/search/index/make-part.ts';
import { textOfUnits } from '../../src/search/index/units.ts';
import type { SearchIndexStats } from '../../src/search/index/write-index.ts';
import { searchVariants } from '../../src/output/write-site-search.ts';
import { readAndGatherSite } from '../../src/build/gather-site.ts';
import { MemorySampler } from './memory-sampler.ts';

/**
 * A site's search index as the build writes it, and the folded text it was made from, to compare
 * answers with.
 */
export interface PreparedIndex {
  readonly indexDir: string;
  /** By document number. */
  readonly texts: readonly FoldedDocument[];
  readonly variants: VariantTable;
  readonly stats: SearchIndexStats;
  /** Size of the articles, without the pages around them. */
  readonly htmlBytes: number;
  /** Processor time for the parts of all posts. */
  readonly partSeconds: number;
  readonly partBytes: number;
  /** Time to write the index. */
  readonly writeSeconds: number;
  /** The same in processor time of all threads. */
  readonly writeCpuSeconds: number;
  /** Growth of resident memory while the index was written. */
  readonly writeMemoryBytes: number;
}

export interface FoldedDocument {
  readonly post: Post;
  readonly href: string;
  readonly title: string;
  /** Title, head and body, folded. */
  readonly all: string;
}

/**
 * Reads and renders a folder of posts as a build does, with drafts and posts of the future, and
 * writes the search index.
 */
export async function prepareIndex(
  config: SiteConfig,
  corpusDir: string,
  workDir: string,
): Promise<PreparedIndex> {
  const outputDir = path.join(workDir, 'site');
  const storeDir = path.join(workDir, 'store');
  for (const folder of [outputDir, storeDir]) mkdirSync(folder, { recursive: true });
  const site = await readAndGatherSite(
    config,
    {
      postsDir: corpusDir,
      postsLabel: 'posts',
      drafts: true,
      future: true,
      now: new Date(),
    },
    await bundleClient({ outputDir, pathPrefix: config.pathPrefix }),
    { outputDir, cacheDir: storeDir, workDir: storeDir },
  );
  const memory = await MemorySampler.start();
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const folders = { outputDir, cacheDir: storeDir, workDir: storeDir };
  const search = await startSiteSearch(config, folders, site.listed);
  const facts = searchFacts(site.corpus);
  const stats = await writeSiteSearch(config, site.listed, () => facts, search);
  const writeSeconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const writeCpuSeconds = (cpu.user + cpu.system) / 1e6;
  const writeMemoryBytes = await memory.stop();

  const { views } = site;
  const variants = await searchVariants(config);
  const texts: FoldedDocument[] = [];
  const makePart = createPartMaker(variants);
  const store = new SegmentReader(buildCache(storeDir).posts);
  let [partMilliseconds, partBytes, htmlBytes] = [0, 0, 0];
  // In the order of documents.
  for (const { post, body } of site.listed.toReversed()) {
    const html = store.read(body);
    htmlBytes += body.length;
    const before = process.cpuUsage();
    const head = searchHead(post);
    partBytes += makePart(head, html).length;
    const used = process.cpuUsage(before);
    partMilliseconds += (used.user + used.system) / 1000;
    const text = { ...head, body: textOfUnits(readHtml(html)) };
    texts.push({
      post,
      href: views.links.post(post.address).href,
      title: foldText(text.title, variants),
      all: foldText(`${text.title}\n${text.head}\n${text.body}`, variants),
    });
  }
  store.close();
  return {
    indexDir: path.join(outputDir, views.links.searchIndex().path),
    ...{
      texts,
      variants,
      stats,
      htmlBytes,
      partBytes,
      writeSeconds,
      writeCpuSeconds,
      writeMemoryBytes,
    },
    partSeconds: partMilliseconds / 1000,
  };
}
