import type { Corpus } from '../corpus/corpus.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Links } from './links.ts';

/**
 * Addresses of the links in an article's body, in the order of `article.links`; undefined for a
 * link that leads nowhere.
 */
export function bodyLinkAddresses(
  { backlinks }: Pick<Corpus, 'backlinks'>,
  links: Links,
  article: ShownArticle,
): readonly (string | undefined)[] {
  const resolutions = backlinks.resolutionsOf(article);
  return article.links.map(({ href }, index) => {
    const resolution = resolutions[index];
    if (resolution?.kind === 'found') {
      return links.post(resolution.article.post.slug).href + resolution.suffix;
    }
    // An address that names no post stays as written; a wikilink has no address.
    return resolution?.kind === 'other' ? href : undefined;
  });
}
