import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { defaultLimits } from '../store/tidy-cache.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { DevSite } from './dev-site.ts';
import { startLiveServer } from './live-server.ts';
import type { LiveServer } from './live-server.ts';
import { watchFiles } from './watch-files.ts';
import { forgetTemplates } from '../eleventy/run-eleventy.ts';
import { problemOfError } from '../report/build-error.ts';
import { formatProblems } from '../report/format-report.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import type { SiteOptions } from '../build/read-posts.ts';
import type { ProgressListener } from '../report/types.ts';
import type { PreparedSite } from '../views/prepared-site.ts';

export interface DevOptions extends SiteOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** Host names to answer to besides those of this machine, see `hostCheck`. @default none */
  readonly allowedHosts?: readonly string[];
  /**
   * Absolute path of a folder for the served site; it is emptied. Never the published one: drafts
   * are on.
   */
  readonly workDir: string;
  /** Absolute path of the folder where results are kept from build to build. */
  readonly cacheDir: string;
}

/** Hears what the dev server does. */
export interface DevListener {
  /** The whole site was made. */
  readonly onBuild: (site: PreparedSite) => void;
  /** A template or a data file failed; the text says where. */
  readonly onFailure: (text: string) => void;
  /** How far the first build is. */
  readonly onProgress?: ProgressListener;
}

export interface DevServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Shortest and longest time without changes before the whole site is made again, and what part of
 * the time that the last making took. A large site waits longer, so that the next save does not
 * have to wait for it. The search index, which nobody reads while writing, follows after a pause of
 * twice the time that it takes.
 */
const settling = {
  leastMilliseconds: 100,
  mostMilliseconds: 4_000,
  share: 0.5,
  searchPauses: 2,
} as const;

/** Folders whose files make every page, beside the posts. */
const templateTargets = ['_includes', '_data', 'pages'] as const;
const clientTarget = 'src/client';

/**
 * Serves the site while it is written: a saved post is shown at once; lists, and whatever else
 * depends on it, follow after a pause in the saving. Posts with errors are reported over the page
 * and keep the last good one.
 */
export async function serveSite(
  config: SiteConfig,
  options: DevOptions,
  listener: DevListener,
): Promise<DevServer> {
  const { postsDir, workDir, cacheDir } = options;
  const outputDir = path.join(workDir, 'site');
  await rm(workDir, { recursive: true, force: true });
  const indexDir = path.join(workDir, 'index');
  for (const folder of [outputDir, indexDir]) await mkdir(folder, { recursive: true });

  const site = new DevSite(
    config,
    { ...options, preview: true },
    { outputDir, cacheDir, workDir: indexDir },
  );
  let settleMilliseconds = await timed(() => site.build(listener.onProgress));
  await site.writeSiteFiles();
  // Until the first index is there.
  let searchMilliseconds: number = settling.mostMilliseconds;
  const { port, allowedHosts } = options;
  const server = await startLiveServer(outputDir, config.pathPrefix, port, allowedHosts);
  const report = () => {
    listener.onBuild({ ...site.site, problems: mergeProblems(site.problems) });
    showErrors(server, site);
  };
  report();

  const cacheTimer = setInterval(() => void site.keepCache(), defaultLimits.graceMilliseconds / 3);
  cacheTimer.unref();

  let changes = 0;
  /** Whether pages beside those of saved posts are behind. */
  let isBehind = false;
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();
  const fail = (error: unknown) => {
    const problem = problemOfError(error instanceof Error ? error : new Error(String(error)));
    const text = formatProblems([problem]);
    listener.onFailure(text);
    server.showProblems(text);
  };
  /**
   * One thing at a time; what a template or a data file throws is shown, and the pages stay as they
   * were.
   */
  const enqueue = (step: () => Promise<void>) => {
    work = work.then(step).catch(fail);
    return work;
  };
  const later = (milliseconds: number, step: () => Promise<void>) => {
    clearTimeout(timer);
    timer = setTimeout(() => void enqueue(step), milliseconds);
  };
  const settle = async () => {
    const seen = changes;
    const open = server.openPages();
    let done = false;
    const milliseconds = await timed(async () => {
      done = await site.settle(
        (href) => open.has(href),
        (pages) => server.reload(pages),
        () => changes !== seen,
      );
      if (done) await site.writeSiteFiles(() => changes !== seen);
    });
    if (!done) return;
    isBehind = false;
    settleMilliseconds = milliseconds;
    report();
    searchLater();
  };
  const writeSearch = async () => {
    let done = false;
    const milliseconds = await timed(async () => {
      done = await site.writeSearch();
    });
    if (done) searchMilliseconds = milliseconds;
  };
  const searchLater = () => later(searchMilliseconds * settling.searchPauses, writeSearch);
  const finish = async () => {
    const seen = changes;
    await site.writeArticleFiles(() => changes !== seen);
    searchLater();
  };
  const settleLater = () => {
    const pause = Math.min(settling.mostMilliseconds, settleMilliseconds * settling.share);
    later(Math.max(settling.leastMilliseconds, pause), isBehind ? settle : finish);
  };

  const targets = [...templateTargets, clientTarget].map((target) => path.resolve(target));
  if (options.aliasFile !== undefined) targets.push(options.aliasFile);
  const onChange = (files: readonly string[]) => {
    changes++;
    void site.stopSearch();
    return enqueue(async () => {
      const inPosts = files.filter((file) => isBelow(postsDir, file));
      if (inPosts.length > 0) {
        const { pages, isWhole } = await site.revise(inPosts);
        isBehind ||= !isWhole;
        if (pages.length > 0) server.reload(pages);
        showErrors(server, site);
      }
      isBehind ||= files.some((file) => !inPosts.includes(file));
      const templates = files.filter((file) => /\.(?:njk|html|md|11ty\.js)$/.test(file));
      await forgetTemplates(templates.map((file) => path.relative('', file)));
      if (files.some((file) => isBelow(path.resolve(clientTarget), file))) {
        await site.bundle();
        server.reload();
      }
      settleLater();
    });
  };
  const watcher = await watchFiles({ trusted: targets, untrusted: [postsDir] }, onChange, fail);
  later(0, writeSearch);
  return {
    url: server.url,
    close: async () => {
      clearTimeout(timer);
      clearInterval(cacheTimer);
      changes++;
      await site.stopSearch();
      await watcher.close();
      await work;
      await site.close();
      await server.close();
    },
  };
}

function showErrors(server: LiveServer, site: DevSite): void {
  const errors = site.problems.filter(({ severity }) => severity === 'error');
  server.showProblems(errors.length > 0 ? formatProblems(mergeProblems(errors)) : '');
}

function isBelow(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
