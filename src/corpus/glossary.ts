import { compareText } from '../content/problem.ts';
import type { Article } from '../ingest/types.ts';
import type { Gloss } from '../markdown/types.ts';
import type { AliasTable } from './aliases.ts';
import { noAliases } from './aliases.ts';
import { listedNewestFirst } from './article-order.ts';
import { joinConcepts } from './gloss-concepts.ts';
import { nameKey } from './gloss-names.ts';
import { gatherGlosses } from './gloss-statistics.ts';
import {
  addGloss,
  entryDay,
  finishDefinitions,
  fullNames,
  isTermLike,
  otherTerms,
  shownName,
  startDraft,
} from './glossary-draft.ts';
import type { Draft } from './glossary-draft.ts';
import { assignSlugs, romanise, sortKeyOf } from './term-slugs.ts';

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
  /** Latin letters to sort by; opening quotes and title marks do not count. */
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
  /** The entry that a gloss of a listed article went into; none where its concept deserves no entry. */
  readonly entryOfGloss: (gloss: Gloss) => GlossaryEntry | undefined;
}

export interface GlossaryLimits {
  /** @default 12 */
  readonly definitionsPerEntry?: number;
  /** @default 5 */
  readonly sourcesPerDefinition?: number;
  /** @default 5 */
  readonly namesPerEntry?: number;
}

/**
 * Gathers the glosses of all listed articles into one entry per concept, in two passes: what names say of each other, then the definitions.
 *
 * A concept deserves an entry when an author says what it means, or when two articles give its name: a translation in passing, as in
 * `靶子（target to shoot for）`, would only hide the others. What reads like a sentence in bold has none either.
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
  const draftOf = new Map<string, Draft>();
  for (const [key, term] of terms) {
    const root = concepts.get(key) ?? key;
    let draft = drafts.get(root);
    if (!draft) drafts.set(root, (draft = startDraft(root)));
    draft.terms.push(term);
    draftOf.set(key, draft);
  }
  for (const article of listed) {
    for (const gloss of article.glosses) {
      const draft = draftOf.get(keyOf(gloss));
      if (draft) addGloss(draft, article, gloss, sourcesPerDefinition);
    }
  }
  const entries = finishEntries([...drafts.values()], aliases, limits);
  const { byKey, byName } = indexEntries(entries, drafts);
  return Object.freeze<Glossary>({
    entries,
    entryOf: (term) => byKey.get(aliases.keyOfAny(term)) ?? byName.get(nameKey(term)),
    entryOfGloss: (gloss) => byKey.get(keyOf(gloss)),
  });
}

function finishEntries(
  drafts: readonly Draft[],
  aliases: AliasTable,
  { definitionsPerEntry = 12, namesPerEntry = 5 }: GlossaryLimits,
): readonly GlossaryEntry[] {
  const worthy = drafts.flatMap((draft) => {
    const name = shownName(draft, aliases);
    if (!isTermLike(name)) return [];
    const names = fullNames(draft, name).slice(0, namesPerEntry);
    const others = otherTerms(draft, [name, ...names]);
    const definitions = finishDefinitions(draft, [name, ...names, ...others]);
    const isNamed = names.length + others.length > 0 && draft.articles.length >= 2;
    if (definitions.length === 0 && !isNamed) return [];
    return { draft, key: draft.key, name, latin: romanise(name), names, others, definitions };
  });
  // Oldest first, so that a new entry never moves an old one's address.
  worthy.sort(
    (a, b) => compareText(entryDay(a.draft), entryDay(b.draft)) || compareText(a.key, b.key),
  );
  const slugs = assignSlugs(worthy);
  return worthy
    .map(({ draft: { articles, sources }, key, name, latin, names, others, definitions }) =>
      Object.freeze<GlossaryEntry>({
        key,
        term: name,
        slug: slugs.get(key) ?? key,
        sortKey: sortKeyOf(name, latin),
        names,
        aliases: others,
        definitions: definitions.slice(0, definitionsPerEntry),
        definitionCount: definitions.length,
        articles,
        sources,
      }),
    )
    .sort((a, b) => compareText(a.sortKey, b.sortKey) || compareText(a.key, b.key));
}

interface EntryIndex {
  /** By the key of each of an entry's terms. */
  readonly byKey: ReadonlyMap<string, GlossaryEntry>;
  /** By full name; undefined where entries share one. */
  readonly byName: ReadonlyMap<string, GlossaryEntry | undefined>;
}

function indexEntries(
  entries: readonly GlossaryEntry[],
  drafts: ReadonlyMap<string, Draft>,
): EntryIndex {
  const byKey = new Map<string, GlossaryEntry>();
  const byName = new Map<string, GlossaryEntry | undefined>();
  for (const entry of entries) {
    for (const { key, names } of drafts.get(entry.key)?.terms ?? []) {
      byKey.set(key, entry);
      for (const name of names.keys()) {
        const isShared = byName.has(name) && byName.get(name) !== entry;
        byName.set(name, isShared ? undefined : entry);
      }
    }
  }
  return { byKey, byName };
}
