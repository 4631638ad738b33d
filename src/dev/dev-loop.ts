import path from 'node:path';
import { readTemplatesAnew } from '../eleventy/run-eleventy.ts';
import { problemOfError } from '../report/build-error.ts';
import { formatProblems } from '../report/format-report.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import type { PreparedSite } from '../views/prepared-site.ts';
import type { DevSite } from './dev-site.ts';
import type { LiveServer } from './live-server.ts';

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

/** What Eleventy compiles and keeps. */
const template = /\.(?:njk|html|md|11ty\.js)$/;

/** Hears what the loop does. */
export interface DevLoopListener {
  /** The whole site was made. */
  readonly onBuild: (site: PreparedSite) => void;
  /** A template or a data file failed; the text says where. */
  readonly onFailure: (text: string) => void;
  /** A step has ended: what it made is on disk. */
  readonly onStep?: () => void;
}

export interface DevLoopFolders {
  /** Absolute path of the posts folder. */
  readonly posts: string;
  /** Absolute path of what runs in the browser, which is bundled. */
  readonly client: string;
}

/**
 * Brings the served site up to date, one step at a time: a saved post at once, the whole site after
 * a pause in the saving, the search index after another. A step that a newer change overtakes is
 * given up and comes again.
 */
export class DevLoop {
  readonly #site: DevSite;
  readonly #server: LiveServer;
  readonly #folders: DevLoopFolders;
  readonly #listener: DevLoopListener;
  #changes = 0;
  /** Whether pages beside those of saved posts are behind. */
  #isBehind = false;
  #timer: NodeJS.Timeout | undefined;
  /** Resolves when all steps so far are done. */
  #work = Promise.resolve();
  #settleMilliseconds: number;
  /** A guess until the first index is there. */
  #searchMilliseconds: number = settling.mostMilliseconds;

  /** @param buildMilliseconds what the first build took. */
  constructor(
    site: DevSite,
    server: LiveServer,
    folders: DevLoopFolders,
    listener: DevLoopListener,
    buildMilliseconds: number,
  ) {
    this.#site = site;
    this.#server = server;
    this.#folders = folders;
    this.#listener = listener;
    this.#settleMilliseconds = buildMilliseconds;
  }

  /** Tells of the first build, and begins the search index. */
  start(): void {
    this.#report();
    this.#later(0, () => this.#writeSearch());
  }

  /** Takes changed files, new and deleted ones too, by their absolute paths. */
  change(files: readonly string[]): Promise<void> {
    this.#changes++;
    void this.#site.stopSearch();
    return this.#enqueue(async () => {
      const posts = files.filter((file) => isBelow(this.#folders.posts, file));
      if (posts.length > 0) await this.#revise(posts);
      this.#isBehind ||= files.length > posts.length;
      if (files.some((file) => !posts.includes(file) && template.test(file))) readTemplatesAnew();
      if (files.some((file) => isBelow(this.#folders.client, file))) {
        await this.#site.bundle();
        this.#server.reload();
      }
      this.#settleLater();
    });
  }

  /** Shows what a template, a data file or the watcher throws; the pages stay as they were. */
  readonly fail = (error: unknown): void => {
    const problem = problemOfError(error instanceof Error ? error : new Error(String(error)));
    const text = formatProblems([problem]);
    this.#listener.onFailure(text);
    this.#server.showProblems(text);
  };

  /** Gives up what is planned and being done. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#changes++;
    await this.#site.stopSearch();
  }

  /** Waits for the step that is being done. */
  ended(): Promise<void> {
    return this.#work;
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work
      .then(step)
      .catch(this.fail)
      .then(() => this.#listener.onStep?.());
    return this.#work;
  }

  /** Plans a step; one that is planned already goes. */
  #later(milliseconds: number, step: () => Promise<void>): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#enqueue(step), milliseconds);
  }

  async #revise(posts: readonly string[]): Promise<void> {
    const { pages, isWhole } = await this.#site.revise(posts);
    this.#isBehind ||= !isWhole;
    if (pages.length > 0) this.#server.reload(pages);
    this.#showErrors();
  }

  #settleLater(): void {
    const pause = Math.min(settling.mostMilliseconds, this.#settleMilliseconds * settling.share);
    const step = this.#isBehind ? () => this.#settle() : () => this.#finish();
    this.#later(Math.max(settling.leastMilliseconds, pause), step);
  }

  /** Makes the whole site again. */
  async #settle(): Promise<void> {
    const isStale = this.#staleness();
    const open = this.#server.openPages();
    let done = false;
    const milliseconds = await timed(async () => {
      done = await this.#site.settle(
        (href) => open.has(href),
        (pages) => this.#server.reload(pages),
        isStale,
      );
      if (done) await this.#site.writeSiteFiles(isStale);
    });
    if (!done) return;
    this.#isBehind = false;
    this.#settleMilliseconds = milliseconds;
    this.#report();
    this.#searchLater();
  }

  /** Writes what holds the new words of articles beside their pages. */
  async #finish(): Promise<void> {
    await this.#site.writeArticleFiles(this.#staleness());
    this.#searchLater();
  }

  #searchLater(): void {
    this.#later(this.#searchMilliseconds * settling.searchPauses, () => this.#writeSearch());
  }

  async #writeSearch(): Promise<void> {
    let done = false;
    const milliseconds = await timed(async () => {
      done = await this.#site.writeSearch();
    });
    if (done) this.#searchMilliseconds = milliseconds;
  }

  /** Tells whether something has changed since this call. */
  #staleness(): () => boolean {
    const seen = this.#changes;
    return () => this.#changes !== seen;
  }

  #report(): void {
    this.#listener.onBuild({
      ...this.#site.site,
      problems: mergeProblems(this.#site.problems),
    });
    this.#showErrors();
  }

  #showErrors(): void {
    const errors = this.#site.problems.filter(({ severity }) => severity === 'error');
    this.#server.showProblems(errors.length > 0 ? formatProblems(mergeProblems(errors)) : '');
  }
}

/** Runs work. @returns how long it took, in milliseconds. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function isBelow(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}
