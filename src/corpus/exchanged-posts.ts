import { addToGroup } from '../shared/group-by.ts';
import type { PublishedPost } from './published-addresses.ts';

/**
 * Finds posts that have changed places: the bytes of each are in the file of the next, and those of
 * the last in the first file; or in a new one, if the first is gone or no longer published. A text
 * that was copied over another is not found, as the other is lost: both files may have been edited.
 * @param posts as earlier builds have published them.
 * @param now checksums of the files that are published now.
 * @param files every file below the posts folder.
 * @returns what is remembered of such posts, by the file that holds each now.
 */
export function findExchanged(
  posts: readonly PublishedPost[],
  now: ReadonlyMap<string, string>,
  files: ReadonlySet<string>,
): ReadonlyMap<string, PublishedPost> {
  const known = new Map(posts.map((post) => [post.file, post]));
  const next = nextFiles(known, now);
  const exchanged = new Map<string, PublishedPost>();
  const walked = new Set<string>();
  for (const start of next.keys()) {
    if (walked.has(start)) continue;
    const chain = [start];
    let file = next.get(start);
    while (file !== undefined && file !== start && known.has(file)) {
      chain.push(file);
      file = next.get(file);
    }
    for (const one of chain) walked.add(one);
    const isRing = file === start;
    const isGone = !now.has(start) && (files.has(start) || chain.length > 1);
    const isRow = file !== undefined && isGone;
    if (!isRing && !isRow) continue;
    for (const one of chain) {
      const [post, holder] = [known.get(one), next.get(one)];
      if (post && holder !== undefined) exchanged.set(holder, post);
    }
  }
  return exchanged;
}

/**
 * The file in which the bytes of each post are now that its own file does not hold any more. Files
 * of known posts come before new ones; of several, each is that of one post.
 */
function nextFiles(
  known: ReadonlyMap<string, PublishedPost>,
  now: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const displaced = [...known.values()].filter(
    ({ file, fileChecksum }) => now.get(file) !== fileChecksum,
  );
  const next = new Map<string, string>();
  if (displaced.length === 0) return next;
  const sought = new Set(displaced.map(({ fileChecksum }) => fileChecksum));
  const holders = new Map<string, string[]>();
  for (const isKnown of [true, false]) {
    for (const [file, checksum] of now) {
      if (known.has(file) !== isKnown || known.get(file)?.fileChecksum === checksum) continue;
      if (sought.has(checksum)) addToGroup(holders, checksum, file);
    }
  }
  for (const { file, fileChecksum } of displaced) {
    const holder = holders.get(fileChecksum)?.shift();
    if (holder !== undefined) next.set(file, holder);
  }
  return next;
}
