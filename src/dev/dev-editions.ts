import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Article } from '../ingest/types.ts';
import type { Publication } from '../publish/article-files.ts';
import { createLinks } from '../views/links.ts';

/** What the dev server has written of the Markdown edition, of which a save changes one file or few. */
export class DevEditions {
  /** What each file was made from, by its path in the site. */
  #written: ReadonlyMap<string, string> = new Map<string, string>();

  /**
   * Finds what must be written, and takes the files away that belong to no article any more.
   * @param outputDir absolute path.
   */
  async changed(
    { config, articles, editions, addressesOf }: Publication,
    outputDir: string,
  ): Promise<readonly Article[]> {
    if (!editions.markdown) return [];
    const links = createLinks(config.url, config.pathPrefix);
    const written = new Map<string, string>();
    const changed: Article[] = [];
    for (const article of articles) {
      const { path: file } = links.markdown(article.post.slug);
      const state = JSON.stringify([article.checksum, article.post, addressesOf(article)]);
      written.set(file, state);
      if (this.#written.get(file) !== state) changed.push(article);
    }
    for (const file of this.#written.keys()) {
      if (!written.has(file)) await rm(path.join(outputDir, file), { force: true });
    }
    this.#written = written;
    return changed;
  }
}
