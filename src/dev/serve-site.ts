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
export interface DevListener extends DevLoopListener {
  /** How far the first build is. */
  readonly onProgress?: ProgressListener;
}

export interface DevServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Folders whose files make every page, beside the posts. */
const templateFolders = ['_includes', '_data', 'pages'] as const;
const clientFolder = 'src/client';

/**
 * Serves the site while it is written: a saved post is shown at once; lists, and whatever else
 * depends on it, follow after a pause in the saving. Posts with errors are reported over the page
 * and keep the last good one.
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
