import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { shortChecksum } from '../../src/store/segment.ts';
import type { Post } from '../../src/content/post.ts';
import { filterWords, termTypes } from '../../src/content/terms.ts';
import { startInversion } from '../../src/search/index/inversion.ts';
import type { OtherNames } from '../../src/search/index/term-shards.ts';
import type { SearchIndexStats } from '../../src/search/index/write-index.ts';
import type { VariantTable } from '../../src/search/fold.ts';
import type { FilterWords } from '../../src/search/query/parse-query.ts';
import type { FetchBytes } from '../../src/search/query/types.ts';
import { searchHead } from '../../src/output/search-head.ts';
import type { DocumentSource } from '../../src/search/index/collect-parts.ts';
import { storeBodies } from '../support/store-bodies.ts';

/** A post as a test describes it. */
export interface TinyPost {
  readonly title?: string;
  readonly summary?: string;
  readonly html?: string;
  readonly date?: string;
  readonly terms?: Partial<Post['terms']>;
}

export interface TinyIndex {
  readonly dir: string;
  readonly stats: SearchIndexStats;
  readonly fetchBytes: FetchBytes;
  /** The filter words of this program. */
  readonly filterWords: FilterWords;
  /** A whole file. */
  readonly bytes: (name: string) => Uint8Array;
}

export function makePost(
  { title = 'Untitled', summary, date, terms }: TinyPost,
  index: number,
): Post {
  const none = Object.fromEntries(termTypes.map((type) => [type, []]));
  return {
    file: `${index}.md`,
    slug: String(index),
    hasOwnSlug: false,
    address: `/posts/${index}/`,
    title,
    ...(date !== undefined && { date }),
    ...(summary !== undefined && { summary }),
    visibility: 'listed',
    layout: 'post.njk',
    lang: 'zh-Hans',
    guests: [],
    aliases: [],
    oldPaths: [],
    terms: { ...none, ...terms } as Post['terms'],
    extra: {},
  };
}

/**
 * Indexes a few posts, newest first, in a folder of its own; post n has the link `/n/`.
 */
export async function tinyIndex(
  posts: readonly TinyPost[],
  options: {
    readonly variants?: VariantTable;
    readonly test?: TestContext;
    readonly threads?: number;
    readonly synonyms?: readonly (readonly string[])[];
    readonly otherNames?: OtherNames;
    readonly tierDocuments?: number;
  } = {},
): Promise<TinyIndex> {
  const { variants, test, threads = 0, synonyms = [], otherNames, tierDocuments } = options;
  const work = mkdtempSync(path.join(tmpdir(), 'inkstone-search-test-'));
  test?.after(() => {
    rmSync(work, { recursive: true, force: true });
  });
  const dir = path.join(work, 'search');
  const made = posts
    .map((post, index) => ({ post: makePost(post, index), html: post.html ?? '' }))
    .toReversed();
  const inversion = startInversion({
    outputDir: dir,
    ...sourcesIn(work, made),
    threads,
    ...(variants && { variants }),
    ...(tierDocuments !== undefined && { tierDocuments }),
  });
  const dateOf = ({ date }: Post) => ({ ...(date !== undefined && { date }) });
  const stats = await inversion.complete({
    documents: made.map(({ post }) => ({
      ...{ title: post.title, href: `/${post.slug}/`, ...dateOf(post) },
    })),
    facts: () => ({
      documents: made.map(({ post }) => ({ terms: post.terms, ...dateOf(post) })),
      facetTypes: ['tag'],
      synonyms,
      ...(otherNames && { otherNames }),
      ...(variants && { variants }),
    }),
  });
  const bytes = (name: string) => new Uint8Array(readFileSync(path.join(dir, name)));
  return { dir, stats, fetchBytes: readingFrom(dir), filterWords, bytes };
}

/** Posts as an inversion takes them. @param folder an existing one, for all their files. */
export function sourcesIn(
  folder: string,
  posts: readonly { readonly post: Post; readonly html: string }[],
): {
  bodiesDir: string;
  partsDir: string;
  workDir: string;
  documents: readonly DocumentSource[];
} {
  const bodies = storeBodies(
    folder,
    posts.map(({ html }) => html),
  );
  const documents = posts.map(({ post, html }, index) => {
    const head = searchHead(post);
    const body = bodies[index];
    if (!body) throw new Error('unreachable');
    const checksum = shortChecksum(JSON.stringify([head, html]));
    return { ...head, body, checksum };
  });
  return { bodiesDir: folder, partsDir: path.join(folder, 'parts'), workDir: folder, documents };
}

/** Reads from disk, with ranges as a good host does. */
export function readingFrom(dir: string): FetchBytes {
  return (name, range) => {
    try {
      const bytes = new Uint8Array(readFileSync(path.join(dir, name)));
      return Promise.resolve(range ? bytes.slice(range.start, range.end) : bytes);
    } catch (error) {
      return Promise.reject(
        Object.assign(new Error(`No ${name}`, { cause: error }), { status: 404 }),
      );
    }
  };
}
