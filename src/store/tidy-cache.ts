import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { SegmentReader } from './segment-reader.ts';
import {
  partialExtension,
  readSegmentIndex,
  sealSegment,
  segmentExtension,
  SegmentWriter,
} from './segment.ts';
import type { SegmentEntry } from './segment.ts';

/** Limits of a cache. */
export interface CacheLimits {
  /**
   * Size in bytes above which least recently used entries are removed. What the last build used
   * always stays.
   */
  readonly maximumBytes: number;
  /**
   * The same limit as a multiple of what the last build used. CI restores the cache before each
   * build, and old versions of posts are rarely needed.
   */
  readonly maximumFactor: number;
  /** A cache below this size in bytes is not cut down. */
  readonly freeBytes: number;
  /** Number of segments above which they are merged. Each build with a changed post adds one. */
  readonly maximumSegments: number;
  /** Files used within this time stay: another build may be using them. */
  readonly graceMilliseconds: number;
}

/** 10,000 posts of real length take 0.9 GB, their pages 0.4 GB. */
export const defaultLimits: CacheLimits = {
  maximumBytes: 16 * 1024 ** 3,
  // Drafts are for checks and the dev server only, and old versions of some posts remain.
  maximumFactor: 3,
  freeBytes: 256 * 1024 ** 2,
  maximumSegments: 48,
  graceMilliseconds: 15 * 60_000,
};

interface SegmentFile {
  readonly segment: string;
  readonly bytes: number;
  readonly lastUsed: number;
}

/**
 * Keeps a cache within limits after a build: marks the segments that the build used, removes files
 * of killed builds and the least recently used segments, and merges small ones.
 * @param used keys that the build read or wrote.
 */
export async function tidyCache(
  folder: string,
  used: ReadonlySet<string>,
  limits: CacheLimits = defaultLimits,
  now = new Date(),
): Promise<void> {
  const files = await listSegments(folder, now, limits.graceMilliseconds);
  const indexes = new Map(
    files.map(({ segment }) => [segment, readSegmentIndex(folder, segment) ?? []]),
  );
  const isUsed = ({ segment }: SegmentFile) =>
    indexes.get(segment)?.some(({ key }) => used.has(key)) ?? false;
  await markUsed(
    folder,
    files.filter(isUsed).map(({ segment }) => segment),
    now,
  );

  const bound = Math.min(
    limits.maximumBytes,
    Math.max(limits.freeBytes, usedBytes(indexes.values(), used) * limits.maximumFactor),
  );
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let count = files.length;
  const settled = files
    .filter(({ lastUsed }) => now.getTime() - lastUsed > limits.graceMilliseconds)
    .sort((a, b) => a.lastUsed - b.lastUsed);
  for (const { segment, bytes } of settled.filter((file) => !isUsed(file))) {
    if (total <= bound) break;
    await rm(path.join(folder, segment), { recursive: true, force: true });
    total -= bytes;
    count--;
  }
  const remaining = settled.filter(({ segment }) => existsSync(path.join(folder, segment)));
  if (total > bound) {
    // The rest is partly in use: keep only that part.
    await merge(folder, remaining, (segment) =>
      (indexes.get(segment) ?? []).filter(({ key }) => used.has(key)),
    );
  } else if (count > limits.maximumSegments) {
    const small = remaining.sort((a, b) => a.bytes - b.bytes).slice(0, count >> 1);
    await merge(folder, small, (segment) => indexes.get(segment) ?? []);
  }
}

function usedBytes(indexes: Iterable<readonly SegmentEntry[]>, used: ReadonlySet<string>): number {
  const lengths = new Map<string, number>();
  for (const entries of indexes) {
    for (const { key, length } of entries) if (used.has(key)) lengths.set(key, length);
  }
  return [...lengths.values()].reduce((sum, length) => sum + length, 0);
}

/** Merges the wanted entries of several segments into a new one and removes the old ones. */
async function merge(
  folder: string,
  files: readonly SegmentFile[],
  wanted: (segment: string) => readonly SegmentEntry[],
): Promise<void> {
  if (files.length === 0) return;
  const reader = new SegmentReader(folder);
  const writer = new SegmentWriter(folder, randomUUID());
  const kept = new Map<string, SegmentEntry>();
  for (const { segment } of files) {
    for (const entry of wanted(segment)) {
      if (kept.has(entry.key)) continue;
      const bytes = reader.find(entry);
      // Keeps the original checksum, so that damage is still detected.
      if (bytes) kept.set(entry.key, { ...entry, ...writer.append(bytes) });
    }
  }
  reader.close();
  writer.close();
  sealSegment(folder, writer.segment, [...kept.values()]);
  for (const { segment } of files)
    await rm(path.join(folder, segment), { recursive: true, force: true });
}

/**
 * Marks segments as used now, so that no build removes or merges them within the grace period.
 * @param segments names in the folder; missing ones are skipped.
 */
export async function markUsed(
  folder: string,
  segments: Iterable<string>,
  now = new Date(),
): Promise<void> {
  for (const segment of segments) {
    await utimes(path.join(folder, segment), now, now).catch(() => undefined);
  }
}

async function listSegments(folder: string, now: Date, grace: number): Promise<SegmentFile[]> {
  const files: SegmentFile[] = [];
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (!found) continue;
    if (name.endsWith(segmentExtension)) {
      files.push({ segment: name, bytes: found.size, lastUsed: found.mtimeMs });
    } else if (name.endsWith(partialExtension) && now.getTime() - found.mtimeMs > grace) {
      await rm(file, { recursive: true, force: true });
    }
  }
  return files;
}
