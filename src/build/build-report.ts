import type { Problem } from '../content/problem.ts';
import type { SiteArticles } from './read-posts.ts';
import type { HostUse } from '../report/limit-use.ts';
import { peakMemoryBytes } from '../report/peak-memory.ts';
import type { Stopwatch } from '../report/stopwatch.ts';
import type { BuildReport } from '../report/types.ts';
import type { SiteSize } from './site-size.ts';

/** A site that was written. */
export interface WrittenReport {
  readonly isPublished: boolean;
  readonly pages: number;
  readonly size: SiteSize;
  readonly host: HostUse | undefined;
}

/**
 * Sums up a build.
 * @param read absent when the build failed before all posts were read.
 * @param written absent when no whole site was written.
 */
export function buildReport(
  watch: Stopwatch,
  problems: readonly Problem[],
  read?: SiteArticles,
  written?: WrittenReport,
): BuildReport {
  const { articles = [], counts } = read ?? {};
  const posts = articles.length;
  return {
    ok: written?.isPublished ?? false,
    posts,
    drafts: counts?.draft ?? 0,
    future: counts?.future ?? 0,
    excluded: articles.filter(({ post }) => post.visibility === 'unlisted').length,
    // Files with errors, and sound posts whose address another post has.
    rejected: counts ? counts.rejected + counts.published - posts : 0,
    pages: written?.pages ?? 0,
    files: written?.size.total.files ?? 0,
    bytes: written?.size.total.bytes ?? 0,
    sizes: written?.size.kinds ?? [],
    ...(written?.host && { host: written.host }),
    seconds: watch.total,
    peakMemoryBytes: peakMemoryBytes(),
    phases: watch.phases,
    problems,
  };
}
