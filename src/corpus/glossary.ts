import { compareText } from '../content/problem.ts';
import type { Article } from '../ingest/types.ts';
import type { AliasTable } from './aliases.ts';
import { noAliases } from './aliases.ts';
import { listedNewestFirst } from './article-order.ts';
import { joinConcepts } from './gloss-concepts.ts';
import { nameKey } from './gloss-names.ts';
import { gatherGlosses } from './gloss-statistics.ts';
import type { GatheredTerm } from './gloss-statistics.ts';
import { bestSpelling, foldTerm } from './term-identity.ts';
import { assignSlugs, romanise } from './term-slugs.ts';

/** A place where an author explains a term. */
export interface GlossSource {
  readonly article: Article;
  /** Id of the gloss in the article. */
  readonly anchor: string;
}

/** One wording of what a term means; wordings that differ in case, width, spaces or punctuation are one. */
export interface GlossDefinition {
  readonly text: string;
  /** How many articles give it. */
  readonly count: number;
  /** Newest first, not all of them. */
  readonly sources: readonly GlossSource[];
}

/** A concept with everything that the corpus says of it. */
export interface GlossaryEntry {
  /** Unique; the identity of its most frequent term. */
  readonly key: string;
  /** The spelling that is shown. */
  readonly term: string;
  readonly slug: string;
  /** Latin letters to sort by. */
  readonly sortKey: string;
  /** Full names, usually English, most frequent first; without those that only repeat the term. */
  readonly names: readonly string[];
  /** Other terms that mean the same, most frequent first; without those that stand among the names. */
  readonly aliases: readonly string[];
  /** Most frequent first, then newest; not all of them. */
  readonly definitions: readonly GlossDefinition[];
  /** How many wordings there are. */
  readonly definitionCount: number;
  /** All articles that gloss the term, newest first. */
  readonly articles: readonly Article[];
  /** Where it is glossed, newest first, not all of them. */
  readonly sources: readonly GlossSource[];
}

export interface Glossary {
  /** By sort key: A to Z, Han by pinyin. */
  readonly entries: readonly GlossaryEntry[];
  /** Finds an entry by a term, an alias, or a full name that only one entry has. */
  readonly entryOf: (term: string) => GlossaryEntry | undefined;
}

export interface GlossaryLimits {
  /** @default 8 */
  readonly definitionsPerEntry?: number;
  /** @default 5 */
  readonly sourcesPerDefinition?: number;
  /** @default 5 */
  readonly namesPerEntry?: number;
}

interface Definition {
  readonly spellings: Map<string, number>;
  readonly sources: GlossSource[];
  count: number;
}

interface Draft {
  readonly key: string;
  readonly terms: GatheredTerm[];
  readonly articles: Article[];
  readonly sources: GlossSource[];
  readonly definitions: Map<string, Definition>;
}

/**
 * Gathers the glosses of all listed articles into one entry per concept, in two passes: what names say of each other, then the definitions.
 * @param articles in any order; unlisted ones contribute nothing.
 */
export function buildGlossary(
  articles: readonly Article[],
  aliases: AliasTable = noAliases(),
  limits: GlossaryLimits = {},
): Glossary {
  const { sourcesPerDefinition = 5 } = limits;
  const listed = listedNewestFirst(articles);
  const { terms, keyOf } = gatherGlosses(listed, aliases);
  const concepts = joinConcepts(terms);
  const drafts = new Map<string, Draft>();
  for (const [key, term] of terms) {
    const root = concepts.get(key) ?? key;
    let draft = drafts.get(root);
    if (!draft) {
      draft = { key: root, terms: [], articles: [], sources: [], definitions: new Map() };
      drafts.set(root, draft);
    }
    draft.terms.push(term);
  }
  for (const article of listed) {
    for (const gloss of article.glosses) {
      const key = keyOf(gloss);
      const draft = drafts.get(concepts.get(key) ?? key);
      if (draft) addGloss(draft, article, gloss, sourcesPerDefinition);
    }
  }
  const entries = finishEntries([...drafts.values()], aliases, limits);
  return Object.freeze({ entries, entryOf: createLookup(entries, drafts, aliases) });
}

function addGloss(
  draft: Draft,
  article: Article,
  gloss: Article['glosses'][number],
  sourceLimit: number,
): void {
  const source = { article, anchor: gloss.id };
  if (draft.articles.at(-1) !== article) {
    draft.articles.push(article);
    if (draft.sources.length < sourceLimit) draft.sources.push(source);
  }
  const text = gloss.definition?.trim();
  if (text === undefined || text === '') return;
  const folded = foldTerm(text);
  let definition = draft.definitions.get(folded);
  if (!definition) {
    definition = { spellings: new Map(), sources: [], count: 0 };
    draft.definitions.set(folded, definition);
  }
  // Articles come one after the other: a wording that the same article repeats counts once.
  if (definition.sources.at(-1)?.article === article) return;
  definition.count++;
  definition.spellings.set(text, (definition.spellings.get(text) ?? 0) + 1);
  if (definition.sources.length < sourceLimit) definition.sources.push(source);
}

function finishEntries(
  drafts: readonly Draft[],
  aliases: AliasTable,
  limits: GlossaryLimits,
): readonly GlossaryEntry[] {
  const { definitionsPerEntry = 8, namesPerEntry = 5 } = limits;
  const named = drafts.map((draft) => ({ ...draft, name: shownName(draft, aliases) }));
  // Oldest first, so that a new entry never moves an old one's address.
  const slugs = assignSlugs(
    [...named].sort((a, b) => compareText(firstDay(a), firstDay(b)) || compareText(a.key, b.key)),
  );
  return named
    .map(({ key, name, terms, articles, sources, definitions }) => {
      const names = fullNames(terms, name).slice(0, namesPerEntry);
      return Object.freeze<GlossaryEntry>({
        key,
        term: name,
        slug: slugs.get(key) ?? key,
        sortKey: romanise(name).trim().toLowerCase(),
        names,
        aliases: otherTerms(terms, [name, ...names]),
        definitions: [...definitions.values()]
          .sort(compareDefinitions)
          .slice(0, definitionsPerEntry)
          .map(({ spellings, count, sources: own }) => ({
            text: bestSpelling(spellings),
            count,
            sources: own,
          })),
        definitionCount: definitions.size,
        articles,
        sources,
      });
    })
    .sort((a, b) => compareText(a.sortKey, b.sortKey) || compareText(a.key, b.key));
}

function firstDay({ articles }: Draft): string {
  return articles.at(-1)?.post.date ?? '9999';
}

function shownName({ terms }: Draft, aliases: AliasTable): string {
  const wanted = terms.flatMap(({ key }) => aliases.nameOfAny(key) ?? []).sort(compareText);
  return wanted[0] ?? byCount(terms)[0]?.spelling ?? '';
}

function byCount(terms: readonly GatheredTerm[]): readonly GatheredTerm[] {
  return [...terms].sort((a, b) => b.count - a.count || compareText(a.key, b.key));
}

function otherTerms(terms: readonly GatheredTerm[], shown: readonly string[]): readonly string[] {
  const own = new Set(shown.map(foldTerm));
  const all = byCount(terms).flatMap(({ spellings }) =>
    [...spellings].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([name]) => name),
  );
  return uniqueBy(all, foldTerm).filter((name) => !own.has(foldTerm(name)));
}

function fullNames(terms: readonly GatheredTerm[], shown: string): readonly string[] {
  const counts = new Map<string, { spelling: string; count: number }>();
  for (const { names } of terms) {
    for (const [key, { spelling, count }] of names) {
      const known = counts.get(key);
      counts.set(key, {
        spelling: known && compareText(known.spelling, spelling) < 0 ? known.spelling : spelling,
        count: count + (known?.count ?? 0),
      });
    }
  }
  const own = nameKey(shown);
  return [...counts]
    .filter(([key]) => key !== own)
    .sort(([a, one], [b, other]) => other.count - one.count || compareText(a, b))
    .map(([, { spelling }]) => spelling);
}

function uniqueBy(names: readonly string[], keyOf: (name: string) => string): readonly string[] {
  return [...new Map([...names].reverse().map((name) => [keyOf(name), name])).values()].reverse();
}

function compareDefinitions(a: Definition, b: Definition): number {
  const day = ({ sources }: Definition) => sources[0]?.article.post.date ?? '';
  return (
    b.count - a.count ||
    compareText(day(b), day(a)) ||
    compareText(bestSpelling(a.spellings), bestSpelling(b.spellings))
  );
}

function createLookup(
  entries: readonly GlossaryEntry[],
  drafts: ReadonlyMap<string, Draft>,
  aliases: AliasTable,
): Glossary['entryOf'] {
  const byKey = new Map<string, GlossaryEntry>();
  const byName = new Map<string, GlossaryEntry | undefined>();
  for (const entry of entries) {
    for (const { key, names } of drafts.get(entry.key)?.terms ?? []) {
      byKey.set(key, entry);
      for (const name of names.keys()) {
        const other = byName.get(name);
        byName.set(name, byName.has(name) && other !== entry ? undefined : entry);
      }
    }
  }
  return (term) => byKey.get(aliases.keyOfAny(term)) ?? byName.get(nameKey(term));
}
