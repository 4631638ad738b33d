import { readPost } from '../content/read-post.ts';
import type { Outcome } from '../content/read-post.ts';
import type { Problem } from '../content/problem.ts';
import { findImageSources } from '../images/find-image-sources.ts';
import { publishSources } from '../images/image-publisher.ts';
import type { ImagePublisherOptions } from '../images/image-publisher.ts';
import { createRenderer } from '../markdown/index.ts';
import { shortChecksum } from '../store/segment.ts';
import { readingMinutes } from './reading-time.ts';
import type { StoredPost } from './post-cache.ts';
import type { PostClock } from './post-clock.ts';
import type { ShownArticle, WorkerSettings } from './types.ts';

/** Result of reading and rendering a post. */
export interface RenderedPost {
  readonly outcome: Outcome;
  /** Problems of the file itself; of a refused post, the reasons. */
  readonly problems: readonly Problem[];
  readonly published?: {
    readonly stored: StoredPost;
    readonly html: string;
    /** Problems of its pictures, which lie outside the file. */
    readonly imageProblems: readonly Problem[];
  };
}

/**
 * Reads, checks and renders a post. @param file path below the posts folder. @param label the file
 * as problems name it.
 */
export type RenderPost = (bytes: Uint8Array, file: string, label: string) => Promise<RenderedPost>;

/**
 * Creates a function that reads, checks and renders posts. This module loads the parsers: a worker
 * that finds every post in the cache does not need it, and starts in a third of the time.
 */
export async function createPostRenderer(
  settings: WorkerSettings,
  imageOptions: ImagePublisherOptions,
  clock: PostClock,
): Promise<RenderPost> {
  const render = await createRenderer();

  return async (bytes, file, label) => {
    clock.start();
    const { outcome, post, body, bodyLine, problems } = readPost(
      bytes,
      file,
      label,
      settings.policy,
    );
    if (!post) return { outcome, problems };
    const sources = findImageSources(body);
    clock.stop();
    const { images, problems: imageProblems } = await publishSources(
      sources,
      bodyLine,
      file,
      label,
      imageOptions,
    );
    clock.start();
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
    const { html, toc, glosses, words } = rendered;
    const shown: ShownArticle = {
      post,
      toc,
      links: rendered.links.map(({ at: _at, end: _end, ...link }) => link),
      glosses,
      readingMinutes: readingMinutes(words),
      isBilingual: rendered.originals > 0,
    };
    const article = {
      ...shown,
      shownChecksum: shortChecksum(JSON.stringify(shown)),
      linkPlaces: rendered.links.map(({ at, end }) => ({ at, ...(end !== undefined && { end }) })),
      words,
    };
    const own = [...problems, ...rendered.problems];
    clock.stop();
    const stored = { article, problems: own, sources, bodyLine, images };
    return { outcome, problems: own, published: { stored, html, imageProblems } };
  };
}
