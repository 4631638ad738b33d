import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bundleClient } from './assets/bundle.ts';
import type { SiteConfig } from './config/site-config.ts';
import { servePages } from './eleventy/run-eleventy.ts';
import type { Session } from './eleventy/session.ts';
import { BodyReader } from './ingest/body-store.ts';
import { spliceBodies } from './publish/splice-bodies.ts';
import { writeSiteFiles } from './publish/write-site-files.ts';
import { writeSiteSearch } from './publish/write-site-search.ts';
import { mergeProblems } from './report/merge-problems.ts';
import { bodyReader, pageBodies, pagePaths, prepareSite } from './site.ts';
import type { PreparedSite, SiteOptions } from './site.ts';

export interface DevOptions extends SiteOptions {
  readonly port: number;
  /** Absolute path of a folder for the served site; it is emptied. Never the published one: drafts are on. */
  readonly workDir: string;
}

/** Hears what each build of the dev server found. */
export type DevListener = (site: PreparedSite) => void;

/**
 * Serves the site while it is written: a saved post, template, style or script is read again and the browser reloads. Posts with errors are
 * left out and reported, the others are shown.
 */
export async function serveSite(
  config: SiteConfig,
  options: DevOptions,
  onBuild: DevListener,
): Promise<void> {
  const outputDir = path.join(options.workDir, 'site');
  const storeDir = path.join(options.workDir, 'bodies');
  await rm(options.workDir, { recursive: true, force: true });
  await mkdir(outputDir, { recursive: true });

  const prepare = async (): Promise<PreparedSite> => {
    await rm(storeDir, { recursive: true, force: true });
    await mkdir(storeDir, { recursive: true });
    const assets = await bundleClient({
      outputDir,
      pathPrefix: config.pathPrefix,
      language: config.language,
      minify: false,
    });
    const site = await prepareSite(config, { ...options, preview: true, now: new Date() }, assets, {
      outputDir,
      storeDir,
    });
    onBuild({ ...site, problems: mergeProblems(site.problems) });
    return site;
  };

  let fresh = true;
  let written: readonly string[] = [];
  const session: Session = {
    site: await prepare(),
    beforeBuild: async (own) => {
      if (!fresh) own.site = await prepare();
      fresh = false;
    },
    afterBuild: async ({ site }) => {
      const paths = pagePaths(site);
      const current = new Set(paths);
      // What a deleted or renamed post leaves behind must not be served as if it were there.
      for (const stale of written.filter((page) => !current.has(page))) {
        await rm(path.join(outputDir, stale), { force: true });
      }
      written = paths;
      const store = new BodyReader(storeDir);
      const readBody = bodyReader(site, store);
      await spliceBodies(outputDir, pageBodies(site), readBody);
      await writeSiteFiles(outputDir, site, readBody);
      if (site.config.search.enabled) {
        await rm(path.join(outputDir, site.views.links.searchIndex().path), {
          recursive: true,
          force: true,
        });
        await writeSiteSearch(outputDir, site, storeDir);
      }
      await store.close();
    },
  };
  await servePages(session, outputDir, options.port);
}
