import type { SiteConfig } from '../config/site-config.ts';
import type { EditionFacts } from '../editions/edition-plan.ts';
import { findFont } from '../editions/find-font.ts';
import { hasSharp } from '../images/load-sharp.ts';
import type { Article } from '../ingest/types.ts';
import { publishIcons } from '../output/icons.ts';
import { indexFilesAtMost } from '../search/format.ts';
import { derivedFiles } from '../store/cache-folders.ts';
import type { SiteOptions } from './read-posts.ts';

/**
 * What editions depend on beside the posts. Publishes the icons, as the web manifest names them.
 * @param outputDir absolute path of the output folder.
 * @param articles all with a page; the size of their bodies bounds the search index.
 */
export async function editionFacts(
  config: SiteConfig,
  { isDev = false }: Pick<SiteOptions, 'isDev'>,
  outputDir: string,
  articles: readonly Article[],
): Promise<EditionFacts> {
  const { webManifest, socialImageFont } = config.editions;
  const icons = webManifest ? await publishIcons(outputDir, derivedFiles(), config.pathPrefix) : [];
  return {
    localFiles: countLocalFiles(articles),
    searchFiles: config.search.enabled ? searchFilesAtMost(articles) : 0,
    icons: icons ?? [],
    canDraw: icons !== undefined && hasSharp(),
    font: findFont(socialImageFont),
    isDev,
  };
}

/** Counts what is published of pictures and files beside posts, by its addresses. */
function countLocalFiles(articles: readonly Article[]): number {
  const files = new Set<string>();
  for (const { images, links } of articles) {
    for (const { src, srcset = '' } of Object.values(images)) {
      files.add(src);
      for (const [variant] of srcset.matchAll(/\S+(?= \d+w)/g)) files.add(variant);
    }
    for (const { isFile, href } of links) {
      if (isFile && href !== undefined) files.add(href.replace(/[?#].*$/s, ''));
    }
  }
  return files.size;
}

/** The bound is rounded up, as it is part of a kept site's key: few edits may change it. */
const searchFilesStep = 100;

function searchFilesAtMost(articles: readonly Article[]): number {
  const htmlBytes = articles.reduce((sum, { body }) => sum + body.length, 0);
  const files = indexFilesAtMost(articles.length, htmlBytes);
  return Math.ceil(files / searchFilesStep) * searchFilesStep;
}
