import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { shortChecksum } from '../store/segment.ts';
import type { Problem } from '../content/problem.ts';
import { excerpt } from '../content/text.ts';
import type { ImageSource } from '../images/find-image-sources.ts';
import { publishSources, resolveSource } from '../images/image-publisher.ts';
import { loadPost } from './load-post.ts';
import { PostCache } from './post-cache.ts';
import type { PostClock } from './post-clock.ts';
import type { RenderPost } from './render-post.ts';
import type { IngestedFile, WorkerSettings } from './types.ts';

/** Reads, checks and renders posts in one thread. */
export interface PostIngester {
  /**
   * Reads, checks and renders a post, or takes its result from the cache.
   * @param file path below the posts folder.
   */
  readonly ingest: (file: string) => Promise<IngestedFile>;
  /** Makes the bodies of these results readable for other threads. */
  readonly seal: (results: readonly IngestedFile[]) => void;
}

/**
 * Creates the ingester of a thread.
 * @param version see `sourceVersion`.
 * @param writerName unique to this thread and build.
 * @param clock runs while a post is read and rendered, and stops while files and
 * pictures are awaited.
 */
export function createPostIngester(
  settings: WorkerSettings,
  version: string,
  writerName: string,
  clock: PostClock,
): PostIngester {
  const cache = new PostCache(settings, version, writerName);
  // Created on demand: a build that finds every post in the cache needs no renderer.
  let renderer: Promise<RenderPost> | undefined;
  const imageOptions = {
    postsDir: settings.postsDir,
    outputDir: settings.outputDir,
    cacheDir: settings.imageCacheDir,
    pathPrefix: settings.pathPrefix,
    ...settings.pictures,
  };

  const picturesOf = (sources: readonly ImageSource[], file: string) => {
    const pictures = sources.flatMap((one) => resolveSource(one, file, settings.postsDir) ?? []);
    return pictures.length > 0 && { pictures };
  };

  const ingest = async (file: string): Promise<IngestedFile> => {
    const label = path.posix.join(settings.postsLabel, file);
    const bytes = await loadPost(settings.postsDir, file, label, settings.maximumBytes);
    if (!(bytes instanceof Uint8Array)) return { file, outcome: 'rejected', problems: [bytes] };

    const fileChecksum = shortChecksum(bytes);
    const key = cache.keyOf(file, fileChecksum);
    const hit = cache.get(key);
    if (hit) {
      const { stored, body, checksum } = hit;
      const found = await publishSources(
        stored.sources,
        stored.bodyLine,
        file,
        label,
        imageOptions,
      );
      if (isDeepStrictEqual(found.images, stored.images)) {
        const article = { ...stored.article, body, checksum, fileChecksum, images: stored.images };
        const problems = [...stored.problems, ...found.problems];
        const pictures = picturesOf(stored.sources, file);
        return { file, outcome: 'published', key, article, ...pictures, problems };
      }
    }

    renderer ??= import('./render-post.ts').then(({ createPostRenderer }) =>
      createPostRenderer(settings, imageOptions, clock),
    );
    const render = await renderer;
    const { outcome, problems, published } = await render(bytes, file, label);
    if (!published) return { file, outcome, problems };
    const { stored, html, imageProblems } = published;
    const { entry, body } = cache.put(key, stored, html);
    const { date } = stored.article.post;
    const inFuture = date !== undefined && date > settings.policy.today;
    return {
      file,
      outcome,
      key,
      ...picturesOf(stored.sources, file),
      ...(!inFuture && { entry }),
      article: {
        ...{ ...stored.article, body, fileChecksum },
        checksum: entry.checksum,
        images: stored.images,
      },
      problems: [...problems, ...imageProblems],
    };
  };
  return {
    ingest: (file) => ingest(file).catch((error: unknown) => crashed(file, error, settings)),
    seal: (results) => cache.seal(results.flatMap(({ entry }) => entry ?? [])),
  };
}

/** The result of a post that crashed the renderer: it must not stop other posts. */
function crashed(file: string, error: unknown, { postsLabel }: WorkerSettings): IngestedFile {
  // An error of the system, such as a full disk, is not the post's fault.
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
