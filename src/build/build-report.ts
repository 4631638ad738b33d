import type { Problem } from '../content/problem.ts';
import type { FolderSize } from '../shared/measure-folder.ts';
import type { SiteArticles } from './read-posts.ts';
import { peakMemoryBytes } from '../report/peak-memory.ts';
import type { Stopwatch } from '../report/stopwatch.ts';
import type { BuildReport } from '../report/types.ts';

/**
 * Sums up a build.
 * @param read absent when the build failed before all posts were read.
 * @param written absent when nothing was published.
 */
export function buildReport(
  watch: Stopwatch,
  problems: readonly Problem[],
  read?: SiteArticles,
  written?: { readonly size: FolderSize; readonly pages: number },
): BuildReport {
  const { articles = [], counts } = read ?? {};
  const posts = articles.length;
  return {
    ok: written !== undefined,
    posts,
    drafts: counts?.draft ?? 0,
    future: counts?.future ?? 0,
    excluded: articles.filter(({ post }) => post.visibility === 'unlisted').length,
    // Files with errors, and sound posts whose address another post has.
    rejected: counts ? counts.rejected + counts.published - posts : 0,
    pages: written?.pages ?? 0,
    files: written?.size.files ?? 0,
    bytes: written?.size.bytes ?? 0,
    seconds: watch.total,
    peakMemoryBytes: peakMemoryBytes(),
    phases: watch.phases,
    problems,
  };
}
