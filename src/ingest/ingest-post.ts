import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../content/problem.ts';
import { readPost } from '../content/read-post.ts';
import { excerpt } from '../content/text.ts';
import { findImageSources } from '../images/find-image-sources.ts';
import { publishSources } from '../images/image-publisher.ts';
import { createRenderer } from '../markdown/index.ts';
import type { RenderBody } from '../markdown/types.ts';
import { decodeVariants } from '../search/fold.ts';
import { createPartMaker } from '../search/index/make-part.ts';
import { PartStoreWriter } from '../search/index/part-store.ts';
import { loadPost } from './load-post.ts';
import { PostCache } from './post-cache.ts';
import type { Article, IngestedFile, WorkerSettings } from './types.ts';

export interface PostIngester {
  /** Reads, checks and renders a post, or finds in the cache what an earlier build made of it. @param file path below the posts folder. */
  readonly ingest: (file: string) => Promise<IngestedFile>;
  /** Writes what is buffered of the search index; to be called after each batch. */
  readonly flush: () => void;
  /** Makes the bodies of these results readable. */
  readonly seal: (results: readonly IngestedFile[]) => void;
}

/**
 * @param version see `sourceVersion`.
 * @param writerName of this thread alone, and of this build alone.
 */
export function createPostIngester(
  settings: WorkerSettings,
  version: string,
  writerName: string,
): PostIngester {
  const cache = new PostCache(settings, version, writerName);
  // A build that finds every post in the cache needs no renderer.
  let renderer: Promise<RenderBody> | undefined;
  const imageOptions = {
    postsDir: settings.postsDir,
    outputDir: settings.outputDir,
    cacheDir: settings.imageCacheDir,
    pathPrefix: settings.pathPrefix,
  };

  const search =
    settings.searchVariants === undefined
      ? undefined
      : openSearch(settings.searchVariants, settings.workDir, writerName);
  const addToSearch = (part: Uint8Array): Pick<Article, 'search'> =>
    search && part.length > 0 ? { search: search.store.add(part) } : {};

  const ingest = async (file: string): Promise<IngestedFile> => {
    const label = path.posix.join(settings.postsLabel, file);
    const bytes = await loadPost(path.join(settings.postsDir, file), label, settings.maximumBytes);
    if (!(bytes instanceof Uint8Array)) return { file, outcome: 'rejected', problems: [bytes] };

    const key = cache.keyOf(file, bytes);
    const hit = cache.get(key);
    if (hit) {
      const { stored, searchPart, body } = hit;
      const found = await publishSources(
        stored.sources,
        stored.bodyLine,
        file,
        label,
        imageOptions,
      );
      if (isDeepStrictEqual(found.images, stored.images)) {
        const article = { ...stored.article, body, ...addToSearch(searchPart) };
        const problems = [...stored.problems, ...found.problems];
        return { file, outcome: 'published', key, article, problems };
      }
    }

    const { outcome, post, body, bodyLine, problems } = readPost(
      bytes,
      file,
      label,
      settings.policy,
    );
    if (!post) return { file, outcome, problems };
    const sources = findImageSources(body);
    const { images, problems: imageProblems } = await publishSources(
      sources,
      bodyLine,
      file,
      label,
      imageOptions,
    );
    renderer ??= createRenderer();
    const render = await renderer;
    const rendered = render(body, {
      file: label,
      bodyLine,
      lang: post.lang,
      title: post.title,
      ...(post.source !== undefined && { source: post.source }),
      pathPrefix: settings.pathPrefix,
      siteUrl: settings.siteUrl,
      images,
      labels: settings.labels,
    });
    const { html, toc, links, glosses, words, originals } = rendered;
    const article = { post, toc, links, glosses, words, originals };
    const own = [...problems, ...rendered.problems];
    const searchPart =
      search && post.visibility === 'listed' ? search.makePart(post, html) : new Uint8Array();
    const stored = { article, problems: own, sources, bodyLine, images };
    const kept = cache.put(key, { stored, searchPart }, html);
    const inFuture = post.date !== undefined && post.date > settings.policy.today;
    return {
      file,
      outcome,
      key,
      ...(!inFuture && { entry: kept.entry }),
      article: { ...article, body: kept.body, ...addToSearch(searchPart) },
      problems: [...own, ...imageProblems],
    };
  };
  return {
    ingest: (file) => ingest(file).catch((error: unknown) => crashed(file, error, settings)),
    flush: () => search?.store.flush(),
    seal: (results) => cache.seal(results.flatMap(({ entry }) => entry ?? [])),
  };
}

function openSearch(variants: string, folder: string, name: string) {
  return {
    makePart: createPartMaker(decodeVariants(variants)),
    store: new PartStoreWriter(folder, `search-${name}`),
  };
}

/** One post that no rule foresaw must not take the others with it. */
function crashed(file: string, error: unknown, { postsLabel }: WorkerSettings): IngestedFile {
  // A disk that is full or out of reach is no fault of the post.
  if (error instanceof Error && 'syscall' in error) throw error;
  const problem: Problem = {
    file: path.posix.join(postsLabel, file),
    line: 1,
    code: 'post-unforeseen',
    message: `The post cannot be rendered: ${excerpt(String(error), 200)}.`,
    hint: 'This is a fault of Inkstone: report it with the file. Until then, leave the post out.',
    severity: 'error',
  };
  return { file, outcome: 'rejected', problems: [problem] };
}
