import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSite } from '../../src/build/build.ts';
import type { BuildOptions } from '../../src/build/build-options.ts';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import type { BuildReport, ProgressListener } from '../../src/report/types.ts';
import { listFiles } from '../../src/shared/list-files.ts';
import { makeConfig } from './articles.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Files of a folder by path with `/` separators, in code unit order. */
export type FolderContent = ReadonlyMap<string, Buffer>;

export interface BuiltSite {
  readonly report: BuildReport;
  /** Absolute path of the output folder. */
  readonly output: string;
}

/** Builds a site from a folder of posts, on 1 June 2026 unless told otherwise. */
export async function build(
  postsDir: string,
  options: Partial<BuildOptions> = {},
  config: Partial<SiteConfigInput> = {},
  progress?: ProgressListener,
): Promise<BuiltSite> {
  const outputDir = options.outputDir ?? path.join(temporaryFolder(), 'site');
  const settings = {
    postsDir,
    postsLabel: 'posts',
    outputDir,
    drafts: false,
    future: false,
    keepGoing: false,
    now: new Date('2026-06-01T04:00:00Z'),
    ...options,
  };
  const report = await buildSite(makeConfig(config), settings, progress);
  return { report, output: outputDir };
}

/** Builds a site that must succeed and have posts. */
export async function buildSound(
  postsDir: string,
  options: Partial<BuildOptions> = {},
  config: Partial<SiteConfigInput> = {},
): Promise<BuiltSite> {
  const site = await build(postsDir, options, config);
  assert.ok(site.report.ok, JSON.stringify(site.report.problems, null, 2));
  assert.ok(site.report.posts > 0, 'No post was published.');
  return site;
}

export function readFolder(folder: string): FolderContent {
  return new Map(
    listFiles(folder).map((file) => [
      path.relative(folder, file).split(path.sep).join('/'),
      readFileSync(file),
    ]),
  );
}

/** The files that hold a text: as it is, as in HTML, XML, JSON or an address. */
export function filesWith(content: FolderContent, text: string): string[] {
  const forms = [text, text.replaceAll('&', '&amp;'), encodeURIComponent(text)].map((form) =>
    Buffer.from(form),
  );
  return [...content]
    .filter(([name, bytes]) => forms.some((form) => bytes.includes(form)) || name.includes(text))
    .map(([name]) => name);
}
