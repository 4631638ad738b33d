import type { Article } from '../../src/ingest/types.ts';
import { makeArticle } from './articles.ts';
import type { PostInput } from './articles.ts';

/** A gloss as `[term, name, definition]`; '' where it has none. */
export type GlossInput = readonly [term: string, name?: string, definition?: string];

/** An article that explains terms. */
export function glossedArticle(post: PostInput, glosses: readonly GlossInput[]): Article {
  return makeArticle(post, {
    glosses: glosses.map(([term, name = '', definition = ''], index) => ({
      term,
      ...(name !== '' && { name }),
      ...(definition !== '' && { definition }),
      id: `gloss-${index + 1}`,
    })),
  });
}
