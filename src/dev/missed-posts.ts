import path from 'node:path';
import { findPosts } from '../ingest/find-posts.ts';

/** Pause between two looks at the posts folder. Listing 10,000 names takes 20 ms. */
const intervalMilliseconds = 2_000;

/**
 * Reports posts that have come or gone without an event: on a busy machine chokidar misses files
 * that are written while it lists their folder (https://github.com/paulmillr/chokidar/issues/1465).
 * Such a post is reported when two looks in turn find it, as events of most are on their way, and
 * only once.
 * @param postsDir absolute path.
 * @param known the posts that have been read: paths below the folder.
 * @param onMissed called with absolute paths.
 * @returns ends it.
 */
export function watchForMissedPosts(
  postsDir: string,
  known: () => ReadonlySet<string>,
  onMissed: (files: readonly string[]) => void,
  interval = intervalMilliseconds,
): () => void {
  /** Posts that differ, and whether they have been reported. */
  let doubtful = new Map<string, boolean>();
  const look = async () => {
    // A folder that is away for a moment, as in a checkout, is no folder without posts.
    const found = await findPosts(postsDir, 'posts').catch(() => undefined);
    if (!found) return;
    const there = new Set(found.files);
    const read = known();
    const differing = [
      ...found.files.filter((file) => !read.has(file)),
      ...[...read].filter((file) => !there.has(file)),
    ];
    const missed = differing.filter((file) => doubtful.get(file) === false);
    doubtful = new Map(differing.map((file) => [file, doubtful.has(file)]));
    if (missed.length > 0) onMissed(missed.map((file) => path.join(postsDir, file)));
  };
  let isStopped = false;
  let timer: NodeJS.Timeout;
  const later = () => {
    if (isStopped) return;
    timer = setTimeout(() => void look().then(later), interval);
    timer.unref();
  };
  later();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
