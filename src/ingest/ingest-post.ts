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

export interface PostIngester {
  /**
   * Reads, checks and renders a post, or finds in the cache what an earlier build made of it.
   * @param file path below the posts folder.
   */
  readonly ingest: (file: string) => Promise<IngestedFile>;
  /** Makes the bodies of these results readable. */
  readonly seal: (results: readonly IngestedFile[]) => void;
}

/**
 * @param version see `sourceVersion`.
 * @param writerName of this thread alone, and of this build alone.
 * @param clock runs while a post is read and rendered, not while files and pictures are waited for.
 */
export function createPostIngester(
  settings: WorkerSettings,
  version: string,
  writerName: string,
  clock: PostClock,
): PostIngester {
  const cache = new PostCache(settings, version, writerName);
  // A build that finds every post in the cache needs none, nor the modules of one.
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

    const source = shortChecksum(bytes);
    const key = cache.keyOf(file, source);
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
        const article = { ...stored.article, body, checksum, source, images: stored.images };
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
        ...{ ...stored.article, body, source },
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
