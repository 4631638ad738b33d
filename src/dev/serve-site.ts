import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SiteOptions } from '../build/read-posts.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { ProgressListener } from '../report/types.ts';
import { defaultLimits } from '../store/tidy-cache.ts';
import { DevLoop, timed } from './dev-loop.ts';
import type { DevLoopListener } from './dev-loop.ts';
import { DevSite } from './dev-site.ts';
import { startLiveServer } from './live-server.ts';
import { watchFiles } from './watch-files.ts';

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
}

/** A running dev server. */
export interface DevServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Folders of templates and data, which any page may depend on. */
const templateFolders = ['_includes', '_data', 'pages'] as const;
const clientFolder = 'src/client';

/**
 * Serves the site while it is written: a saved post is shown at once; lists, and other pages that
 * depend on it, follow after a pause in the changes. Errors of a post are shown over every page;
 * the post keeps its last good page.
 * @throws {Error} when the site cannot be made, or the port is taken.
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
  const site = new DevSite(config, { ...options, preview: true }, folders);
  const buildMilliseconds = await timed(() => site.build(listener.onProgress));
  await site.writeSiteFiles();
  const server = await startLiveServer(outputDir, config.pathPrefix, port, allowedHosts);

  const client = path.resolve(clientFolder);
  const loop = new DevLoop(site, server, { posts: postsDir, client }, listener, buildMilliseconds);
  const trusted = [...templateFolders.map((folder) => path.resolve(folder)), client];
  if (options.aliasFile !== undefined) trusted.push(options.aliasFile);
  const watcher = await watchFiles(
    { trusted, untrusted: [postsDir] },
    (files) => loop.change(files),
    loop.fail,
  );
  loop.start();

  const cacheTimer = setInterval(() => void site.keepCache(), defaultLimits.graceMilliseconds / 3);
  cacheTimer.unref();
  return {
    url: server.url,
    close: async () => {
      clearInterval(cacheTimer);
      await loop.stop();
      await watcher.close();
      await loop.ended();
      await site.close();
      await server.close();
    },
  };
}
