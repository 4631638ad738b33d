import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { DevSite } from '../../src/dev/dev-site.ts';
import { makeConfig } from './articles.ts';
import { temporaryFolder, writeFiles } from './temporary-folder.ts';

/** A served site, and what an author can do with it. */
export interface ServedSite {
  readonly site: DevSite;
  /** Absolute path of a file of the site, its posts or its cache. */
  readonly at: (name: string) => string;
  /** Text of a file of the site. */
  readonly read: (name: string) => string;
  /** Writes posts and has the site read them. */
  readonly save: (posts: Readonly<Record<string, string>>) => ReturnType<DevSite['revise']>;
  /** Makes the whole site again, as the dev server does after a pause. */
  readonly rebuild: (isStale?: () => boolean) => Promise<boolean>;
}

export function postText(title: string, body = '正文', more = ''): string {
  return `---\ntitle: ${title}\ndate: 2026-01-02\n${more}---\n\n${body}\n`;
}

/** A site in a folder of its own; both end as a temporary folder does. */
export async function servedSite(
  posts: Readonly<Record<string, string>> = { 'one.md': postText('一') },
  config: Partial<SiteConfigInput> = {},
): Promise<ServedSite> {
  const running: DevSite[] = [];
  // Registered before the removal of the folder: until then, a thread may write into it.
  after(() => Promise.all(running.map((site) => site.close())));
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder, name);
  for (const name of ['site', 'work']) mkdirSync(at(name));
  writeFiles(at('posts'), posts);
  const options = { postsDir: at('posts'), postsLabel: 'posts', drafts: true, future: true };
  const site = new DevSite(
    makeConfig(config),
    { ...options, now: new Date('2026-06-01'), isDev: true },
    { outputDir: at('site'), cacheDir: at('cache'), workDir: at('work') },
  );
  running.push(site);
  await site.build();
  await site.writeSiteFiles();
  return {
    site,
    at,
    read: (name) => readFileSync(at(`site/${name}`), 'utf8'),
    save: (fresh) => {
      writeFiles(at('posts'), fresh);
      return site.revise(Object.keys(fresh).map((name) => at(`posts/${name}`)));
    },
    rebuild: async (isStale = () => false) => {
      const isDone = await site.rebuild(
        () => false,
        () => undefined,
        isStale,
      );
      if (isDone) await site.writeSiteFiles();
      return isDone;
    },
  };
}
