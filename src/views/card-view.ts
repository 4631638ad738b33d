import type { Post } from '../content/post.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { termLink, termLinks, type ViewContext } from './context.ts';
import { summaryStart } from './summary-start.ts';
import { textLangs, type TextLangs } from './text-langs.ts';
import { devBadges, type DevBadgeView } from './dev-badges.ts';
import type { DateView, LinkView } from './types.ts';

/** A post on a list. */
export interface PostCardView extends TextLangs {
  readonly title: string;
  readonly href: string;
  readonly date?: DateView;
  readonly summary?: string;
  /** What short cards print instead; absent where that is the whole summary. */
  readonly summaryStart?: string;
  readonly insight?: string;
  readonly area?: LinkView;
  readonly series?: LinkView;
  readonly speakers: readonly LinkView[];
  /** e.g. `约 12 分钟`. */
  readonly readingTime: string;
  /** True when the post holds bilingual blocks. */
  readonly bilingual: boolean;
  /** Set in the dev server for posts that are not public. */
  readonly badges?: readonly DevBadgeView[];
}

/** How far a text is written. */
export interface StatusView {
  readonly name: string;
  readonly label: string;
}

/**
 * Returns a function that makes cards; each article's card is made once and shared by all lists.
 */
export function createCardViews(context: ViewContext): (article: ShownArticle) => PostCardView {
  const cards = new Map<ShownArticle, PostCardView>();
  return (article) => {
    let card = cards.get(article);
    if (!card) cards.set(article, (card = cardView(context, article)));
    return card;
  };
}

function cardView(
  context: ViewContext,
  { post, readingMinutes, isBilingual }: ShownArticle,
): PostCardView {
  const { ui, links } = context;
  const [area] = post.terms.area;
  const [series] = post.terms.series;
  const badges = devBadges(context, post);
  const start = post.summary === undefined ? undefined : summaryStart(post.summary);
  return Object.freeze<PostCardView>({
    title: post.title,
    href: links.post(post.address).href,
    ...textLangs(context, post),
    ...(post.date !== undefined && { date: dateView(context, post.date) }),
    ...(post.summary !== undefined && { summary: post.summary }),
    ...(start !== undefined && start !== post.summary && { summaryStart: start }),
    ...(post.insight !== undefined && { insight: post.insight }),
    ...(area !== undefined && { area: termLink(context, 'area', area) }),
    ...(series !== undefined && { series: termLink(context, 'series', series) }),
    speakers: termLinks(context, 'speaker', post.terms.speaker),
    readingTime: ui.readingTime(readingMinutes),
    bilingual: isBilingual,
    ...(badges && { badges }),
  });
}

/** @param day `YYYY-MM-DD`. */
export function dateView({ ui }: ViewContext, day: string): DateView {
  return { iso: day, label: ui.date(day) };
}

/** Authors may invent states: `constructor` must not find what every object has. */
export function statusView(
  { ui }: ViewContext,
  { status }: Pick<Post, 'status'>,
): StatusView | undefined {
  if (status === undefined) return undefined;
  const known = new Map(Object.entries(ui.statuses));
  return { name: status, label: known.get(status) ?? status };
}
