import { buildCache } from '../store/cache-folders.ts';
import { lstatSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClientAssets } from '../views/client-assets.ts';
import { markUsed } from '../store/tidy-cache.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { compareText } from '../shared/compare-text.ts';
import { askedAddress } from '../content/permalinks.ts';
import { ProblemError, type Problem } from '../content/problem.ts';
import { SegmentReader } from '../store/segment-reader.ts';
import { findPosts } from '../ingest/find-posts.ts';
import { IngestPool } from '../ingest/ingest-pool.ts';
import type { Article, IngestedFile } from '../ingest/types.ts';
import { bodiesByFile, writeFeeds, writeTextFiles } from '../output/article-files.ts';
import { copyFiles } from '../output/copy-files.ts';
import { siteFiles } from '../output/site-files.ts';
import {
  readPosts,
  settleArticles,
  workerSettings,
  type SiteFolders,
  type SiteOptions,
} from '../build/read-posts.ts';
import { nameSettings } from '../report/name-settings.ts';
import type { ProgressListener } from '../report/types.ts';
import { bundleAssets } from '../build/begin-build.ts';
import { editionFacts } from '../build/edition-facts.ts';
import {
  gatherSite,
  publicationOf,
  type GatheredSite,
  type RunSteps,
} from '../build/gather-site.ts';
import { pathBelow } from '../shared/relative-path.ts';
import { inOneGo, Interrupted, withPauses } from '../shared/cooperative.ts';
import { chunks } from '../shared/chunks.ts';
import { planPages, writePages } from '../build/write-pages.ts';
import { DevEditions } from './dev-editions.ts';
import { DevPages, pageStates, provisional, type DevPage } from './dev-pages.ts';
import { DevSearch } from './dev-search.ts';
import { replaceBody, showsTheSame, type Revision } from './revision.ts';
import type { PostView } from '../views/post-view.ts';

/** Pages rendered before other work gets a turn: a save waits for no more. */
const pagesPerBatch = 100;

/**
 * Maximum posts that are shown at once when they change together. More of them are probably a
 * checkout: then the whole site is made again first.
 */
const maximumRevised = 20;

/** Posts that have changed or are gone: paths below the posts folder. */
interface PostChanges {
  readonly saved: readonly string[];
  readonly gone: readonly string[];
  /** Whether the folder was listed again, so that any other post may be new or gone. */
  readonly isRelisted: boolean;
}

/**
 * The site that the dev server shows, in memory and on disk. `revise` shows changed posts at once;
 * `rebuild` then makes the whole site again, and renders only the pages that differ.
 */
export class DevSite {
  readonly #config: SiteConfig;
  readonly #options: SiteOptions;
  readonly #folders: SiteFolders;
  readonly #read = new Map<string, IngestedFile>();
  #folderProblems: readonly Problem[] = [];
  /** Problems of styles and scripts. */
  #assetProblems: readonly Problem[] = [];
  /** Posts that are links or lie in linked folders; undefined until they are needed. */
  #linked: readonly string[] | undefined;
  #relationProblems: readonly Problem[] = [];
  #ingestPool: IngestPool | undefined;
  #assets: ClientAssets | undefined;
  #site: GatheredSite | undefined;
  readonly #search: DevSearch;
  /** What was copied the last time. */
  #copies: ReadonlyMap<string, string> = new Map();
  readonly #editions = new DevEditions();
  readonly #pages: DevPages;

  constructor(config: SiteConfig, options: SiteOptions, folders: SiteFolders) {
    this.#config = config;
    this.#options = options;
    this.#folders = folders;
    this.#search = new DevSearch(config, folders);
    this.#pages = new DevPages(this.#pageFolders);
  }

  get site(): GatheredSite {
    if (!this.#site) throw new Error('The site is used before it was built.');
    return this.#site;
  }

  /**
   * Current problems: those of styles, scripts and single posts as they were last saved, those
   * between posts as the site was last made.
   */
  get problems(): readonly Problem[] {
    const problems = [
      ...this.#assetProblems,
      ...this.#relationProblems,
      ...[...this.#read.values()].flatMap((read) => read.problems),
    ];
    return nameSettings(problems, this.#options.settingsLabel);
  }

  /** The posts that have been read, sound or not: paths below the posts folder. */
  get knownPosts(): ReadonlySet<string> {
    return new Set(this.#read.keys());
  }

  /** Builds the whole site; the cache saves what an earlier build has made. */
  async build(progress: ProgressListener = () => undefined): Promise<void> {
    await this.bundle();
    const { results, problems } = await readPosts(
      this.#config,
      this.#options,
      this.#folders,
      progress,
    );
    this.#folderProblems = problems;
    for (const read of results) this.#read.set(read.file, read);
    progress('gather', 0, 0);
    const site = await this.#gather();
    const plan = await planPages(site);
    const pages = await writePages(
      plan,
      bodiesByFile(publicationOf(site), site.articles),
      () => site,
      { ...this.#pageFolders, pagesDir: this.#cache.pages },
      { onProgress: (done) => progress('write', done, plan.paths.size) },
    );
    this.#pages.set(inOneGo(pageStates(site, { pages })));
  }

  /**
   * Bundles styles and scripts again. Their names stay, so no page changes. If one is wrong now,
   * the last good ones stay.
   */
  async bundle(): Promise<void> {
    const problems: Problem[] = [];
    try {
      const report = (problem: Problem) => problems.push(problem);
      const form = { minify: false, fingerprint: false };
      this.#assets = await bundleAssets(this.#config, this.#folders.outputDir, report, form);
    } catch (error) {
      if (!this.#assets || !(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
    this.#assetProblems = problems;
  }

  /** Posts that show or link to one of these files, even if it was missing so far. */
  #postsWith(files: readonly string[]): readonly string[] {
    const changed = new Set(files);
    return [...this.#read.values()]
      .filter(({ localFiles = [] }) => localFiles.some((file) => changed.has(file)))
      .map(({ file }) => file);
  }

  /**
   * Reads changed posts again and writes their pages. A post that has errors now keeps
   * its last good page.
   * @param files absolute paths of changed, new or deleted files below the posts folder:
   * posts, pictures, linked files, links.
   */
  async revise(files: readonly string[]): Promise<Revision> {
    const changes = await this.#changesOf(files);
    const { gone, isRelisted } = changes;
    this.#editions.noteSaved([...changes.saved, ...gone]);
    const pool = (this.#ingestPool ??= await this.#startIngest());
    const fresh = await pool.ingest(changes.saved);
    const isFew = fresh.length + gone.length <= maximumRevised;
    const known = new Map(this.site.articles.map((article) => [article.post.file, article]));
    const before = new Map(fresh.map(({ file }) => [file, this.#read.get(file)]));
    // Recorded before rendering: if a template is broken, the next rebuild still has the new text.
    for (const read of fresh) this.#read.set(read.file, this.#withLastGood(read));
    for (const name of gone) this.#read.delete(name);
    const pages = isFew ? await this.#reviseOwnPages(fresh, before, known) : [];
    const isWhole =
      isFew &&
      !isRelisted &&
      fresh.every((read) => showsTheSame(before.get(read.file), read) && known.has(read.file));
    for (const { file, article: revised } of isWhole ? fresh : []) {
      const article = known.get(file);
      if (article && revised) replaceBody(article, revised);
    }
    return { pages: [...pages, ...(await this.#removeUnpublished(gone, fresh))], isWhole };
  }

  /**
   * Makes the whole site again and writes the pages that differ, those that browsers show first.
   * @param isOpen whether a browser shows an address.
   * @param onWritten called with the addresses of changed pages.
   * @param isStale whether a file has changed since; the work stops then.
   * @returns whether it is complete.
   */
  async rebuild(
    isOpen: (href: string) => boolean,
    onWritten: (pages: readonly string[]) => void,
    isStale: () => boolean,
  ): Promise<boolean> {
    const run: RunSteps = (steps) => withPauses(steps, isStale);
    try {
      const site = await this.#gather(run);
      const states = await run(pageStates(site, await planPages(site)));
      const changed = [...states].filter(
        ([page, { state }]) => this.#pages.get(page)?.state !== state,
      );
      // Removed first, as a new page may need a folder of the same name as a removed file.
      await this.#pages.remove((page) => !states.has(page));
      const open = changed.filter(([, { href }]) => isOpen(href));
      const others = changed.filter(([, { href }]) => !isOpen(href));
      for (const batch of [open, ...chunks(others, pagesPerBatch)]) {
        await nextTurn();
        if (isStale()) return false;
        await this.#pages.write(site, new Map(batch));
        onWritten(batch.map(([, { href }]) => href));
      }
      this.#site = site;
      return true;
    } catch (error) {
      if (error instanceof Interrupted) return false;
      throw error;
    }
  }

  /** Writes feeds, sitemap and other files beside pages. @param isStale see `writeArticleFiles`. */
  async writeSiteFiles(isStale?: () => boolean): Promise<void> {
    const { outputDir } = this.#folders;
    await writeTextFiles(outputDir, await siteFiles(this.site));
    const { copies } = this.site;
    for (const [name] of this.#copies) {
      if (!copies.has(name)) await rm(path.join(outputDir, name), { force: true });
    }
    await copyFiles(outputDir, copies);
    this.#copies = copies;
    await this.writeArticleFiles(isStale);
  }

  /**
   * Writes feeds and editions, which hold articles' texts.
   * @param isStale whether a file has changed since; the next call writes the missing editions.
   */
  async writeArticleFiles(isStale?: () => boolean): Promise<void> {
    const publication = publicationOf(this.site);
    const store = new SegmentReader(this.#cache.posts);
    try {
      await writeFeeds(this.#folders.outputDir, publication, store);
    } finally {
      store.close();
    }
    await this.#editions.write(this.#folders.outputDir, publication, isStale);
  }

  /** Writes the search index again. @returns false when it was stopped. */
  writeSearch(): Promise<boolean> {
    return this.#search.write(this.site);
  }

  /** Stops the search index that is being written, if any. */
  stopSearch(): Promise<void> {
    return this.#search.stop();
  }

  /** Ends the thread that reads saved posts. */
  async close(): Promise<void> {
    await this.#ingestPool?.close();
  }

  /**
   * Marks the bodies that this server needs as used, so that builds do not remove
   * them from the cache.
   */
  async keepCache(): Promise<void> {
    const segments = new Set(this.site.articles.map(({ body }) => body.segment));
    await markUsed(this.#cache.posts, segments);
  }

  /**
   * Finds the posts that a change concerns. If it may concern posts that are not named, the folder
   * is listed again, as in a build: a link to a folder can bring many posts.
   */
  async #changesOf(files: readonly string[]): Promise<PostChanges> {
    const { postsDir, postsLabel } = this.#options;
    const nameOf = (file: string) => pathBelow(postsDir, file);
    const posts = files.filter((file) => /\.(?:md|markdown)$/i.test(file)).map(nameOf);
    const named = [...new Set([...posts, ...this.#postsWith(files)])];
    const isKnown = posts.every((name) => this.#read.has(name));
    if (isKnown && files.every(isOrdinary)) {
      return { saved: [...named, ...(await this.#linkedTo(named))], gone: [], isRelisted: false };
    }
    const found = await findPosts(postsDir, postsLabel);
    this.#folderProblems = found.problems;
    this.#linked = found.linked;
    const listed = new Set(found.files);
    const there = named.filter((name) => listed.has(name));
    const added = found.files.filter((name) => !this.#read.has(name));
    const linked = await this.#linkedTo(there);
    return {
      saved: [...new Set([...there, ...added, ...linked])],
      gone: [...this.#read.keys()].filter((name) => !listed.has(name)),
      isRelisted: true,
    };
  }

  /**
   * Posts that are links to one of these, or lie in a linked folder: the watcher does not
   * report their changes.
   */
  async #linkedTo(names: readonly string[]): Promise<readonly string[]> {
    const { postsDir, postsLabel } = this.#options;
    this.#linked ??= (await findPosts(postsDir, postsLabel)).linked;
    if (this.#linked.length === 0) return [];
    const real = (name: string) => realpath(path.join(postsDir, name)).catch(() => name);
    const targets = new Set(await Promise.all(names.map(real)));
    const own = new Set(names);
    const linked = await Promise.all(
      this.#linked.map(async (name) => (targets.has(await real(name)) ? [name] : [])),
    );
    return linked.flat().filter((name) => !own.has(name));
  }

  get #cache() {
    return buildCache(this.#folders.cacheDir);
  }

  get #pageFolders() {
    return { outputDir: this.#folders.outputDir, bodiesDir: this.#cache.posts };
  }

  /**
   * A thread reads saved posts: the main thread could not end the work on a post
   * that takes for ever.
   */
  async #startIngest(): Promise<IngestPool> {
    const settings = await workerSettings(this.#config, this.#options, this.#folders);
    return IngestPool.start(settings, { threads: 1, sealsBatches: true });
  }

  async #gather(run?: RunSteps): Promise<GatheredSite> {
    if (!this.#assets) throw new Error('Nothing is bundled yet.');
    const results = [...this.#read.values()].sort((a, b) => compareText(a.file, b.file));
    const own = new Set([...this.#assetProblems, ...results.flatMap(({ problems }) => problems)]);
    const read = { results, problems: [...this.#assetProblems, ...this.#folderProblems] };
    const articles = await settleArticles(this.#config, this.#options, read);
    const site = await gatherSite(
      this.#config,
      this.#options,
      this.#assets,
      await editionFacts(this.#config, this.#options, this.#folders.outputDir, articles.articles),
      articles,
      this.#folders.workDir,
      run,
    );
    this.#relationProblems = site.problems.filter((problem) => !own.has(problem));
    this.#site ??= site;
    return site;
  }

  /**
   * Renders the pages of changed posts; what other posts say is taken from the last whole site.
   * @param published the site's articles by file.
   */
  async #reviseOwnPages(
    fresh: readonly IngestedFile[],
    before: ReadonlyMap<string, IngestedFile | undefined>,
    published: ReadonlyMap<string, Article>,
  ): Promise<readonly string[]> {
    const { views } = this.site;
    const previousViews = new Map(
      [...views.posts.values()].flat().map((view) => [view.path, view]),
    );
    const articles: Article[] = [];
    const posts = new Map<string, PostView[]>();
    const wanted = new Map<string, DevPage>();
    for (const { file, article } of fresh) {
      if (!article) continue;
      const previous = published.get(file);
      const asked = { slug: article.post.slug, address: this.#askedAddress(article) };
      const last = before.get(file)?.article;
      const asksAsBefore = last && this.#askedAddress(last) === asked.address;
      const { slug, address } = previous && asksAsBefore ? previous.post : asked;
      // Keeps the address that was made unique, and the date that git knows.
      const post = {
        ...(previous?.post.date !== undefined && { date: previous.post.date }),
        ...article.post,
        ...{ slug, address },
      };
      const { path: page, href } = views.links.post(address);
      // The address of another post, or of a redirect, is left as it is until the whole site is
      // made again, which resolves the conflict. The first of two new posts gets it.
      const shown = this.#pages.get(page);
      if ((shown && shown.file !== file) || wanted.has(page)) continue;
      const view = views.revisedPost({ ...article, post }, previousViews.get(page));
      posts.set(post.layout, [...(posts.get(post.layout) ?? []), view]);
      articles.push({ ...article, post });
      wanted.set(page, { state: provisional, href, file });
    }
    const site = { ...this.site, views: { ...views, posts } };
    await this.#pages.write(site, wanted, articles);
    return [...wanted.values()].map(({ href }) => href);
  }

  /** @param article as it was read. */
  #askedAddress({ post }: Article): string {
    return askedAddress(this.#config.permalinks, post);
  }

  /** Removes the pages of posts that are deleted or no longer public. */
  async #removeUnpublished(
    gone: readonly string[],
    fresh: readonly IngestedFile[],
  ): Promise<readonly string[]> {
    const withdrawn = fresh.filter(({ article, outcome }) => !article && outcome !== 'rejected');
    const names = new Set([...gone, ...withdrawn.map(({ file }) => file)]);
    return this.#pages.remove((_, { file }) => file !== undefined && names.has(file));
  }

  #withLastGood(read: IngestedFile): IngestedFile {
    const last = this.#read.get(read.file)?.article;
    return read.outcome === 'rejected' && last ? { ...read, article: last } : read;
  }
}

/** Whether a path is an existing file, and no link. */
function isOrdinary(file: string): boolean {
  try {
    return lstatSync(file).isFile();
  } catch {
    return false;
  }
}
