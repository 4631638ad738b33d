import { chineseOf } from '../content/language.ts';
import { compareNewestFirst } from '../corpus/article-order.ts';
import { countListPages, pageOfItem } from '../corpus/list-pages.ts';
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
import { makeListing, type Listing, type ListingView } from './listing-view.ts';
import { sparklineView, type SparklineView } from './sparkline.ts';
import type { DateView, LinkView } from './types.ts';

/** The page of a term: its newest posts, and what is known of it. */
export interface EntityView extends ListingView {
  /** The posts of this page; by role where someone has several. */
  readonly sections: readonly EntitySectionView[];
  /**
   * Links to each role, and to the same person's other page; empty where there is nothing to keep
   * apart.
   */
  readonly roles: readonly EntityRoleView[];
  readonly facts: EntityFactsView;
}

/** A page of a term's older posts. */
export interface OlderEntityView extends ListingView {
  readonly sections: readonly Omit<EntitySectionView, 'count'>[];
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
 * Makes all pages of a term. Its own page has the facts about it; those of older posts only list
 * them.
 *
 * A person who both speaks and is mentioned has two terms: the person's page has all posts, on each
 * page by role. The speaker's page has the talks, and the other posts too if there is no person's
 * page. The two pages link to each other.
 * @param term with a page.
 */
export function entityViews(
  context: PlannedPageContext,
  term: Term,
): Listing<EntityView, OlderEntityView> {
  const { ui, links, config, corpus, editions } = context;
  const { type, name } = term;
  const mentions = corpus.mentions.of(term);
  const articles = articlesOf(term, mentions);
  const parts = partsOf(mentions);
  const roles = parts ? roleViews(context, term, mentions) : [];
  const facts = factsView(context, term, articles);
  const { section, ancestors } = placeOfType(context, type);
  const input = {
    title: name,
    ...(editions.termsWithFeed.has(term) && {
      alternates: [
        {
          type: 'application/atom+xml',
          title: `${name} · ${config.title}`,
          href: links.termFeed(type, term.slug).href,
        },
      ],
    }),
    kind: ui.terms[type].one,
    section,
    articles,
    size: config.pagination.listings,
    addressOf: (page?: number) => links.term(type, term.slug, page),
    ancestors: [...ancestors, { name: ui.terms[type].index, href: links.termIndex(type).href }],
  };
  return makeListing<EntityView, OlderEntityView>(context, input, {
    newest: ({ view, articles: own }) => ({
      ...view,
      head: { ...view.head, jsonLd: [...view.head.jsonLd, jsonLdOf(context, term, facts)] },
      sections: sectionsOf(context, parts, own, (part) => ui.postCount(part.articles.length)),
      roles,
      facts,
    }),
    older: ({ view, articles: own }) => ({ ...view, sections: sectionsOf(context, parts, own) }),
  });
}

/** How many pages a term has. */
export function countEntityPages({ corpus, config }: ViewContext, term: Term): number {
  const articles = articlesOf(term, corpus.mentions.of(term));
  return countListPages(articles.length, config.pagination.listings);
}

/** The posts on a term's pages: the talks alone for a speaker beside whom the person has a page. */
function articlesOf({ type }: Term, mentions: Mentions): readonly ShownArticle[] {
  const isBesidePerson = type === 'speaker' && mentions.counterpart?.hasPage;
  return isBesidePerson ? mentions.asSpeaker : mentions.articles;
}

/** The roles to keep apart; undefined if there is one role and no other page. */
function partsOf(mentions: Mentions): readonly Part[] | undefined {
  const parts = allParts(mentions);
  return parts.length > 1 || mentions.counterpart?.hasPage ? parts : undefined;
}

function allParts({ asSpeaker, asGuest, asMentioned }: Mentions): readonly Part[] {
  const parts: readonly Part[] = [
    { role: 'speaker', articles: asSpeaker },
    { role: 'guest', articles: asGuest },
    { role: 'mentioned', articles: asMentioned },
  ];
  return parts.filter(({ articles }) => articles.length > 0);
}

/** Links to the newest post of each role, on any page, with counts over all pages. */
function roleViews(
  context: ViewContext,
  term: Term,
  mentions: Mentions,
): readonly EntityRoleView[] {
  const { ui, links, config } = context;
  const { articles, counterpart } = mentions;
  const person = term.type === 'person' ? term : counterpart;
  const home = person?.hasPage ? person : term;
  const views = allParts(mentions).map(({ role, articles: own }): EntityRoleView => {
    const newest = articles.findIndex((article) => article === own[0]);
    const page = pageOfItem(newest, articles.length, config.pagination.listings);
    const place =
      term.type === 'speaker' && role === 'speaker'
        ? links.term(term.type, term.slug)
        : links.term(home.type, home.slug, page);
    return {
      name: ui.entity.roles[role],
      count: ui.postCount(own.length),
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

/** Posts of one page, by role. @param countOf what a heading says of the whole role. */
function sectionsOf(
  { ui, cardOf }: PageContext,
  parts: readonly Part[] | undefined,
  articles: readonly ShownArticle[],
  countOf?: (part: Part) => string,
): readonly EntitySectionView[] {
  if (!parts) return [{ posts: articles.map(cardOf) }];
  return parts.flatMap((part) => {
    const ofRole = new Set(part.articles);
    const own = articles.filter((article) => ofRole.has(article));
    if (own.length === 0) return [];
    return [
      {
        id: anchorOf(part.role),
        title: ui.entity.roles[part.role],
        ...(countOf && { count: countOf(part) }),
        posts: own.map(cardOf),
      },
    ];
  });
}

function jsonLdOf(
  context: ViewContext,
  term: Term,
  { aliases, definition }: EntityFactsView,
): string {
  return entityJsonLd(context, term, {
    aliases,
    ...(definition && { definition: definition.text }),
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
