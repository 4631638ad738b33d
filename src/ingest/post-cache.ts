import { deserialize, serialize } from 'node:v8';
import { SegmentCache } from '../store/segment-cache.ts';
import { cacheKey, sealSegment, SegmentWriter, shortChecksum } from '../store/segment.ts';
import type { SegmentEntry, StoredBytes } from '../store/segment.ts';
import type { Post } from '../content/post.ts';
import type { Problem } from '../content/problem.ts';
import type { ReadPolicy } from '../content/read-policy.ts';
import { encodeUtf8 } from '../content/utf8.ts';
import type { PublishedImages } from '../images/image-publisher.ts';
import type { PublishedFiles } from '../images/linked-files.ts';
import type { ImageSource } from '../images/find-image-sources.ts';
import type { Article, WorkerSettings } from './types.ts';

/**
 * What is made from a post's file alone. What depends on other posts is made again in every build.
 */
export interface StoredPost {
  readonly article: Omit<Article, 'body' | 'checksum' | 'fileChecksum' | 'images'>;
  /** Without its file, which each build names as seen from where it was started. */
  readonly problems: readonly Omit<Problem, 'file'>[];
  /**
   * Pictures named by the post. They lie outside its file, so the entry is stale if they are
   * not found as before.
   */
  readonly sources: readonly ImageSource[];
  /** Addresses of the files that it links to; the entry is stale if they are others now. */
  readonly files: PublishedFiles['files'];
  /** Line of the file on which the body starts; lines of sources count from there. */
  readonly bodyLine: number;
  readonly images: PublishedImages['images'];
}

/** A post that the cache has. */
export interface PostHit {
  readonly stored: StoredPost;
  readonly body: StoredBytes;
  /** Checksum of the whole entry. */
  readonly checksum: string;
}

/** Bytes at the start of an entry that hold the length of its data; the body follows the data. */
const headBytes = 4;

/**
 * Results of reading and rendering. The key covers the bytes of the post, its path, the settings of
 * a worker, and the version of the code. Only published posts are kept. Builds, checks and the dev
 * server share them, but a draft that a `--drafts` build has rendered is not found by a public one.
 */
export class PostCache {
  readonly #cache: SegmentCache;
  readonly #newWriter: () => SegmentWriter;
  #writer: SegmentWriter | undefined;
  readonly #settings: string;
  readonly #policy: ReadPolicy;
  #buffer = Buffer.allocUnsafe(1024 * 1024);

  /**
   * @param writerName beginning of the names of segments that are written; see
   * {@link SegmentWriter}.
   */
  constructor(settings: WorkerSettings, version: string, writerName: string) {
    let segments = 0;
    this.#cache = new SegmentCache(settings.cacheDir);
    this.#newWriter = () => new SegmentWriter(settings.cacheDir, `${writerName}-${segments++}`);
    this.#policy = settings.policy;
    this.#settings = cacheKey(version, JSON.stringify(decisive(settings)));
  }

  /** @param fileChecksum of the bytes of the post. */
  keyOf(file: string, fileChecksum: string): string {
    return cacheKey(this.#settings, file, fileChecksum);
  }

  /** @returns undefined also for a post that the policy holds back, whoever kept it. */
  get(key: string): PostHit | undefined {
    const hit = this.#cache.get(key);
    if (!hit) return undefined;
    const { bytes, place, checksum } = hit;
    const dataEnd = headBytes + bytes.readUInt32LE(0);
    const stored = deserialize(bytes.subarray(headBytes, dataEnd)) as StoredPost;
    if (!this.#mayFind(stored.article.post)) return undefined;
    return { stored, body: bodyOf(place, dataEnd), checksum };
  }

  #mayFind({ date, heldBack }: Post): boolean {
    const { drafts, today } = this.#policy;
    if (date !== undefined && date > today) return false;
    return drafts || !heldBack?.includes('draft');
  }

  /**
   * Ends the current segment, so that its bodies can be read.
   * @param entries entries from `put` that may be kept.
   */
  seal(entries: readonly SegmentEntry[]): void {
    if (!this.#writer) return;
    this.#writer.close();
    sealSegment(this.#cache.folder, this.#writer.segment, entries);
    this.#writer = undefined;
  }

  /** Keeps a post. @returns its entry for the segment's index, and the place of its body. */
  put(key: string, stored: StoredPost, html: string): { entry: SegmentEntry; body: StoredBytes } {
    const { bytes, bodyStart } = this.#join(stored, html);
    this.#writer ??= this.#newWriter();
    const place = this.#writer.append(bytes);
    return {
      entry: { ...place, key, checksum: shortChecksum(bytes) },
      body: bodyOf(place, bodyStart),
    };
  }

  /**
   * Joins an entry in memory that is used again for the next one, so that it is written at once.
   */
  #join(stored: StoredPost, html: string): { bytes: Uint8Array; bodyStart: number } {
    // Not JSON, which would lose values such as dates in front matter.
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
 * Settings that a result depends on. Which posts are published is none of them: `get` leaves out
 * drafts that a build with `--drafts` has kept. The current day matters only for posts of the
 * future, which are read again in every build: they are not kept, and `get` leaves out those that a
 * build with a later clock has kept. Folders are left out, so that a cache can be used
 * elsewhere, on other machines too.
 */
function decisive({ policy, ...settings }: WorkerSettings): unknown {
  const { maximumBytes, pathPrefix, siteUrl, labels, hooks } = settings;
  const reading = { ...policy, drafts: undefined, future: undefined, today: undefined };
  const own = hooks ? [hooks.version] : [];
  return [reading, maximumBytes, pathPrefix, siteUrl, labels, ...own];
}
