import { readPost, type Outcome } from '../content/read-post.ts';
import type { Problem } from '../content/problem.ts';
import { findImageSources } from '../images/find-image-sources.ts';
import { publishSources } from '../images/image-publisher.ts';
import { publishFiles, withFiles } from '../images/linked-files.ts';
import { isLocalPath } from '../shared/web-address.ts';
import { shortChecksum } from '../store/segment.ts';
import { readingMinutes } from './reading-time.ts';
import { createHookedRenderer, loadTransforms } from './run-hooks.ts';
import type { StoredPost } from './post-cache.ts';
import type { PostClock } from './post-clock.ts';
import type { ShownArticle, WorkerSettings } from './types.ts';

/** Result of reading and rendering a post. */
export interface RenderedPost {
  readonly outcome: Outcome;
  /** See `ReadResult`. */
  readonly names?: readonly string[];
  /** Problems of the file itself; of a refused post, the reasons. */
  readonly problems: readonly Problem[];
  readonly published?: {
    readonly stored: StoredPost;
    readonly html: string;
    /** Problems of pictures and linked files, which lie outside its file. */
    readonly localProblems: readonly Problem[];
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
  clock: PostClock,
): Promise<RenderPost> {
  const render = await createHookedRenderer(settings);
  const transform = await loadTransforms(settings, clock);

  return async (bytes, file, label) => {
    clock.start();
    const read = readPost(bytes, file, label, settings.policy);
    const { outcome, post, body: source, bodyLine, problems } = read;
    if (!post) return { outcome, names: read.names ?? [], problems };
    const cover = read.cover && isLocalPath(read.cover.src) ? read.cover : undefined;
    const sources = [
      ...(cover ? [{ src: cover.src, line: cover.line - bodyLine + 1 }] : []),
      ...findImageSources(source),
    ];
    clock.stop();
    const { images, problems: imageProblems } = await publishSources(
      sources,
      bodyLine,
      file,
      label,
      settings.pictures,
    );
    clock.start();
    const rendered = render(source, {
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
    const { words } = rendered;
    const facts = {
      post,
      toc: rendered.toc,
      glosses: rendered.glosses,
      readingMinutes: readingMinutes(words),
      isBilingual: rendered.originals > 0,
      ...(cover && images[cover.src] && { cover: images[cover.src] }),
    };
    const body = await transform(rendered, facts, label);
    if (!('html' in body)) return { outcome: 'rejected', problems: [...problems, ...body] };
    clock.stop();
    const { files, problems: fileProblems } = publishFiles(body.links, file, label, settings.files);
    clock.start();
    const links = withFiles(body.links, files);
    const shown: ShownArticle = {
      ...facts,
      links: links.map(({ at: _at, end: _end, ...link }) => link),
    };
    const article = {
      ...shown,
      shownChecksum: shortChecksum(JSON.stringify(shown)),
      linkPlaces: body.links.map(({ at, end }) => ({ at, ...(end !== undefined && { end }) })),
      words,
    };
    const own = [...problems, ...rendered.problems];
    clock.stop();
    const problemsToStore = own.map(({ file: _file, ...problem }) => problem);
    const stored = { article, problems: problemsToStore, sources, bodyLine, images, files };
    const localProblems = [...imageProblems, ...fileProblems];
    return { outcome, problems: own, published: { stored, html: body.html, localProblems } };
  };
}
