import type { SegmentEntry, StoredBytes } from '../store/segment.ts';
import type { OwnCode } from '../workers/own-code.ts';
import type { Post } from '../content/post.ts';
import type { Problem } from '../content/problem.ts';
import type { Outcome } from '../content/read-post.ts';
import type { ReadPolicy } from '../content/read-policy.ts';
import type { ImagePublisherOptions, PublishedImages } from '../images/image-publisher.ts';
import type { FilePublisherOptions } from '../images/linked-files.ts';
import type {
  LinkPlace,
  RawLink,
  RenderedBody,
  RenderedImage,
  RenderLabels,
} from '../markdown/types.ts';

/**
 * What pages may show of an article beside its body: all that `corpus/` and `views/` know of it.
 * Plain data: two of them have the same JSON only if pages show the same.
 */
export interface ShownArticle {
  readonly post: Post;
  readonly toc: RenderedBody['toc'];
  /** Links of the body that may lead to posts. */
  readonly links: readonly RawLink[];
  readonly glosses: RenderedBody['glosses'];
  readonly readingMinutes: number;
  /** Whether originals stand beside the text. */
  readonly isBilingual: boolean;
  /** The picture that its front matter names, if it lies beside the post and is published. */
  readonly cover?: RenderedImage;
}

/**
 * A published post: what pages may show of it, and what only those need to know that write its
 * body. The HTML itself waits in the post cache.
 */
export interface Article extends ShownArticle {
  /**
   * Checksum of the `ShownArticle` as read, before its slug is made unique and git dates it.
   */
  readonly shownChecksum: string;
  /** Place of its HTML in the post cache. */
  readonly body: StoredBytes;
  /** Checksum of everything made from the post's file. */
  readonly checksum: string;
  /** Checksum of the bytes of the post's file. */
  readonly fileChecksum: string;
  /** Its pictures by their addresses as written. */
  readonly images: PublishedImages['images'];
  /** Where its links stand in the body, in their order. */
  readonly linkPlaces: readonly LinkPlace[];
  readonly words: RenderedBody['words'];
}

/** Result of reading one file. */
export interface IngestedFile {
  readonly file: string;
  readonly outcome: Outcome;
  /** Names of a post that is not published; see `ReadResult`. */
  readonly names?: readonly string[];
  readonly article?: Article;
  /** Key of a published post in the post cache. */
  readonly key?: string;
  /**
   * Files beside a published post that it names, pictures and others, as absolute paths; absent
   * where there are none.
   */
  readonly localFiles?: readonly string[];
  /**
   * Entry for the index of the post cache; absent if an earlier build made the result, or
   * it must not be kept.
   */
  readonly entry?: SegmentEntry;
  /** The problems are not this post's: all others would have them too. */
  readonly stopsBuild?: true;
  readonly problems: readonly Problem[];
}

/** The hooks that threads run. Plain data. */
export interface ArticleHooks {
  readonly markdown: readonly OwnCode[];
  readonly transformArticle: readonly OwnCode[];
  /** Hash of all of their code. */
  readonly version: string;
}

/** Settings of a worker. Plain data, which is sent to the thread. */
export interface WorkerSettings {
  /** Absolute path of the posts folder. */
  readonly postsDir: string;
  /** The posts folder as problems name it. */
  readonly postsLabel: string;
  /** Absolute path of the post cache; rendered bodies lie in it. */
  readonly cacheDir: string;
  readonly policy: ReadPolicy;
  readonly maximumBytes: number;
  readonly pictures: ImagePublisherOptions;
  readonly files: FilePublisherOptions;
  /** Seconds that a post may take, not counting files beside it. */
  readonly postSeconds: number;
  /** Maximum heap of a worker thread. */
  readonly workerMegabytes: number;
  readonly pathPrefix: string;
  readonly siteUrl: string;
  readonly labels: RenderLabels;
  /** Absent if the site has none. */
  readonly hooks?: ArticleHooks;
}

/** Data that a worker is started with. Plain data. */
export interface WorkerTask {
  readonly settings: WorkerSettings;
  /** See `sourceVersion`. */
  readonly version: string;
  /** Unique beginning of the names of this build's files in the cache. */
  readonly build: string;
  /** See `IngestPoolOptions`. */
  readonly sealsBatches: boolean;
}

/** Files that a worker takes at once. */
export interface IngestBatch {
  /** Paths below the posts folder. */
  readonly files: readonly string[];
  /** See `clockCell`. */
  readonly cell: Int32Array;
}
