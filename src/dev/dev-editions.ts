import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { shortChecksum } from '../store/segment.ts';
import type { Article } from '../ingest/types.ts';
import { writeMarkdown, type Publication } from '../output/article-files.ts';
import { createLinks } from '../views/links.ts';
import { chunks } from '../shared/chunks.ts';

/** Articles written before other work gets a turn: a request waits for no more. */
const articlesPerTurn = 50;

/** The Markdown edition of the served site. A save changes few of its files. */
export class DevEditions {
  /** Hash of each file's inputs beside the post's body, by the file's path in the site. */
  readonly #written = new Map<string, string>();
  /** Posts whose files have changed since their Markdown was written. */
  readonly #saved = new Set<string>();

  /**
   * Marks posts to be written again, even if they are rendered as before.
   * @param files paths below the posts folder.
   */
  noteSaved(files: readonly string[]): void {
    for (const file of files) this.#saved.add(file);
  }

  /**
   * Writes the files that have changed, and removes those without an article. An article whose file
   * has errors now keeps its last edition and is tried again the next time.
   * @param outputDir absolute path.
   * @param isStale whether to stop early; the next call writes the rest.
   */
  async write(
    outputDir: string,
    publication: Publication,
    isStale: () => boolean = () => false,
  ): Promise<void> {
    const { config, articles, editions, addressesOf } = publication;
    const links = createLinks(config.url, config.pathPrefix);
    const fileOf = ({ post }: Article) => links.markdown(post.address).path;
    const states = new Map<string, string>();
    const own = editions.markdown ? articles : [];
    for (const article of own) {
      const state = shortChecksum(JSON.stringify([article.post, addressesOf(article)]));
      states.set(fileOf(article), state);
    }
    for (const file of this.#written.keys()) {
      if (states.has(file)) continue;
      await rm(path.join(outputDir, file), { force: true });
      this.#written.delete(file);
    }
    const changed = own.filter((article) => {
      const file = fileOf(article);
      return this.#saved.has(article.post.file) || this.#written.get(file) !== states.get(file);
    });
    for (const batch of chunks(changed, articlesPerTurn)) {
      await nextTurn();
      if (isStale()) return;
      await writeMarkdown(outputDir, publication, batch, (article) => {
        const file = fileOf(article);
        this.#written.set(file, states.get(file) ?? '');
        this.#saved.delete(article.post.file);
      });
    }
  }
}
