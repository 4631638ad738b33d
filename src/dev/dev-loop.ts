import { readTemplatesAnew } from '../eleventy/run-eleventy.ts';
import { problemsOfError } from '../report/build-error.ts';
import type { Problem } from '../content/problem.ts';
import { formatProblems } from '../report/format-report.ts';
import { mergeProblems } from '../report/merge-problems.ts';
import { isInside } from '../shared/regular-file.ts';
import type { Site } from '../views/site.ts';
import type { DevSite } from './dev-site.ts';
import type { LiveServer } from './live-server.ts';

/**
 * Pauses after the last change, as factors of what the work took last time. A large site waits
 * longer, so that a save seldom has to wait for it. The search index, which nobody uses while
 * writing, comes last.
 */
const pauses = {
  minimumMilliseconds: 100,
  maximumMilliseconds: 4_000,
  rebuildFactor: 0.5,
  searchFactor: 2,
} as const;

/** Files that Eleventy compiles and caches. */
const template = /\.(?:njk|html|md)$/;

/** Callbacks for what the loop does. */
export interface DevLoopListener {
  /** The whole site was made. */
  readonly onBuild: (site: Site) => void;
  /** A template or a data file failed; the text says where, and is for a terminal. */
  readonly onFailure: (text: string) => void;
  /** A step has ended: what it made is on disk. */
  readonly onStep?: () => void;
}

/** Folders whose changes need more than a new site. */
export interface DevLoopFolders {
  /** Absolute path of the posts folder. */
  readonly posts: string;
  /** Absolute paths of the sources of styles and browser scripts, which are bundled. */
  readonly bundled: readonly string[];
  /**
   * Absolute paths of files and folders whose changes any page may show: those that are published
   * as they are, and those that the site's configuration of Eleventy watches.
   */
  readonly shared: readonly string[];
}

/**
 * Brings the served site up to date in steps, one at a time: a saved post at once, the whole site
 * after a pause in the changes, the search index after another. A new change stops the current
 * step, which is repeated later.
 */
export class DevLoop {
  readonly #site: DevSite;
  readonly #server: LiveServer;
  readonly #folders: DevLoopFolders;
  readonly #listener: DevLoopListener;
  /** Why the last step failed. */
  #failures: readonly Problem[] = [];
  #failedSuccessor = '';
  #changes = 0;
  #isStopped = false;
  /** Whether pages other than those of saved posts are out of date. */
  #isBehind = false;
  /** Whether files of `DevLoopFolders.shared` have changed. */
  #hasSharedChange = false;
  #timer: NodeJS.Timeout | undefined;
  /** Resolves when all queued steps are done. */
  #work = Promise.resolve();
  #rebuildMilliseconds: number;
  /** An estimate until the first index is made. */
  #searchMilliseconds: number = pauses.maximumMilliseconds;

  /** @param buildMilliseconds time that the first build took. */
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
    this.#rebuildMilliseconds = buildMilliseconds;
  }

  /** Reports the first build, and starts the search index. */
  start(): void {
    this.#report();
    // A file that was saved meanwhile comes first.
    if (this.#timer === undefined) this.#later(0, () => this.#writeSearch());
  }

  /**
   * Brings the site up to date with changed, new and deleted files.
   * @param files absolute paths.
   * @returns when saved posts are shown; the rest follows after a pause.
   */
  change(files: readonly string[]): Promise<void> {
    this.#changes++;
    void this.#site.stopSearch();
    return this.#enqueue(async () => {
      const posts = files.filter((file) => isInside(file, this.#folders.posts));
      const others = files.filter((file) => !isInside(file, this.#folders.posts));
      this.#isBehind ||= others.length > 0;
      const { shared } = this.#folders;
      this.#hasSharedChange ||= others.some((file) => shared.some((one) => isInside(file, one)));
      if (others.some((file) => template.test(file))) readTemplatesAnew();
      if (others.some((file) => this.#folders.bundled.some((one) => isInside(file, one)))) {
        await this.#site.bundle();
        this.#showErrors();
        this.#server.reload();
      }
      if (posts.length > 0) await this.#revise(posts);
      this.#rebuildLater();
    });
  }

  /** Shows an error of a template, a data file or the watcher; the pages stay as they are. */
  readonly fail = (error: unknown): void => {
    this.#failures = problemsOfError(error);
    this.#listener.onFailure(formatProblems(this.#failures));
    this.#showErrors();
  };

  /** Shows over every page why a new process has not taken the place of this one. */
  readonly showFailedSuccessor = (text: string): void => {
    this.#failedSuccessor = text;
    this.#showErrors();
  };

  /** Cancels the planned step, and stops the current one early. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#changes++;
    await this.#site.stopSearch();
  }

  /** Waits for all queued steps. */
  ended(): Promise<void> {
    return this.#work;
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work
      .then(step)
      .then(() => this.#succeed(), this.fail)
      .then(() => this.#listener.onStep?.());
    return this.#work;
  }

  /** Forgets why a step failed, unless pages are still out of date. */
  #succeed(): void {
    if (this.#isBehind || this.#failures.length === 0) return;
    this.#failures = [];
    this.#showErrors();
  }

  /** Plans a step in the place of the one that is planned. */
  #later(milliseconds: number, step: () => Promise<void>): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#enqueue(step), milliseconds);
  }

  async #revise(posts: readonly string[]): Promise<void> {
    const wasBehind = this.#isBehind;
    // Stays so if a page cannot be rendered: the next change then rebuilds the whole site.
    this.#isBehind = true;
    const { pages, isWhole } = await this.#site.revise(posts);
    this.#isBehind = wasBehind || !isWhole;
    if (pages.length > 0) this.#server.reload(pages);
    this.#showErrors();
  }

  #rebuildLater(): void {
    const pause = Math.min(
      pauses.maximumMilliseconds,
      this.#rebuildMilliseconds * pauses.rebuildFactor,
    );
    const step = this.#isBehind ? () => this.#rebuild() : () => this.#writeArticleFiles();
    this.#later(Math.max(pauses.minimumMilliseconds, pause), step);
  }

  /** Makes the whole site again, and writes the pages that differ. */
  async #rebuild(): Promise<void> {
    const isStale = this.#staleness();
    const open = this.#server.openPages();
    const start = performance.now();
    const done = await this.#site.rebuild(
      (href) => open.has(href),
      (pages) => this.#server.reload(pages),
      isStale,
    );
    if (!done) return;
    await this.#site.writeSiteFiles(isStale);
    if (this.#hasSharedChange) this.#server.reload();
    this.#hasSharedChange = false;
    this.#isBehind = false;
    this.#rebuildMilliseconds = performance.now() - start;
    this.#report();
    this.#searchLater();
  }

  /** Writes feeds and editions, which hold the saved articles' texts. */
  async #writeArticleFiles(): Promise<void> {
    await this.#site.writeArticleFiles(this.#staleness());
    this.#searchLater();
  }

  #searchLater(): void {
    this.#later(this.#searchMilliseconds * pauses.searchFactor, () => this.#writeSearch());
  }

  async #writeSearch(): Promise<void> {
    const start = performance.now();
    const done = await this.#site.writeSearch();
    if (done) this.#searchMilliseconds = performance.now() - start;
  }

  /** Returns a function that tells whether any file has changed since this call. */
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
    const errors = [
      ...this.#failures,
      ...this.#site.problems.filter(({ severity }) => severity === 'error'),
    ];
    const text = errors.length > 0 ? formatProblems(mergeProblems(errors)) : '';
    this.#server.showProblems(
      [this.#failedSuccessor, text].filter((part) => part !== '').join('\n'),
    );
  }
}
