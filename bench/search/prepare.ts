import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Post } from '../../src/content/post.ts';
import { compareText } from '../../src/content/problem.ts';
import { uiFor } from '../../src/i18n/ui.ts';
import { BodyReader } from '../../src/ingest/body-store.ts';
import { findPosts } from '../../src/ingest/find-posts.ts';
import { ingestPosts } from '../../src/ingest/ingest.ts';
import type { Article } from '../../src/ingest/types.ts';
import { foldText } from '../../src/search/fold.ts';
import { htmlToText } from '../../src/search/html-text.ts';
import { searchText } from '../../src/search/search-text.ts';
import { createPartMaker } from '../../src/search/index/make-part.ts';
import { PartStoreWriter } from '../../src/search/index/part-store.ts';
import { writeSearchIndex } from '../../src/search/index/write-index.ts';
import type { SearchDocument, SearchIndexStats } from '../../src/search/index/write-index.ts';

/** A corpus rendered, indexed, and kept as folded text to compare with. */
export interface PreparedIndex {
  readonly indexDir: string;
  /** By document number. */
  readonly texts: readonly FoldedDocument[];
  readonly stats: SearchIndexStats;
  readonly htmlBytes: number;
  /** Finding text and keys, one thread. */
  readonly extractSeconds: number;
  /** Inverting and writing, all threads. */
  readonly writeSeconds: number;
  readonly peakMemoryBytes: number;
}

export interface FoldedDocument {
  readonly post: Post;
  readonly title: string;
  /** Title, head and body, folded. */
  readonly all: string;
}

/** Renders a folder of posts with the build's own workers and indexes what they made. */
export async function prepareIndex(corpusDir: string, workDir: string): Promise<PreparedIndex> {
  const storeDir = path.join(workDir, 'store');
  const partsDir = path.join(workDir, 'parts');
  const indexDir = path.join(workDir, 'index');
  for (const folder of [storeDir, partsDir]) mkdirSync(folder, { recursive: true });
  const articles = await render(corpusDir, storeDir, workDir);

  const store = new BodyReader(storeDir);
  const makePart = createPartMaker();
  const writer = new PartStoreWriter(partsDir, 'bench');
  const documents: SearchDocument[] = [];
  let extractMilliseconds = 0;
  let htmlBytes = 0;
  for (const [index, { post, body }] of articles.entries()) {
    const html = (await store.read(body)).toString();
    htmlBytes += body.length;
    const started = performance.now();
    const part = writer.add(makePart(post, html));
    if (index % 16 === 15) writer.flush();
    extractMilliseconds += performance.now() - started;
    const { title, date, lang, terms } = post;
    documents.push({
      title,
      href: hrefOf(index),
      ...(date && { date }),
      lang,
      terms,
      part,
    });
  }
  writer.flush();

  const started = performance.now();
  const stats = await writeSearchIndex({
    outputDir: indexDir,
    partsDir,
    documents,
    facetTypes: ['tag', 'person', 'organisation', 'product', 'media'],
  });
  const writeSeconds = (performance.now() - started) / 1000;
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;

  const texts: FoldedDocument[] = [];
  for (const { post, body } of articles) {
    const text = searchText(post, htmlToText((await store.read(body)).toString()));
    const all = foldText(`${text.title}\n${text.head}\n${text.body}`);
    texts.push({ post, title: foldText(text.title), all });
  }
  await store.close();
  const extractSeconds = extractMilliseconds / 1000;
  return { indexDir, texts, stats, htmlBytes, extractSeconds, writeSeconds, peakMemoryBytes };
}

/** Slugs are not unique before the corpus is built; numbers are. */
export function hrefOf(document: number): string {
  return `/posts/${document}/`;
}

/** All posts, drafts too, newest first. */
async function render(corpusDir: string, storeDir: string, workDir: string): Promise<Article[]> {
  const { files } = await findPosts(corpusDir, 'posts');
  const results = await ingestPosts(files, {
    postsDir: corpusDir,
    postsLabel: 'posts',
    storeDir,
    outputDir: path.join(workDir, 'site'),
    imageCacheDir: path.join(workDir, 'images'),
    policy: {
      drafts: true,
      future: true,
      today: '2026-01-01',
      timeZone: 'Asia/Shanghai',
      language: 'zh-Hans',
      layouts: ['post.njk', 'book-note.njk'],
    },
    maximumBytes: 20_000_000,
    pathPrefix: '/',
    siteUrl: 'https://example.com',
    labels: uiFor('zh-Hans').markdown,
  });
  return results
    .flatMap(({ article }) => (article?.post.visibility === 'listed' ? [article] : []))
    .sort((a, b) => compareText(b.post.date ?? '', a.post.date ?? ''));
}
