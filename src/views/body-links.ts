import type { LinkReader } from '../corpus/backlinks.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Links } from './links.ts';

/**
 * Addresses of the links in an article's body, in the order of `article.links`; undefined for a
 * link that leads nowhere.
 */
export function bodyLinkAddresses(
  { backlinks }: { readonly backlinks: LinkReader },
  links: Links,
  article: ShownArticle,
): readonly (string | undefined)[] {
  const resolutions = backlinks.resolutionsOf(article);
  return article.links.map(({ href }, index) => {
    const resolution = resolutions[index];
    if (resolution?.kind === 'found') {
      return links.post(resolution.article.post.address).href + resolution.suffix;
    }
    // An address that names no post stays as written, or is that of a file; a wikilink has none.
    return resolution?.kind === 'other' ? href : undefined;
  });
}
