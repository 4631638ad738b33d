import { workerData } from 'piscina';
import path from 'node:path';
import { readPostIfSound } from '../authoring/post-file.ts';
import { decodeUtf8 } from '../content/utf8.ts';
import { shortChecksum, type StoredBytes } from '../store/segment.ts';
import { SegmentReader } from '../store/segment-reader.ts';
import { inspectPost, type PostFindings, type RenderedPost } from './inspect-post.ts';

/** What a thread that inspects posts is started with. Plain data. */
export interface InspectionSettings {
  /** Absolute path. */
  readonly postsDir: string;
  /** The posts folder as problems name it. */
  readonly postsLabel: string;
  /** Absolute path of the post cache, which holds the bodies. */
  readonly bodiesDir: string;
}

/** A post to be inspected. Plain data. */
export interface PostToInspect {
  /** Path below the posts folder. */
  readonly file: string;
  /** What it was read from and rendered to; absent for a refused post. */
  readonly rendered?: Omit<RenderedPost, 'html'> & {
    readonly fileChecksum: string;
    readonly body: StoredBytes;
  };
}

// Module state is safe here: each thread loads this module anew.
const { postsDir, postsLabel, bodiesDir } = workerData as InspectionSettings;
const bodies = new SegmentReader(bodiesDir);

/**
 * Inspects a batch of posts. Piscina calls the default export.
 * @returns their findings, in their order; undefined for a post that cannot be read or has changed
 * since it was rendered.
 */
export default function inspectBatch(
  batch: readonly PostToInspect[],
): readonly (PostFindings | undefined)[] {
  return batch.map(({ file, rendered }) => {
    const post = readPostIfSound({ file: path.join(postsDir, file), root: postsDir });
    if (!post) return undefined;
    const label = path.posix.join(postsLabel, file);
    if (!rendered) return inspectPost(post.text, label);
    const { fileChecksum, body, ...facts } = rendered;
    if (shortChecksum(post.bytes) !== fileChecksum) return undefined;
    return inspectPost(post.text, label, { ...facts, html: decodeUtf8(bodies.read(body)) });
  });
}
