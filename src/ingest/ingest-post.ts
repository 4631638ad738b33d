import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { shortChecksum } from '../store/segment.ts';
import { ProblemError, problemAt, type Problem } from '../content/problem.ts';
import { excerpt } from '../content/text.ts';
import { publishSources } from '../images/image-publisher.ts';
import { linkedFilePaths, publishFiles } from '../images/linked-files.ts';
import { resolveLocalPath } from '../images/local-file.ts';
import { ownFrames } from '../report/failed-module.ts';
import { hookProblems } from './hooks.ts';
import { loadPost } from './load-post.ts';
import { PostCache, type PostHit } from './post-cache.ts';
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
 * @param clock runs while a post is parsed and rendered, and stops while files are read.
 */
export function createPostIngester(
  settings: WorkerSettings,
  version: string,
  writerName: string,
  clock: PostClock,
): PostIngester {
  const { postsDir } = settings;
  const cache = new PostCache(settings, version, writerName);
  // Created on demand: a build that finds every post in the cache needs no renderer.
  let renderer: Promise<RenderPost> | undefined;
  const ingest = async (file: string): Promise<IngestedFile> => {
    const label = path.posix.join(settings.postsLabel, file);
    const bytes = await loadPost(postsDir, file, label, settings.maximumBytes);
    if (!(bytes instanceof Uint8Array)) return { file, outcome: 'rejected', problems: [bytes] };

    const fileChecksum = shortChecksum(bytes);
    const key = cache.keyOf(file, fileChecksum);
    const ingested = (post: PostHit, localProblems: readonly Problem[]): IngestedFile => {
      const { stored, body, checksum } = post;
      const localFiles = [
        ...stored.sources.flatMap(({ src }) => resolveLocalPath(src, file, postsDir) ?? []),
        ...linkedFilePaths(stored.article.links, file, postsDir),
      ];
      return {
        file,
        outcome: 'published',
        key,
        article: { ...stored.article, body, checksum, fileChecksum, images: stored.images },
        ...(localFiles.length > 0 && { localFiles }),
        problems: [
          ...stored.problems.map((problem) => ({ ...problem, file: label })),
          ...localProblems,
        ],
      };
    };
    const hit = cache.get(key);
    if (hit) {
      const { article, sources, bodyLine, images, files } = hit.stored;
      const found = await publishSources(sources, bodyLine, file, label, settings.pictures);
      const linked = publishFiles(article.links, file, label, settings.files);
      if (isDeepStrictEqual([found.images, linked.files], [images, files])) {
        return ingested(hit, [...found.problems, ...linked.problems]);
      }
    }

    renderer ??= import('./render-post.ts').then(({ createPostRenderer }) =>
      createPostRenderer(settings, clock),
    );
    const render = await renderer;
    const { published, ...refused } = await render(bytes, file, label);
    if (!published) return { file, ...refused };
    const { stored, html, localProblems } = published;
    const { entry, body } = cache.put(key, stored, html);
    const { date } = stored.article.post;
    const inFuture = date !== undefined && date > settings.policy.today;
    return {
      ...ingested({ stored, body, checksum: entry.checksum }, localProblems),
      ...(!inFuture && { entry }),
    };
  };
  return {
    ingest: (file) => ingest(file).catch((error: unknown) => crashed(file, error, settings)),
    seal: (results) => cache.seal(results.flatMap(({ entry }) => entry ?? [])),
  };
}

/** The result of a post that crashed the renderer: it must not stop other posts. */
async function crashed(
  file: string,
  error: unknown,
  { postsLabel, hooks }: WorkerSettings,
): Promise<IngestedFile> {
  // An error of the system, such as a full disk, is not the post's fault.
  if (error instanceof Error && 'syscall' in error) throw error;
  if (error instanceof ProblemError) {
    return { file, outcome: 'rejected', problems: error.problems, stopsBuild: true };
  }
  const label = path.posix.join(postsLabel, file);
  const frames = new Set(ownFrames(error).map((frame) => frame.file));
  const hook = hooks?.markdown.find(({ sources }) => sources.some((one) => frames.has(one)));
  if (hook) {
    return { file, outcome: 'rejected', problems: await hookProblems(hook.file, error, label) };
  }
  const problem = problemAt(label, 1, {
    code: 'post-unforeseen',
    message: `The post cannot be rendered: ${excerpt(String(error), 200)}.`,
    hint: hooks
      ? 'See whether it renders without the hooks in the settings. Meanwhile, leave the post out.'
      : 'This is a fault of Inkstone: report it with the file. Until then, leave the post out.',
  });
  return { file, outcome: 'rejected', problems: [problem] };
}
