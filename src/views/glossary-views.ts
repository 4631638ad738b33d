import { addToGroup } from '../shared/group-by.ts';
import { termTypes } from '../content/terms.ts';
import { hasHan } from '../corpus/gloss-names.ts';
import type { GlossaryEntry } from '../corpus/glossary.ts';
import type { GlossDefinition, GlossSource } from '../corpus/glossary-draft.ts';
import { memoize } from '../shared/memoize.ts';
import type { ViewContext } from './context.ts';
import { divideByLetters, type GlossaryPart } from './glossary-parts.ts';
import { initialOf, shelve, type Shelves } from './glossary-shelves.ts';
import { topEntries, type HubSection } from './hub-view.ts';
import { glossaryAnchor } from './links.ts';
import { belowHub, plainPage } from './plain-page.ts';
import type { TermListEntry, TermListFile } from './term-list.ts';
import type { LinkView, PageView } from './types.ts';

/** Maximum definitions that an entry shows; the others are folded. */
const openDefinitions = 3;

/** Number of concepts on the start page of a glossary of several pages. */
const topConcepts = 60;

/** Number of entries from which the glossary has a filter box. */
const filterFrom = 60;

/** The pages of the glossary. */
export interface GlossaryViews {
  readonly pages: readonly GlossaryView[];
  /** Lists that the filter box fetches. */
  readonly lists: readonly TermListFile[];
}

export interface GlossaryView extends PageView {
  readonly lead: string;
  /** Links to each initial: its page, or its place on this page. */
  readonly initials: readonly LinkView[];
  /**
   * On the start page of a glossary of several pages: all pages by initial. On others: those of the
   * same initial.
   */
  readonly shelves: readonly { readonly initial: string; readonly parts: readonly LinkView[] }[];
  /** The concepts that most posts explain; on the start page of a glossary of several pages. */
  readonly top: readonly (LinkView & { readonly count: string })[];
  readonly groups: readonly GlossaryGroupView[];
  /** Address of the list for the filter box; absent if there are few entries. */
  readonly filterHref?: string;
}

export interface GlossaryGroupView {
  /** `A`, `B`, … or the word for what does not start with a letter. */
  readonly initial: string;
  readonly id: string;
  readonly entries: readonly GlossaryEntryView[];
}

export interface GlossaryEntryView {
  /** Anchor on the page. */
  readonly id: string;
  readonly term: string;
  readonly names: readonly { readonly text: string; readonly lang?: string }[];
  /** Other names of the term, as one text. */
  readonly also?: string;
  readonly definitions: readonly GlossDefinitionView[];
  /** Further definitions, folded. */
  readonly folded: readonly GlossDefinitionView[];
  /** Label of the fold. */
  readonly foldLabel?: string;
  /** Posts with the term, if it has no definition that names them. */
  readonly posts: readonly LinkView[];
  /** Pages of the same name among people, organisations and other terms. */
  readonly pages: readonly LinkView[];
}

export interface GlossDefinitionView {
  readonly text: string;
  readonly posts: readonly LinkView[];
  /** Text behind the posts if there are more of them. */
  readonly more?: string;
}

/** Makes the pages of the glossary; none if no listed post has a gloss. */
export function glossaryViews(context: ViewContext): GlossaryViews {
  const { corpus, glossary } = context;
  const { entries } = corpus.glossary;
  if (entries.length === 0) return { pages: [], lists: [] };
  const pagesOf = entityPages(context);
  const shelves = shelve(context);
  return {
    pages: glossary.parts.map((part) => partView(context, part, shelves, pagesOf)),
    lists: entries.length < filterFrom ? [] : filterLists(context),
  };
}

/** What the hub shows of the glossary: the concepts that most posts explain. */
export function glossarySection(context: ViewContext): HubSection | undefined {
  const { ui, links, corpus, glossary } = context;
  const { entries } = corpus.glossary;
  if (entries.length === 0) return undefined;
  return {
    name: ui.titles.glossary,
    href: links.glossary().href,
    lead: ui.glossary.count(entries.length),
    top: mostExplained(entries, topEntries).map((entry) => ({
      name: entry.term,
      href: glossary.hrefOf(entry),
      count: entry.articles.length,
      others: [],
    })),
  };
}

const listFile = 'glossary/terms.json';

/**
 * Most bytes of a list for the filter box. A longer one is divided: the posts of an hour change a
 * few parts, where the whole has 5 MB at 10,000 posts.
 */
const maximumListBytes = 100_000;

/** The list that the filter box fetches; of one in parts, first the list of these. */
function filterLists(context: ViewContext): readonly TermListFile[] {
  const { corpus, links } = context;
  const rowOf = memoize((entry: GlossaryEntry) => listRow(context, entry));
  const bytesOf = (entry: GlossaryEntry) => Buffer.byteLength(JSON.stringify(rowOf(entry)));
  const [whole, ...parts] = divideByLetters(corpus.glossary, bytesOf, maximumListBytes);
  const { path } = links.file(listFile);
  if (parts.length === 0) return whole ? [{ path, terms: whole.entries.map(rowOf) }] : [];
  const files = parts.map(({ name, entries }) => {
    return { name, entries, ...links.file(`glossary/terms-${name}.json`) };
  });
  return [
    { path, terms: Object.fromEntries(files.map(({ name, href }) => [name, href])) },
    ...files.map((file) => ({ path: file.path, terms: file.entries.map(rowOf) })),
  ];
}

/** One row of the filter box's list: the term, its pinyin, its first full name and first alias. */
function listRow({ glossary }: ViewContext, entry: GlossaryEntry): TermListEntry {
  const { term, names, aliases, articles, sortKey } = entry;
  const pinyin = hasHan(term) ? sortKey : '';
  const others = [...names.slice(0, 1), ...aliases.slice(0, 1)];
  return [term, glossary.hrefOf(entry), articles.length, pinyin, ...others];
}

/**
 * Finds pages of terms that have the name of an entry. Terms look for their entries, as
 * few terms have pages.
 */
function entityPages(context: ViewContext): ReadonlyMap<GlossaryEntry, readonly LinkView[]> {
  const { corpus, links, ui } = context;
  const pages = new Map<GlossaryEntry, LinkView[]>();
  for (const type of termTypes) {
    for (const term of corpus.terms[type].terms) {
      const entry = term.hasPage ? corpus.glossary.entryOf(term.name) : undefined;
      if (!entry) continue;
      const name = ui.glossary.page(ui.terms[type].one, term.name);
      addToGroup(pages, entry, { name, href: links.term(type, term.slug).href });
    }
  }
  return pages;
}

function partView(
  context: ViewContext,
  part: GlossaryPart,
  shelves: Shelves,
  pagesOf: ReadonlyMap<GlossaryEntry, readonly LinkView[]>,
): GlossaryView {
  const { ui, links, corpus } = context;
  const { entries } = corpus.glossary;
  const address = links.glossary(part.name);
  const isStart = part.name === '';
  const groups = groupByInitial(context, part.entries, pagesOf);
  const own = [...shelves].find(([, parts]) => parts.some((one) => one.part === part.name));
  const label = own?.[1].find((one) => one.part === part.name)?.name;
  const start = { name: ui.titles.glossary, href: links.glossary().href };
  const name = isStart ? start.name : (label ?? part.name);
  const title = isStart ? name : ui.glossary.part(name);
  const shown = isStart ? [...shelves] : own && own[1].length > 1 ? [own] : [];
  // A page of one letter does not tell how many entries all have: most of them stay as they are.
  const lead = ui.glossary.count(isStart ? entries.length : part.entries.length);
  return {
    ...plainPage(context, {
      address,
      title,
      name,
      section: 'index',
      ancestors: isStart ? belowHub(context) : [...belowHub(context), start],
      description: `${title} · ${lead}`,
    }),
    lead,
    initials:
      shelves.size > 0
        ? [...shelves].map(([initial, parts]) =>
            initial === own?.[0] && parts[0]?.href === address.href
              ? { name: initial }
              : { name: initial, href: parts[0]?.href ?? address.href },
          )
        : groups.map(({ initial, id }) => ({ name: initial, href: `#${id}` })),
    shelves: shown.map(([initial, parts]) => ({
      initial,
      parts: parts.map((one) => ({
        name: one.name,
        ...(one.part !== part.name && { href: one.href }),
      })),
    })),
    top: isStart && shelves.size > 0 ? topView(context) : [],
    groups,
    ...(entries.length >= filterFrom && { filterHref: links.file(listFile).href }),
  };
}

function topView({ corpus, glossary, ui }: ViewContext): GlossaryView['top'] {
  return mostExplained(corpus.glossary.entries, topConcepts).map((entry) => ({
    name: entry.term,
    href: glossary.hrefOf(entry),
    count: ui.postCount(entry.articles.length),
  }));
}

/** The entries that most posts explain. */
function mostExplained(entries: readonly GlossaryEntry[], count: number): readonly GlossaryEntry[] {
  return [...entries].sort((a, b) => b.articles.length - a.articles.length).slice(0, count);
}

function groupByInitial(
  context: ViewContext,
  entries: readonly GlossaryEntry[],
  pagesOf: ReadonlyMap<GlossaryEntry, readonly LinkView[]>,
): readonly GlossaryGroupView[] {
  const groups = new Map<string | undefined, GlossaryEntryView[]>();
  for (const entry of entries) {
    const view = entryView(context, entry, pagesOf.get(entry) ?? []);
    addToGroup(groups, initialOf(entry), view);
  }
  const others = groups.get(undefined);
  groups.delete(undefined);
  if (others) groups.set(undefined, others);
  return [...groups].map(([initial, own]) => ({
    initial: initial ?? context.ui.otherInitial,
    id: `initial-${initial?.toLowerCase() ?? 'other'}`,
    entries: own,
  }));
}

function entryView(
  context: ViewContext,
  entry: GlossaryEntry,
  pages: readonly LinkView[],
): GlossaryEntryView {
  const { ui } = context;
  const { definitions, definitionCount, sources } = entry;
  const views = definitions.map((definition) => definitionView(context, definition));
  const hidden = definitionCount - Math.min(definitionCount, openDefinitions);
  return {
    id: glossaryAnchor(entry.slug),
    term: entry.term,
    names: entry.names.map((text) => (hasHan(text) ? { text } : { text, lang: 'en' })),
    ...(entry.aliases.length > 0 && { also: ui.glossary.also(entry.aliases) }),
    definitions: views.slice(0, openDefinitions),
    folded: views.slice(openDefinitions),
    ...(hidden > 0 && {
      foldLabel: ui.glossary.moreDefinitions(hidden, views.length - openDefinitions),
    }),
    posts: definitions.length > 0 ? [] : sources.map((source) => sourceLink(context, source)),
    pages,
  };
}

function definitionView(
  context: ViewContext,
  { text, count, sources }: GlossDefinition,
): GlossDefinitionView {
  const more = count - sources.length;
  return {
    text,
    posts: sources.map((source) => sourceLink(context, source)),
    ...(more > 0 && { more: context.ui.glossary.morePosts(more) }),
  };
}

/** Links a post at the place of a gloss. */
export function sourceLink({ links }: ViewContext, { article, anchor }: GlossSource): LinkView {
  const { post } = article;
  return {
    name: post.title,
    href: `${links.post(post.address).href}#${encodeURIComponent(anchor)}`,
  };
}
