import { addToGroup } from '../shared/group-by.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Steps } from '../shared/cooperative.ts';
import type { PlannedContext } from './context.ts';
import type { PlannedPageContext } from './page-kind.ts';
import { createPostGlossary } from './post-glossary.ts';
import { createSeriesFinder, postView, type PostView } from './post-view.ts';

/** Posts by the layout they name. */
export type PostsByLayout = ReadonlyMap<string, readonly PostView[]>;

/** Posts of a step. */
const postsPerStep = 1000;

/** The page of every post. */
export function* postPages(context: PlannedPageContext): Steps<PostsByLayout> {
  const { corpus, cardOf } = context;
  const seriesOf = createSeriesFinder(context);
  const glossaryOf = createPostGlossary(context);
  const layouts = new Map<string, PostView[]>();
  for (const [index, article] of corpus.articles.entries()) {
    if (index % postsPerStep === postsPerStep - 1) yield;
    const older = corpus.articles[index + 1];
    const newer = corpus.articles[index - 1];
    const neighbours = { previous: older && cardOf(older), next: newer && cardOf(newer) };
    const view = postView(context, article, neighbours, seriesOf, glossaryOf);
    addToGroup(layouts, article.post.layout, view);
  }
  for (const article of corpus.unlisted) {
    const view = postView(context, article, {}, () => undefined, glossaryOf);
    addToGroup(layouts, article.post.layout, view);
  }
  return layouts;
}

/**
 * A post that has changed since: what it says itself is new, its place among the others is that of
 * its previous page. For the dev server, until the whole site is made again.
 */
export function revisedPost(
  context: PlannedContext,
  article: ShownArticle,
  previous: PostView | undefined,
): PostView {
  const neighbours = { previous: previous?.previous, next: previous?.next };
  const view = postView(context, article, neighbours, () => previous?.series);
  const { linkedFrom, related, glossary } = previous ?? {};
  return {
    ...view,
    ...(linkedFrom && { linkedFrom }),
    ...(related && { related }),
    ...(glossary && { glossary }),
  };
}
