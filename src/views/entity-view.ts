import { chineseOf } from '../content/language.ts';
import { compareNewestFirst } from '../corpus/article-order.ts';
import type { Mentions } from '../corpus/mentions.ts';
import { hasHan } from '../corpus/gloss-names.ts';
import { foldTerm } from '../shared/fold-term.ts';
import type { Term } from '../corpus/term-index.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { dateView, type PostCardView } from './card-view.ts';
import { placeOfType } from './site-view.ts';
import { textLangs } from './text-langs.ts';
import type { ViewContext } from './context.ts';
import type { PageContext, PlannedPageContext } from './page-kind.ts';
import { entityJsonLd } from './entity-json-ld.ts';
import { sourceLink } from './glossary-views.ts';
import { shorten } from './head.ts';
import { listingViews, type ListingView } from './listing-view.ts';
import { countListPages } from './pagination.ts';
import { sparklineView, type SparklineView } from './sparkline.ts';
import type { DateView, LinkView } from './types.ts';

/** One page of a term. */
export interface EntityView extends ListingView {
  /** The posts of this page; by role where someone has several. */
  readonly sections: readonly EntitySectionView[];
  /**
   * Links to each role, and to the same person's other page; empty where there is nothing to keep
   * apart.
   */
  readonly roles: readonly EntityRoleView[];
  /** What is known of the term; on the first page only. */
  readonly facts?: EntityFactsView;
}

export interface EntitySectionView {
  /** Fragment id, with a title. */
  readonly id?: string;
  readonly title?: string;
  /** Of the whole role, not of this page, e.g. `24 篇`. */
  readonly count?: string;
  readonly posts: readonly PostCardView[];
}

export interface EntityRoleView {
  readonly name: string;
  readonly href: string;
  /** Absent for the other page. */
  readonly count?: string;
}

export interface EntityFactsView {
  /** Other names, as the alias file gives them. */
  readonly aliases: readonly string[];
  readonly definition?: EntityDefinitionView;
  /** First and latest mention; one only where they are the same. */
  readonly dates: readonly {
    readonly label: string;
    readonly date: DateView;
    readonly post: LinkView;
    readonly lang?: string;
  }[];
  readonly sparkline?: SparklineView;
  /** Terms that often stand beside it, best first; each has a page. */
  readonly oftenWith: readonly {
    readonly name: string;
    readonly href: string;
    /** e.g. `机构`. */
    readonly kind: string;
    /** e.g. `24 篇`. */
    readonly count: string;
  }[];
}

export interface EntityDefinitionView {
  readonly text: string;
  readonly lang?: string;
  /** Full names. */
  readonly names: readonly string[];
  /** The entry of the glossary. */
  readonly href?: string;
  /** A post that says so, at the place. */
  readonly source?: LinkView;
}

type Role = 'speaker' | 'guest' | 'mentioned';

/** Posts in which a person has one role. */
interface Part {
  readonly role: Role;
  readonly articles: readonly ShownArticle[];
}

/** Maximum length of a definition on the page of a term; the glossary has the whole text. */
const definitionLength = 300;

/**
 * Makes all pages of a term. The first has the facts about it; the others only list posts.
 *
 * A person who both speaks and is mentioned has two terms: the person's page has all posts by role.
 * The speaker's page has the talks, and the other posts too if there is no person's page. The two
 * pages link to each other.
 * @param term with a page.
 */
export function entityViews(context: PlannedPageContext, term: Term): readonly EntityView[] {
  const { ui, links, config, corpus, editions } = context;
  const { type, name } = term;
  const mentions = corpus.mentions.of(term);
  const parts = partsOf(term, mentions);
  const articles = articlesOf(parts, mentions);
  const [first, latest] = datedEnds(articles);
  const year = (article: ShownArticle | undefined) => article?.post.date?.slice(0, 4);
  const size = config.pagination.listings;
  const { section, ancestors } = placeOfType(context, type);
  const pages = listingViews(context, {
    title: name,
    ...(editions.termsWithFeed.has(term) && {
      alternates: [
        {
          type: 'application/atom+xml',
          title: `${term.name} · ${config.title}`,
          href: links.termFeed(type, term.slug).href,
        },
      ],
    }),
    kind: ui.terms[type].one,
    section,
    articles,
    size,
    addressOf: (page) => links.term(type, term.slug, page),
    ancestors: [...ancestors, { name: ui.terms[type].index, href: links.termIndex(type).href }],
    lead: ui.listLead(articles.length, year(first), year(latest)),
  });
  const roles = parts ? roleViews(context, term, mentions) : [];
  const facts = factsView(context, term, articles);
  return pages.map((page, index) => ({
    ...page,
    roles,
    sections: parts ? sectionsOn(context, parts, index * size, size) : [{ posts: page.posts }],
    ...(index === 0 && {
      facts,
      head: {
        ...page.head,
        jsonLd: [
          ...page.head.jsonLd,
          entityJsonLd(context, term, {
            aliases: facts.aliases,
            ...(facts.definition && { definition: facts.definition.text }),
          }),
        ],
      },
    }),
  }));
}

/** How many pages a term has. */
export function countEntityPages({ corpus, config }: ViewContext, term: Term): number {
  const mentions = corpus.mentions.of(term);
  const articles = articlesOf(partsOf(term, mentions), mentions);
  return countListPages(articles.length, config.pagination.listings);
}

function articlesOf(
  parts: readonly Part[] | undefined,
  mentions: Mentions,
): readonly ShownArticle[] {
  return parts ? parts.flatMap((part) => part.articles) : mentions.articles;
}

/**
 * The roles on a page, in the order of its posts; undefined if there is one role and no other page.
 */
function partsOf(term: Term, mentions: Mentions): readonly Part[] | undefined {
  const parts = allParts(mentions);
  if (!mentions.counterpart?.hasPage) return parts.length > 1 ? parts : undefined;
  return term.type === 'speaker' ? parts.filter(({ role }) => role === 'speaker') : parts;
}

function allParts({ asSpeaker, asGuest, asMentioned }: Mentions): readonly Part[] {
  const parts: readonly Part[] = [
    { role: 'speaker', articles: asSpeaker },
    { role: 'guest', articles: asGuest },
    { role: 'mentioned', articles: asMentioned },
  ];
  return parts.filter(({ articles }) => articles.length > 0);
}

/** Links to the first post of each role, on any page, with counts over all pages. */
function roleViews(
  context: ViewContext,
  term: Term,
  mentions: Mentions,
): readonly EntityRoleView[] {
  const { ui, links, config } = context;
  const { counterpart } = mentions;
  const person = term.type === 'person' ? term : counterpart;
  const home = person?.hasPage ? person : term;
  let before = 0;
  const views = allParts(mentions).map(({ role, articles }): EntityRoleView => {
    const page = Math.floor(before / config.pagination.listings) + 1;
    before += articles.length;
    const place =
      term.type === 'speaker' && role === 'speaker'
        ? links.term(term.type, term.slug)
        : links.term(home.type, home.slug, page);
    return {
      name: ui.entity.roles[role],
      count: ui.postCount(articles.length),
      href: `${place.href}#${anchorOf(role)}`,
    };
  });
  if (!counterpart?.hasPage) return views;
  return [
    ...views,
    {
      name: ui.entity.counterpart(ui.terms[counterpart.type].one),
      href: links.term(counterpart.type, counterpart.slug).href,
    },
  ];
}

function anchorOf(role: Role): string {
  return `as-${role}`;
}

/** Posts of one page by role. */
function sectionsOn(
  { ui, cardOf }: PageContext,
  parts: readonly Part[],
  start: number,
  size: number,
): readonly EntitySectionView[] {
  let before = 0;
  return parts.flatMap(({ role, articles }) => {
    const own = articles.slice(Math.max(0, start - before), Math.max(0, start + size - before));
    before += articles.length;
    if (own.length === 0) return [];
    return [
      {
        id: anchorOf(role),
        title: ui.entity.roles[role],
        count: ui.postCount(articles.length),
        posts: own.map(cardOf),
      },
    ];
  });
}

function factsView(
  context: ViewContext,
  term: Term,
  articles: readonly ShownArticle[],
): EntityFactsView {
  const { ui, links, corpus } = context;
  const definition = definitionView(context, term);
  const sparkline = sparklineView(ui, articles);
  const [first, latest] = datedEnds(articles);
  const dates = [
    { label: ui.entity.first, article: first },
    { label: ui.entity.latest, article: latest === first ? undefined : latest },
  ];
  return {
    aliases: corpus.aliases.aliasesOf(term.type, term.key),
    ...(definition && { definition }),
    dates: dates.flatMap(({ label, article }) => {
      if (article?.post.date === undefined) return [];
      const { title, address, date } = article.post;
      const { titleLang: lang } = textLangs(context, article.post);
      const post = { name: title, href: links.post(address).href };
      return [{ label, date: dateView(context, date), post, ...(lang !== undefined && { lang }) }];
    }),
    ...(sparkline && { sparkline }),
    oftenWith: corpus.coOccurrences.of(term, articles).map(({ term: other, count }) => ({
      name: other.name,
      href: links.term(other.type, other.slug).href,
      kind: ui.terms[other.type].one,
      count: ui.postCount(count),
    })),
  };
}

/**
 * The oldest and the newest dated article; among those of one day, the first and last of the list.
 */
function datedEnds(
  articles: readonly ShownArticle[],
): readonly [ShownArticle | undefined, ShownArticle | undefined] {
  const dated = articles.filter(({ post }) => post.date !== undefined).sort(compareNewestFirst);
  return [dated.at(-1), dated[0]];
}

/** The definition that most authors give. */
function definitionView(context: ViewContext, term: Term): EntityDefinitionView | undefined {
  const { config, corpus, glossary } = context;
  const entry = corpus.glossary.entryOf(term.name);
  const [definition] = entry?.definitions ?? [];
  if (!entry || !definition) return undefined;
  const [source] = definition.sources;
  const text = shorten(definition.text, definitionLength);
  const lang = hasHan(text) ? chineseOf(config.language) : 'en';
  return {
    text,
    ...(lang !== config.language && { lang }),
    // Names in Han characters are often explanations, not names.
    names: entry.names
      .filter((own) => !hasHan(own) && foldTerm(own) !== foldTerm(term.name))
      .slice(0, 1),
    href: glossary.hrefOf(entry),
    ...(source && { source: sourceLink(context, source) }),
  };
}
