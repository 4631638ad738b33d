import type { RenderedImage, TocEntry } from '../markdown/types.ts';
import { compareText } from '../shared/compare-text.ts';
import { terms, termTypes, type TermType } from '../content/terms.ts';
import { plainFields, type PlainFields } from '../content/fields.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { lengthMarker } from './body-markers.ts';
import { bookView, type BookView } from './book-view.ts';
import { dateView, statusView, type PostCardView, type StatusView } from './card-view.ts';
import {
  linkedFromView,
  relatedViews,
  type LinkedFromView,
  type RelatedView,
} from './connection-views.ts';
import { termLink, termLinks, type PlannedContext, type ViewContext } from './context.ts';
import { textLangs, type TextLangs } from './text-langs.ts';
import { breadcrumbJsonLd, descriptionLength, jsonForScript, shorten } from './head.ts';
import type { PostGlossaryFinder, PostGlossaryView } from './post-glossary.ts';
import { homeLink } from './plain-page.ts';
import { devBadges, type DevBadgeView } from './dev-badges.ts';
import { ownFieldViews, type OwnFieldViews } from './own-fields-view.ts';
import { socialImage, socialImageSize } from './social-image.ts';
import { sourceView, type SourceView } from './source-view.ts';
import type { DateView, HeadView, LinkView, PageView } from './types.ts';

export interface SeriesView {
  readonly term: LinkView;
  /** 1-based place of this post. */
  readonly position: number;
  readonly total: number;
  readonly previous?: LinkView;
  readonly next?: LinkView;
  /**
   * All parts in reading order (oldest first), the current one without href. At most 30 around this
   * one.
   */
  readonly parts: readonly LinkView[];
  /** Number of the first of `parts` in the whole series. */
  readonly firstPosition: number;
}

/** The terms of one type at the end of an article. */
export interface TermGroupView {
  readonly type: string;
  /** Heading, e.g. `人物`. */
  readonly label: string;
  readonly terms: readonly LinkView[];
}

/** A post on its own page. */
export interface PostView extends PageView, PlainFields, TextLangs, OwnFieldViews {
  readonly date?: DateView;
  readonly updated?: DateView;
  readonly status?: StatusView;
  readonly area?: LinkView;
  readonly category?: LinkView;
  readonly projects: readonly LinkView[];
  readonly speakers: readonly LinkView[];
  readonly guests: readonly LinkView[];
  readonly source?: SourceView;
  readonly series?: SeriesView;
  readonly book?: BookView;
  readonly cover?: CoverView;
  readonly readingTime: string;
  /** `lengthMarker`, in whose place the page gets e.g. `4,210 字`. */
  readonly length: string;
  readonly toc: readonly TocEntry[];
  /** Whether the article has originals beside its translations. */
  readonly originals: boolean;
  /** The article's terms that stand in the glossary; absent without any. */
  readonly glossary?: PostGlossaryView;
  readonly termGroups: readonly TermGroupView[];
  /** At most 5. */
  readonly related: readonly RelatedView[];
  readonly linkedFrom?: LinkedFromView;
  /** Neighbours by date among listed posts. */
  readonly previous?: PostCardView;
  readonly next?: PostCardView;
  /** Set in the dev server for posts that are not public. */
  readonly badges?: readonly DevBadgeView[];
  /** Front matter that Inkstone does not know, for a site's own layouts. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** The picture of the post, ready for `<img>`. */
export interface CoverView extends RenderedImage {
  readonly sizes: string;
}

/** Parts of a series that its box lists at most: a window around the article. */
const seriesWindow = 30;

/** Groups at the end of an article, in this order. */
const groupedTypes = termTypes.filter((type) => !terms[type].inHeader);

export interface Neighbours {
  readonly previous?: PostCardView | undefined;
  readonly next?: PostCardView | undefined;
}

/** Everything the page of a post prints but its body. */
export function postView(
  context: PlannedContext,
  article: ShownArticle,
  neighbours: Neighbours,
  seriesOf: SeriesFinder,
  glossaryOf: PostGlossaryFinder = () => undefined,
): PostView {
  const { ui, links, config } = context;
  const { post, readingMinutes, toc, isBilingual } = article;
  const { href, path } = links.post(post.address);
  const [area] = post.terms.area;
  const [category] = post.terms.category;
  const areaLink = area === undefined ? undefined : termLink(context, 'area', area);
  const breadcrumbs: LinkView[] = [
    homeLink(context),
    ...(areaLink?.href !== undefined ? [areaLink] : []),
    { name: post.title },
  ];
  const series = seriesOf(article);
  const linkedFrom = linkedFromView(context, article);
  const glossary = glossaryOf(article);
  const badges = devBadges(context, post);
  const status = statusView(context, post);
  return {
    path,
    href,
    head: postHead(context, article, breadcrumbs),
    section: 'posts',
    ...(post.lang !== config.language && { lang: post.lang }),
    breadcrumbs,
    title: post.title,
    ...plainFields(post),
    ...textLangs(context, post),
    ...(post.date !== undefined && { date: dateView(context, post.date) }),
    ...(post.updated !== undefined &&
      post.updated !== post.date && { updated: dateView(context, post.updated) }),
    ...(status && { status }),
    ...(areaLink && { area: areaLink }),
    ...(category !== undefined && { category: termLink(context, 'category', category) }),
    projects: termLinks(context, 'project', post.terms.project),
    speakers: termLinks(context, 'speaker', post.terms.speaker),
    // A guest is a person: the entity page is theirs.
    guests: termLinks(context, 'person', post.guests),
    ...(post.source !== undefined && { source: sourceView(post.source, post.channel) }),
    ...(series && { series }),
    ...(post.book && { book: bookView(context, post.book) }),
    ...(article.cover && { cover: coverView(article.cover) }),
    readingTime: ui.readingTime(readingMinutes),
    length: lengthMarker,
    toc,
    originals: isBilingual,
    related: relatedViews(context, article),
    ...(linkedFrom && { linkedFrom }),
    ...(glossary && { glossary }),
    termGroups: groupedTypes.flatMap((type) => termGroup(context, type, post.terms[type])),
    ...(neighbours.previous && { previous: neighbours.previous }),
    ...(neighbours.next && { next: neighbours.next }),
    ...(badges && { badges }),
    ...ownFieldViews(context, post),
    extra: post.extra,
  };
}

/** Styles limit the height to 20rem. */
function coverView(cover: RenderedImage): CoverView {
  const sizes = isUpright(cover) ? '20rem' : '(min-width: 48rem) 42rem, 100vw';
  return { ...cover, sizes };
}

function isUpright({ width = 1, height = 0 }: RenderedImage): boolean {
  return width <= height;
}

/** The picture of a post where others link to it: its cover, or a drawing of its title. */
function headImage(
  context: PlannedContext,
  { post, cover }: ShownArticle,
): Pick<HeadView, 'image'> {
  const { links } = context;
  if (cover) {
    const { src, width, height } = cover;
    const size = width !== undefined && height !== undefined && { width, height };
    const url = links.absolute(src);
    return { image: { url, ...size, ...(isUpright(cover) && { isUpright: true }) } };
  }
  const drawn = socialImage(context, post);
  return drawn ? { image: { ...socialImageSize, url: links.absolute(drawn.href) } } : {};
}

function termGroup(
  context: ViewContext,
  type: TermType,
  names: readonly string[],
): TermGroupView[] {
  if (names.length === 0) return [];
  return [{ type, label: context.ui.terms[type].group, terms: termLinks(context, type, names) }];
}

function postHead(
  context: PlannedContext,
  article: ShownArticle,
  breadcrumbs: readonly LinkView[],
): HeadView {
  const { post, cover } = article;
  const { config, links, editions } = context;
  const canonical = links.absolute(links.post(post.address).href);
  const description = shorten(post.summary ?? post.title, descriptionLength);
  const author = post.author ?? config.author.name;
  const articleJsonLd = jsonForScript({
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: post.title,
    inLanguage: post.lang,
    mainEntityOfPage: canonical,
    author: { '@type': 'Person', name: author },
    publisher: {
      '@type': 'Organization',
      name: config.title,
      url: links.absolute(links.home().href),
    },
    ...(post.date !== undefined && { datePublished: post.date }),
    ...(post.date !== undefined && { dateModified: post.updated ?? post.date }),
    ...(cover && { image: links.absolute(cover.src) }),
    ...(post.source !== undefined && { isBasedOn: post.source }),
  });
  return {
    title: `${post.title} · ${config.title}`,
    description,
    canonical,
    ...(post.visibility === 'unlisted' && { robots: 'noindex' }),
    ogType: 'article',
    ogTitle: post.title,
    ...(post.date !== undefined && { published: post.date }),
    ...(post.updated !== undefined && { modified: post.updated }),
    ...(post.visibility === 'listed' &&
      editions.markdown && {
        alternates: [
          { type: 'text/markdown', title: post.title, href: links.markdown(post.address).href },
        ],
      }),
    ...headImage(context, article),
    jsonLd: [articleJsonLd, breadcrumbJsonLd(context, breadcrumbs, canonical)],
  };
}

export type SeriesFinder = (article: ShownArticle) => SeriesView | undefined;

/**
 * A series is read from its oldest part on; parts of one day, and undated ones, in the order of
 * their files.
 */
function compareParts(a: ShownArticle, b: ShownArticle): number {
  const byDay = compareText(a.post.date ?? '9999', b.post.date ?? '9999');
  return byDay || compareText(a.post.file, b.post.file);
}

/** Finds an article's place in its series, by maps built once. */
export function createSeriesFinder(context: ViewContext): SeriesFinder {
  const { corpus, links } = context;
  const places = new Map<
    ShownArticle,
    { parts: readonly ShownArticle[]; index: number; name: string }
  >();
  for (const term of corpus.terms.series.terms) {
    if (term.articles.length < 2) continue;
    const parts = [...term.articles].sort(compareParts);
    parts.forEach((article, index) => {
      if (!places.has(article)) places.set(article, { parts, index, name: term.name });
    });
  }
  const linkTo = ({ post }: ShownArticle) => ({
    name: post.title,
    href: links.post(post.address).href,
  });

  return (article) => {
    const place = places.get(article);
    if (!place) return undefined;
    const { parts, index, name } = place;
    const start = Math.max(0, Math.min(index - seriesWindow / 2, parts.length - seriesWindow));
    const previous = parts[index - 1];
    const next = parts[index + 1];
    return {
      term: termLink(context, 'series', name),
      position: index + 1,
      total: parts.length,
      ...(previous && { previous: linkTo(previous) }),
      ...(next && { next: linkTo(next) }),
      firstPosition: start + 1,
      parts: parts
        .slice(start, start + seriesWindow)
        .map((part) => (part === article ? { name: part.post.title } : linkTo(part))),
    };
  };
}
