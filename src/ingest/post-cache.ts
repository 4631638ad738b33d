import { deserialize, serialize } from 'node:v8';
import { SegmentCache } from '../store/segment-cache.ts';
import { cacheKey, sealSegment, SegmentWriter, shortChecksum } from '../store/segment.ts';
import type { SegmentEntry, StoredBytes } from '../store/segment.ts';
import type { CalendarDay } from '../content/dates.ts';
import { encodeUtf8 } from '../content/utf8.ts';
import type { PublishedImages } from '../images/image-publisher.ts';
import type { ImageSource } from '../images/find-image-sources.ts';
import type { Article, IngestedFile, WorkerSettings } from './types.ts';

/**
 * What was made of a post's file and nothing else; what depends on other posts is made anew in
 * every build.
 */
export interface StoredPost {
  readonly article: Omit<Article, 'body' | 'checksum' | 'source' | 'images'>;
  readonly problems: IngestedFile['problems'];
  /**
   * Pictures lie outside the post's file: what was found for these sources must be found again, or
   * the entry is stale.
   */
  readonly sources: readonly ImageSource[];
  /** Line of the file on which the body starts: sources count from there. */
  readonly bodyLine: number;
  readonly images: PublishedImages['images'];
}

export interface PostHit {
  readonly stored: StoredPost;
  readonly body: StoredBytes;
  /** Of both. */
  readonly checksum: string;
}

/** The length of the data begins an entry. The body is the rest. */
const headBytes = 4;

/**
 * Results of reading and rendering, by what they depend on: the bytes of the post, its path, every
 * setting of a worker, and the version of the code. Only published posts are kept, and only under
 * the policy that published them: a draft that a `--drafts` build has rendered is not found by any
 * other.
 */
export class PostCache {
  readonly #cache: SegmentCache;
  readonly #newWriter: () => SegmentWriter;
  #writer: SegmentWriter | undefined;
  readonly #settings: string;
  readonly #today: CalendarDay;
  #buffer = Buffer.allocUnsafe(1024 * 1024);

  /**
   * @param writerName begins the names of the segments that are written; see {@link SegmentWriter}.
   */
  constructor(settings: WorkerSettings, version: string, writerName: string) {
    let segments = 0;
    this.#cache = new SegmentCache(settings.cacheDir);
    this.#newWriter = () => new SegmentWriter(settings.cacheDir, `${writerName}-${segments++}`);
    this.#today = settings.policy.today;
    this.#settings = cacheKey(version, JSON.stringify(decisive(settings)));
  }

  /** @param source checksum of the bytes of the post. */
  keyOf(file: string, source: string): string {
    return cacheKey(this.#settings, file, source);
  }

  /** @returns nothing of a post that lies in the future, whoever kept it: see {@link decisive}. */
  get(key: string): PostHit | undefined {
    const hit = this.#cache.get(key);
    if (!hit) return undefined;
    const { bytes, place, checksum } = hit;
    const dataEnd = headBytes + bytes.readUInt32LE(0);
    const stored = deserialize(bytes.subarray(headBytes, dataEnd)) as StoredPost;
    const { date } = stored.article.post;
    if (date !== undefined && date > this.#today) return undefined;
    return { stored, body: bodyOf(place, dataEnd), checksum };
  }

  /**
   * Ends the segment that is being written, so that its bodies can be read.
   * @param entries of `put`, as far as they may be kept.
   */
  seal(entries: readonly SegmentEntry[]): void {
    if (!this.#writer) return;
    this.#writer.close();
    sealSegment(this.#cache.folder, this.#writer.segment, entries);
    this.#writer = undefined;
  }

  /** Keeps a post. @returns its entry for the segment's index, and where its body lies. */
  put(key: string, stored: StoredPost, html: string): { entry: SegmentEntry; body: StoredBytes } {
    const { bytes, bodyStart } = this.#join(stored, html);
    this.#writer ??= this.#newWriter();
    const place = this.#writer.append(bytes);
    return {
      entry: { ...place, key, checksum: shortChecksum(bytes) },
      body: bodyOf(place, bodyStart),
    };
  }

  /** An entry in one piece, in memory that the next one uses again: one write. */
  #join(stored: StoredPost, html: string): { bytes: Uint8Array; bodyStart: number } {
    // Front matter may hold dates and the like, which JSON would not give back.
    const data = serialize(stored);
    const bodyStart = headBytes + data.length;
    const body = encodeUtf8(html);
    const length = bodyStart + body.length;
    if (this.#buffer.length < length) this.#buffer = Buffer.allocUnsafe(length * 2);
    const buffer = this.#buffer;
    buffer.writeUInt32LE(data.length, 0);
    buffer.set(data, headBytes);
    buffer.set(body, bodyStart);
    return { bytes: buffer.subarray(0, length), bodyStart };
  }
}

function bodyOf({ segment, offset, length }: StoredBytes, start: number): StoredBytes {
  return { segment, offset: offset + start, length: length - start };
}

/**
 * The settings that decide a result. The current day decides only about posts of the future, which
 * are read anew in every build: those of this day are not kept, and those that a build with a later
 * clock has kept are not taken. Folders decide nothing, so that a cache may be restored elsewhere.
 */
function decisive(settings: WorkerSettings): unknown {
  const { postsLabel, policy, maximumBytes, pathPrefix, siteUrl, labels } = settings;
  const { drafts, future, timeZone, language, layouts } = policy;
  return {
    postsLabel,
    drafts,
    future,
    timeZone,
    language,
    layouts,
    maximumBytes,
    pathPrefix,
    siteUrl,
    labels,
  };
}
