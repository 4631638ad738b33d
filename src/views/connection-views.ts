import type { ShownArticle } from '../ingest/types.ts';
import { dateView } from './card-view.ts';
import { textLangs } from './text-langs.ts';
import type { ViewContext } from './context.ts';
import type { DateView } from './types.ts';

/** Another post, and why it is shown. */
export interface RelatedView {
  readonly title: string;
  readonly href: string;
  readonly lang?: string;
  /** In words, e.g. `同一嘉宾：…`; the weightiest first. */
  readonly reasons: readonly string[];
}

/** The posts that link to this one, newest first. */
export interface LinkedFromView {
  readonly posts: readonly LinkedPostView[];
  /** More of them, in a fold; empty when `posts` are all. */
  readonly rest: readonly LinkedPostView[];
  readonly restLabel: string;
  /** e.g. `另有 120 篇`; absent when all are listed. */
  readonly more?: string;
}

export interface LinkedPostView {
  readonly title: string;
  readonly href: string;
  readonly lang?: string;
  readonly date?: DateView;
}

/** Linking posts that are shown at once; a single further one is shown too, not folded. */
const shownSources = 5;
/** Maximum of folded linking posts: thousands may link to a post. */
const foldedSources = 45;

/** The related posts of an article with their reasons in words. */
export function relatedViews(context: ViewContext, article: ShownArticle): readonly RelatedView[] {
  const { corpus, ui } = context;
  return corpus.related.of(article).map(({ article: other, reasons }) => ({
    ...postLink(context, other),
    reasons: reasons.map(ui.connections.reason),
  }));
}

/** The listed posts that link to an article; undefined if there are none. */
export function linkedFromView(
  context: ViewContext,
  article: ShownArticle,
): LinkedFromView | undefined {
  const { corpus, ui } = context;
  const sources = corpus.backlinks.linkedFrom(article);
  if (sources.length === 0) return undefined;
  const shown = sources.length === shownSources + 1 ? sources.length : shownSources;
  const rest = sources.slice(shown, shown + foldedSources);
  const untold = sources.length - shown - rest.length;
  const linked = (source: ShownArticle): LinkedPostView => ({
    ...postLink(context, source),
    ...(source.post.date !== undefined && { date: dateView(context, source.post.date) }),
  });
  return {
    posts: sources.slice(0, shown).map(linked),
    rest: rest.map(linked),
    restLabel: ui.connections.linkedFromRest(sources.length - shown),
    ...(untold > 0 && { more: ui.connections.linkedFromMore(untold) }),
  };
}

function postLink(context: ViewContext, { post }: ShownArticle) {
  const { titleLang: lang } = textLangs(context, post);
  return {
    title: post.title,
    href: context.links.post(post.address).href,
    ...(lang !== undefined && { lang }),
  };
}
