import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { aliasFileOf, labelFileOf, type SiteOptions } from '../build/read-posts.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { ownStyles, staticFolder } from '../eleventy/folders.ts';
import type { ProgressListener } from '../report/types.ts';
import { clientDir } from '../shared/program-dir.ts';
import { isInside } from '../shared/regular-file.ts';
import { defaultLimits } from '../store/tidy-cache.ts';
import { DevLoop, type DevLoopListener } from './dev-loop.ts';
import { DevSite } from './dev-site.ts';
import { startLiveServer, type LiveServer } from './live-server.ts';
import { watchForMissedPosts } from './missed-posts.ts';
import { watchFiles } from './watch-files.ts';
import { addedFiles, isProgram, templateFolders, type AddedFiles } from './watched-files.ts';

/** What the dev server serves, and where it writes. */
export interface DevOptions extends SiteOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Host names to answer to besides those of this machine; see `hostCheck`. @default none */
  readonly allowedHosts?: readonly string[];
  /**
   * Absolute path of a folder for the served site; it is emptied. It must not be the published one,
   * as the served site has drafts.
   */
  readonly workDir: string;
  /** Absolute path of the build cache. */
  readonly cacheDir: string;
}

/** Callbacks for what the dev server does. */
export interface DevListener extends DevLoopListener {
  /** Progress of the first build. */
  readonly onProgress?: ProgressListener;
  /** Called with files and folders of the site's own code, which need a new process. */
  readonly onCode?: (places: readonly string[]) => void;
}

/** A running dev server. */
export interface DevServer {
  readonly url: string;
  /** Shows over every page why a new process has not taken the place of this one. */
  readonly showFailedSuccessor: (text: string) => void;
  /** Leaves the port to a successor; see `LiveServer.handOver`. */
  readonly handOver: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Serves the site while it is written: a saved post is shown at once; lists, and other pages that
 * depend on it, follow after a pause in the changes. Errors of a post are shown over every page;
 * the post keeps its last good page.
 * @throws {Error} when the site cannot be made, or, with the code `EADDRINUSE`, when the port is
 * taken.
 */
export async function serveSite(
  config: SiteConfig,
  options: DevOptions,
  listener: DevListener,
): Promise<DevServer> {
  const { postsDir, workDir, cacheDir, port, allowedHosts } = options;
  const outputDir = path.join(workDir, 'site');
  const indexDir = path.join(workDir, 'index');
  await rm(workDir, { recursive: true, force: true });
  for (const folder of [outputDir, indexDir]) await mkdir(folder, { recursive: true });

  const folders = { outputDir, cacheDir, workDir: indexDir };
  const site = new DevSite(config, { ...options, isDev: true }, folders);
  const bundled = [clientDir, ownStyles()];
  const trusted = [...templateFolders(process.cwd()), ...bundled];
  const files = [aliasFileOf(options).file, labelFileOf(options).file];
  let added: AddedFiles = { shared: [], code: [] };
  let begin = (_loop?: DevLoop): void => undefined;
  const begun = new Promise<DevLoop | undefined>((resolve) => (begin = resolve));
  // Begins before the site is made, so that nothing is missed that is saved meanwhile.
  const watcher = await watchFiles(
    { trusted, untrusted: [postsDir], files },
    async (files) => {
      const loop = await begun;
      const isShared = (file: string) => added.shared.some((place) => isInside(file, place));
      const read = files.filter((file) => !isProgram(file) || isShared(file));
      if (read.length > 0) await loop?.change(read);
    },
    (error) => void begun.then((loop) => loop?.fail(error)),
  );
  let server: LiveServer;
  let buildMilliseconds: number;
  try {
    const start = performance.now();
    await site.build(listener.onProgress);
    buildMilliseconds = performance.now() - start;
    added = addedFiles(process.cwd(), site.site.additions);
    listener.onCode?.(added.code);
    await watcher.add(added.shared);
    await site.writeSiteFiles();
    server = await startLiveServer(outputDir, config.pathPrefix, port, allowedHosts);
  } catch (error) {
    begin();
    await watcher.close();
    throw error;
  }
  const loop = new DevLoop(
    site,
    server,
    {
      posts: postsDir,
      bundled,
      shared: [path.resolve(staticFolder), ...added.shared],
    },
    listener,
    buildMilliseconds,
  );
  loop.start();
  begin(loop);

  const stopLooking = watchForMissedPosts(
    postsDir,
    () => site.knownPosts,
    (files) => void loop.change(files),
  );
  const cacheTimer = setInterval(() => void site.keepCache(), defaultLimits.graceMilliseconds / 3);
  cacheTimer.unref();
  return {
    url: server.url,
    showFailedSuccessor: loop.showFailedSuccessor,
    handOver: server.handOver,
    close: async () => {
      clearInterval(cacheTimer);
      stopLooking();
      await loop.stop();
      await watcher.close();
      await loop.ended();
      await site.close();
      await server.close();
    },
  };
}
